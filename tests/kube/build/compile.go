package build

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"k8s.io/apimachinery/pkg/util/version"

	"github.com/covetpy/platform/internal/builds"
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
	build := builds.Go(ctx, sources, "build", "-trimpath", "-v", "-ldflags", "-s -w "+linked(b.Kubernetes), "-o", b.Binary(), ".")
	if err := builds.Compile(build, 0, w); err != nil {
		return b, err
	}
	b.Compiled = time.Since(start).Round(time.Second)
	info, err := os.Stat(b.Binary())
	if err != nil {
		return b, err
	}
	b.SizeMB = info.Size() >> 20
	return b, builds.Finish(dir, b)
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
	out, err := builds.Go(ctx, sources, "list", "-m", "-f", "{{.Path}} {{.Version}}", kubernetes, etcd, kwok).Output()
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
