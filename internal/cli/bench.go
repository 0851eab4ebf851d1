package cli

import (
	"context"
	"io"

	"github.com/spf13/cobra"

	"github.com/covetpy/platform/infra/config"
	"github.com/covetpy/platform/internal/bench"
)

func newBench(s streams) *cobra.Command {
	return group("bench", "Measure what users wait for",
		&cobra.Command{
			Use:   "engine",
			Short: "Measure preview, up, up without changes and destroy on the simulated cloud",
			Args:  noArguments,
			RunE:  func(cmd *cobra.Command, _ []string) error { return benchEnvironments(cmd.Context(), s, bench.Engine) },
		},
		&cobra.Command{
			Use:   "policies",
			Short: "Measure the policies: for each environment, for ten times as much, and within a preview",
			Args:  noArguments,
			RunE:  func(cmd *cobra.Command, _ []string) error { return benchEnvironments(cmd.Context(), s, bench.Policies) },
		},
		&cobra.Command{
			Use:   "compile",
			Short: "Measure a build of this command from an empty cache",
			Args:  noArguments,
			RunE: func(cmd *cobra.Command, _ []string) error {
				ws, err := findWorkspace()
				if err != nil {
					return err
				}
				return bench.Compile(cmd.Context(), s.out, ws.Root)
			},
		},
	)
}

// benchEnvironments measures every environment that there is.
func benchEnvironments(
	ctx context.Context, s streams, measure func(context.Context, io.Writer, []*config.Loaded) error,
) error {
	ws, err := findWorkspace()
	if err != nil {
		return err
	}
	names, err := config.Environments(ws.Root)
	if err != nil {
		return err
	}
	var environments []*config.Loaded
	for _, name := range names {
		loaded, err := loadEnvironment(ws.Root, name)
		if err != nil {
			return err
		}
		environments = append(environments, loaded)
	}
	return measure(ctx, s.out, environments)
}
