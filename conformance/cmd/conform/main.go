// Command conform holds the platform, and the simulated cloud that it is tested
// on, against code of others: the AWS provider's own, and emulators of AWS.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"

	"github.com/spf13/cobra"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := newRoot().ExecuteContext(ctx); err != nil {
		fmt.Fprintln(os.Stderr, "conform:", err)
		os.Exit(1) //nolint:gocritic // the signal handler ends with the process
	}
}

func newRoot() *cobra.Command {
	root := &cobra.Command{
		Use:           "conform",
		Short:         "Hold the platform against the AWS provider's own code and against emulators of AWS",
		SilenceUsage:  true,
		SilenceErrors: true,
	}
	root.AddCommand(newAll(), newBuild(), newCached(), newCheck(), newEmulators(), newFacts(), newNames(), newRecord(), newReport(), newUp())
	return root
}

// moduleRoot finds the conformance module from the working folder upwards.
func moduleRoot() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "provider", "go.mod")); err == nil {
			return dir, nil
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return "", errors.New("this is not within the conformance module: run it as `go run -C conformance ./cmd/conform`")
		}
		dir = parent
	}
}
