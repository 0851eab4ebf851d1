package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/covetpy/platform/conformance/build"
	"github.com/covetpy/platform/conformance/names"
	"github.com/covetpy/platform/conformance/schema"
)

func newNames() *cobra.Command {
	return &cobra.Command{
		Use:   "names",
		Short: "Compare the built provider's properties with those of the Pulumi Go SDK",
		Long: `Compare every property of every type and function in use, nested ones too, of the
provider that "conform build" built with those of the Pulumi Go SDK: the name, the
form, whether it has to be given. It fails on a difference that names/known.yaml
gives no reason for, and on an entry there that is no difference.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			root, b, err := present(cmd.Context())
			if err != nil {
				return err
			}
			return compareNames(cmd.Context(), root, b, cmd.OutOrStdout())
		},
	}
}

func compareNames(ctx context.Context, root string, b build.Built, w io.Writer) error {
	upstream, err := schema.Read(b.Schema())
	if err != nil {
		return err
	}
	sdk, err := names.FindSDK(ctx, filepath.Dir(root))
	if err != nil {
		return err
	}
	known, err := names.ReadKnown()
	if err != nil {
		return err
	}
	differences, err := names.Compare(sdk, upstream)
	if err != nil {
		return err
	}
	explained, unexplained, stale := known.Judge(differences)
	fmt.Fprintf(w, "%d resource types and %d functions of the Go SDK %s against upstream %s: %d differences that names/known.yaml explains, %d that it does not\n",
		len(upstream.Resources), len(upstream.Functions), sdk.Version, b.Module, len(explained), len(unexplained))
	var faults []error
	for _, d := range unexplained {
		faults = append(faults, errors.New(d.String()))
	}
	for _, entry := range stale {
		faults = append(faults, fmt.Errorf("names/known.yaml has %q, which is no difference: remove it", entry))
	}
	if len(faults) > 0 {
		return fmt.Errorf("correct conformance/provider/names.go, or give a reason in conformance/names/known.yaml:\n%w", errors.Join(faults...))
	}
	return nil
}
