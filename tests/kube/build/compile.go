package build

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"k8s.io/apimachinery/pkg/util/version"
)

// modules whose versions a build tells.
const (
	kubernetes = "k8s.io/kubernetes"
	etcd       = "go.etcd.io/etcd/server/v3"
	kwok       = "sigs.k8s.io/kwok"
)

// compile builds into a folder. The last file that it writes says that the build is
// complete.
func compile(ctx context.Context, sources, dir string, w io.Writer) (Built, error) {
	b := Built{Dir: dir, Fresh: true}
	if err := os.RemoveAll(dir); err != nil {
		return b, err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return b, err
	}
	versions, err := versions(ctx, sources)
	if err != nil {
		return b, err
	}
	b.Kubernetes, b.Etcd, b.Kwok = versions[kubernetes], versions[etcd], versions[kwok]
	fmt.Fprintf(w, "compiling Kubernetes %s, etcd %s and kwok %s: some minutes, once\n", b.Kubernetes, b.Etcd, b.Kwok)
	start := time.Now()
	// Debug information would double the binary.
	build := goCommand(ctx, sources, "build", "-trimpath", "-v", "-ldflags", "-s -w "+linked(b.Kubernetes), "-o", b.Binary(), ".")
	stderr, err := build.StderrPipe()
	if err != nil {
		return b, err
	}
	if err := build.Start(); err != nil {
		return b, fmt.Errorf("start the compiler: %w", err)
	}
	said := follow(stderr, w)
	if err := build.Wait(); err != nil {
		return b, fmt.Errorf("compile: %w\n%s", err, said)
	}
	b.Compiled = time.Since(start).Round(time.Second)
	info, err := os.Stat(b.Binary())
	if err != nil {
		return b, err
	}
	b.SizeMB = info.Size() >> 20
	raw, err := json.MarshalIndent(b, "", "  ")
	if err != nil {
		return b, err
	}
	return b, os.WriteFile(filepath.Join(dir, doneFile), raw, 0o644)
}

// linked are the linker's settings for a version of Kubernetes. Without them the
// servers say that they are v0.0.0, which clients refuse to read.
func linked(kubernetes string) string {
	v := version.MustParseSemantic(kubernetes) // the go command takes no other
	const variables = "k8s.io/component-base/version."
	return fmt.Sprintf("-X %[1]sgitVersion=%[2]s -X %[1]sgitMajor=%[3]d -X %[1]sgitMinor=%[4]d", variables, kubernetes, v.Major(), v.Minor())
}

// versions of the modules, as go.mod pins them.
func versions(ctx context.Context, sources string) (map[string]string, error) {
	out, err := goCommand(ctx, sources, "list", "-m", "-f", "{{.Path}} {{.Version}}", kubernetes, etcd, kwok).Output()
	if err != nil {
		return nil, fmt.Errorf("list the modules: %w", err)
	}
	found := map[string]string{}
	for line := range strings.Lines(string(out)) {
		path, version, _ := strings.Cut(strings.TrimSpace(line), " ")
		found[path] = version
	}
	return found, nil
}

func goCommand(ctx context.Context, dir string, args ...string) *exec.Cmd {
	c := exec.CommandContext(ctx, "go", args...)
	c.Dir = dir
	c.Cancel = func() error { return c.Process.Signal(os.Interrupt) }
	return c
}

// follow reads the names of packages as they are compiled, and prints a line now and
// then. It returns the lines that are no such name: the compiler's errors.
func follow(from io.Reader, w io.Writer) string {
	const every = 20 * time.Second
	var said strings.Builder
	start, told, done := time.Now(), time.Now(), 0
	lines := bufio.NewScanner(from)
	for lines.Scan() {
		line := lines.Text()
		if strings.ContainsAny(line, " \t") {
			fmt.Fprintln(&said, line)
			continue
		}
		done++
		if time.Since(told) >= every {
			told = time.Now()
			fmt.Fprintf(w, "compiled %d packages in %s, now %s\n", done, time.Since(start).Round(time.Second), line)
		}
	}
	return said.String()
}
