// Command kube takes the platform's Kubernetes objects to a real API server with its
// controllers: every object of every environment, and an application through its
// life. It prints what was promised and what was measured, and fails when a promise
// is broken.
//
//	go run -C tests/kube .          builds what is not built yet, and runs all of it
//	go run -C tests/kube . write    does, and puts the table into docs/kubernetes.md
//	go run -C tests/kube . build    builds only
//	go run -C tests/kube . cached   prints where the build is, or nothing
package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/covetpy/platform/internal/markdown"
	"github.com/covetpy/platform/tests/kube/build"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "kube:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string, out, log io.Writer) error {
	root, err := moduleRoot()
	if err != nil {
		return err
	}
	switch {
	case len(args) == 0:
		return all(ctx, root, out, log)
	case len(args) == 1 && args[0] == "write":
		var printed bytes.Buffer
		if err := all(ctx, root, io.MultiWriter(out, &printed), log); err != nil {
			return err
		}
		_, measured, _ := strings.Cut(printed.String(), "\n\n")
		return markdown.Replace(filepath.Join(root, "..", "..", "docs", "kubernetes.md"), "kube", "measured", markdown.Fence("text", measured))
	case len(args) == 1 && args[0] == "build":
		b, err := build.Make(ctx, root, out)
		if err != nil {
			return err
		}
		describe(b, out)
		return nil
	case len(args) == 1 && args[0] == "cached":
		b, err := build.Find(root)
		if errors.Is(err, build.ErrNotBuilt) {
			return nil
		}
		if err == nil {
			fmt.Fprintln(out, b.Dir)
		}
		return err
	default:
		return fmt.Errorf("%q is none of: write, build, cached, or nothing", args)
	}
}

func describe(b build.Built, out io.Writer) {
	when := "found in the cache; when it was built: "
	if b.Fresh {
		when = ""
	}
	fmt.Fprintf(out, "%sKubernetes %s, etcd %s and kwok %s compiled in %s, one binary of %d MB\n%s\n",
		when, b.Kubernetes, b.Etcd, b.Kwok, b.Compiled, b.SizeMB, b.Binary())
}

// moduleRoot finds this module from the working folder upwards.
func moduleRoot() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "servers", "go.mod")); err == nil {
			return dir, nil
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return "", errors.New("this is not within the module tests/kube: run it as `go run -C tests/kube .`")
		}
		dir = parent
	}
}
