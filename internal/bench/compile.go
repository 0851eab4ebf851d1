package bench

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"syscall"
	"time"
)

// Compile builds the command from nothing, with a build cache of its own, and
// prints how long that took, the greatest memory of one process of it, and the
// size of the result. It is what the first command on a new machine costs.
func Compile(ctx context.Context, w io.Writer, root string) (err error) {
	dir, err := os.MkdirTemp("", "platform-bench-")
	if err != nil {
		return fmt.Errorf("make a build cache: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	binary := filepath.Join(dir, "platform")
	build := exec.CommandContext(ctx, "go", "build", "-o", binary, "./cmd/platform") //nolint:gosec // no outside input
	build.Dir = root
	build.Env = append(os.Environ(), "GOCACHE="+filepath.Join(dir, "cache"))
	build.Stderr = w
	start := time.Now()
	if err := build.Run(); err != nil {
		return fmt.Errorf("build the command: %w", err)
	}
	wall := time.Since(start).Round(time.Second)
	info, err := os.Stat(binary)
	if err != nil {
		return fmt.Errorf("measure the command: %w", err)
	}
	fmt.Fprintf(w, "cold build on %d cores: %s, peak %d MB in one process, binary of %d MB\n",
		runtime.NumCPU(), wall, peakMB(build.ProcessState), info.Size()>>20)
	return nil
}

// peakMB is the greatest resident memory of the process or of any it waited for.
func peakMB(p *os.ProcessState) int64 {
	usage, ok := p.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0
	}
	return usage.Maxrss >> 10 // Linux counts in KiB
}
