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
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/covetpy/platform/conformance/upstream"
)

// make builds into the plan's folder. The last file that it writes says that the
// build is complete.
func (p plan) make(ctx context.Context, w io.Writer) (Built, error) {
	b := Built{Dir: p.dir, Fresh: true, Module: p.module.Version, Types: len(p.match.Resources)}
	if err := os.RemoveAll(p.dir); err != nil {
		return b, err
	}
	var err error
	b.Slimmed, err = upstream.Slim(p.module.Dir, filepath.Join(p.dir, "upstream"), slices.Concat(p.match.Services, always))
	if err != nil {
		return b, err
	}
	fmt.Fprintf(w, "upstream %s, slimmed to %d service packages and %d AWS clients for %d resource types\n",
		b.Module, len(b.Slimmed.Services), len(b.Slimmed.Clients), b.Types)
	if err := p.layOut(ctx); err != nil {
		return b, err
	}
	start := time.Now()
	if b.PeakMB, err = p.compile(ctx, w); err != nil {
		return b, err
	}
	b.Compiled = time.Since(start).Round(time.Second)
	if err := p.schema(ctx, b); err != nil {
		return b, err
	}
	info, err := os.Stat(b.Plugin())
	if err != nil {
		return b, err
	}
	b.SizeMB = info.Size() >> 20
	// The sources have served; the compiler's cache keeps what it made of them.
	if err := os.RemoveAll(filepath.Join(p.dir, "upstream")); err != nil {
		return b, err
	}
	raw, err := json.MarshalIndent(b, "", "  ")
	if err != nil {
		return b, err
	}
	return b, os.WriteFile(filepath.Join(p.dir, doneFile), raw, 0o644)
}

// layOut writes what the plugin reads, and a go.mod that has the slim copy in
// place of upstream's module.
func (p plan) layOut(ctx context.Context) error {
	if err := os.WriteFile(filepath.Join(p.dir, "tokens.json"), p.tokens, 0o644); err != nil {
		return err
	}
	provider := filepath.Join(p.root, "provider")
	for _, file := range []string{"go.mod", "go.sum"} {
		raw, err := os.ReadFile(filepath.Join(provider, file))
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(p.dir, file), raw, 0o644); err != nil {
			return err
		}
	}
	edit := exec.CommandContext(ctx, "go", "mod", "edit", "-replace", upstream.ModulePath+"="+filepath.Join(p.dir, "upstream"), "go.mod")
	edit.Dir = p.dir
	if out, err := edit.CombinedOutput(); err != nil {
		return fmt.Errorf("point go.mod at the slim copy: %w\n%s", err, out)
	}
	return nil
}

// compile builds the plugin, tells how far it is, and returns the greatest memory
// of one of the compiler's processes.
func (p plan) compile(ctx context.Context, w io.Writer) (peakMB int64, err error) {
	modfile := "-modfile=" + filepath.Join(p.dir, "go.mod")
	all, err := p.goCommand(ctx, "list", modfile, "-deps", ".").Output()
	if err != nil {
		return 0, fmt.Errorf("list what is compiled: %w", err)
	}
	// Without the path of the copy in them, packages are the same for every build.
	build := p.goCommand(ctx, "build", modfile, "-trimpath", "-v", "-o", filepath.Join(p.dir, pluginName), ".")
	stderr, err := build.StderrPipe()
	if err != nil {
		return 0, err
	}
	if err := build.Start(); err != nil {
		return 0, fmt.Errorf("start the compiler: %w", err)
	}
	said := follow(stderr, w, strings.Count(string(all), "\n"))
	if err := build.Wait(); err != nil {
		return 0, fmt.Errorf("compile the plugin: %w\n%s", err, said)
	}
	if usage, ok := build.ProcessState.SysUsage().(*syscall.Rusage); ok {
		peakMB = usage.Maxrss >> 10 // Linux counts in KiB
	}
	return peakMB, nil
}

func (p plan) goCommand(ctx context.Context, args ...string) *exec.Cmd {
	c := exec.CommandContext(ctx, "go", args...)
	c.Dir = filepath.Join(p.root, "provider")
	c.Cancel = func() error { return c.Process.Signal(os.Interrupt) }
	return c
}

// follow reads the names of packages as they are compiled, and prints a line now
// and then. It returns the lines that are no such name: the compiler's errors.
func follow(from io.Reader, w io.Writer, total int) string {
	const every = 10 * time.Second
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
			fmt.Fprintf(w, "compiled %d of at most %d packages in %s, now %s\n",
				done, total, time.Since(start).Round(time.Second), line)
		}
	}
	return said.String()
}

// schema has the plugin derive its own schema.
func (p plan) schema(ctx context.Context, b Built) error {
	derive := exec.CommandContext(ctx, b.Plugin(), "schema", "--out", p.dir, "--skip-docs", "--skip-examples")
	derive.Dir = p.dir
	if out, err := derive.CombinedOutput(); err != nil {
		return fmt.Errorf("derive the schema: %w\n%s", err, out)
	}
	return nil
}

// unused is how long a build is kept that nothing asks for: other checkouts have
// builds of their own here.
const unused = 7 * 24 * time.Hour

// prune removes builds that were not asked for in a while.
func prune(home string, now time.Time) error {
	done, err := filepath.Glob(filepath.Join(home, "*", doneFile))
	if err != nil {
		return err
	}
	for _, file := range done {
		info, err := os.Stat(file)
		if err != nil {
			return err
		}
		if now.Sub(info.ModTime()) < unused {
			continue
		}
		if err := os.RemoveAll(filepath.Dir(file)); err != nil {
			return fmt.Errorf("remove an unused build: %w", err)
		}
	}
	return nil
}

// touch marks a file as used now.
func touch(file string) error {
	now := time.Now()
	return os.Chtimes(file, now, now)
}
