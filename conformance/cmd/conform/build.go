package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/covetpy/platform/conformance/build"
	"github.com/covetpy/platform/conformance/emulator"
)

func newBuild() *cobra.Command {
	return &cobra.Command{
		Use:   "build",
		Short: "Build upstream's AWS provider, slimmed to the services in use, behind Pulumi's bridge",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			root, err := moduleRoot()
			if err != nil {
				return err
			}
			w := cmd.OutOrStdout()
			b, err := build.Make(cmd.Context(), root, w)
			if err != nil {
				return err
			}
			if !b.Fresh {
				fmt.Fprintln(w, "found in the cache; when it was built:")
			}
			fmt.Fprintf(w, "%d resource types of %s in %s: compiled in %s, peak %d MB in one process, plugin of %d MB\n%s\n",
				b.Types, b.Module, fmt.Sprintf("%d services", len(b.Slimmed.Services)), b.Compiled, b.PeakMB, b.SizeMB, b.Plugin())
			return nil
		},
	}
}

func newCached() *cobra.Command {
	var emulators bool
	c := &cobra.Command{
		Use:   "cached",
		Short: "Print where the build for the present sources is, or nothing when there is none",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			find := built
			if emulators {
				find = installed
			}
			where, err := find(cmd.Context())
			if errors.Is(err, build.ErrNotBuilt) || errors.Is(err, emulator.ErrNotInstalled) {
				return nil
			}
			if err != nil {
				return err
			}
			fmt.Fprintln(cmd.OutOrStdout(), where)
			return nil
		},
	}
	c.Flags().BoolVar(&emulators, "emulators", false, "the emulators' interpreter instead")
	return c
}

func built(ctx context.Context) (string, error) {
	_, b, err := present(ctx)
	return b.Dir, err
}

// present are the module's folder and the build of its present sources, which others
// than `build` do not make: it takes minutes.
func present(ctx context.Context) (root string, b build.Built, err error) {
	if root, err = moduleRoot(); err != nil {
		return root, b, err
	}
	b, err = build.Find(ctx, root)
	return root, b, err
}

func installed(ctx context.Context) (string, error) {
	i, err := emulator.Find(ctx)
	return i.Python(), err
}
