package build

import (
	"context"
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
	"github.com/covetpy/platform/internal/builds"
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
	return b, builds.Finish(p.dir, b)
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
	if err := builds.Compile(build, strings.Count(string(all), "\n"), w); err != nil {
		return 0, err
	}
	if usage, ok := build.ProcessState.SysUsage().(*syscall.Rusage); ok {
		peakMB = usage.Maxrss >> 10 // Linux counts in KiB
	}
	return peakMB, nil
}

func (p plan) goCommand(ctx context.Context, args ...string) *exec.Cmd {
	return builds.Go(ctx, filepath.Join(p.root, "provider"), args...)
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
