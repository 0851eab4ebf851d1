package builds

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"time"
)

// Go is a command of the Go toolchain in a folder. It is interrupted, not killed,
// when the context ends.
func Go(ctx context.Context, dir string, args ...string) *exec.Cmd {
	c := exec.CommandContext(ctx, "go", args...) // #nosec G204 -- the arguments are the caller's own
	c.Dir = dir
	c.Cancel = func() error { return c.Process.Signal(os.Interrupt) }
	return c
}

// Compile runs a `go build -v`, and tells now and then how far it is, of so many
// packages at most; 0 is for who does not know. The error holds what the compiler
// said.
func Compile(build *exec.Cmd, packages int, w io.Writer) error {
	stderr, err := build.StderrPipe()
	if err != nil {
		return fmt.Errorf("listen to the compiler: %w", err)
	}
	if err := build.Start(); err != nil {
		return fmt.Errorf("start the compiler: %w", err)
	}
	said := follow(stderr, packages, w)
	if err := build.Wait(); err != nil {
		return fmt.Errorf("compile: %w\n%s", err, said)
	}
	return nil
}

// follow reads the names of packages as they are compiled, and prints a line now and
// then. It returns the lines that are no such name: the compiler's errors.
func follow(from io.Reader, packages int, w io.Writer) string {
	const every = 10 * time.Second
	of := ""
	if packages > 0 {
		of = fmt.Sprintf("of at most %d ", packages)
	}
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
			fmt.Fprintf(w, "compiled %d %spackages in %s, now %s\n", done, of, time.Since(start).Round(time.Second), line)
		}
	}
	return said.String()
}
