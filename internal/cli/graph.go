package cli

import (
	"context"
	"time"

	"github.com/spf13/cobra"

	"github.com/covetpy/platform/infra/config"
	"github.com/covetpy/platform/internal/engine"
	"github.com/covetpy/platform/internal/graph"
	"github.com/covetpy/platform/sim"
)

func newGraph(s streams) *cobra.Command {
	var critical bool
	cmd := &cobra.Command{
		Use:   "graph <environment>",
		Short: "Print what needs what, in Graphviz's language, or what takes the time of an up",
		Args:  oneEnvironment,
		RunE: func(cmd *cobra.Command, args []string) error {
			_, loaded, err := openEnvironment(args[0])
			if err != nil {
				return err
			}
			g, err := graphOf(cmd.Context(), loaded)
			if err != nil {
				return err
			}
			if critical {
				return g.WritePath(s.out)
			}
			return g.WriteDOT(s.out)
		},
	}
	cmd.Flags().BoolVar(&critical, "critical-path", false, "print the longest chain of resources, with the real cloud's typical times")
	return cmd
}

// graphOf brings the environment up in memory and reads what needs what from its
// state.
func graphOf(ctx context.Context, loaded *config.Loaded) (*graph.Graph, error) {
	resources, err := inMemory(ctx, loaded)
	if err != nil {
		return nil, err
	}
	return graph.New(resources, creation), nil
}

// creation is how long the real cloud typically takes to make a resource; a
// component, a provider and the stack take no time of their own.
func creation(r engine.Resource) time.Duration {
	if !r.Custom || r.Step().IsProvider() {
		return 0
	}
	return sim.Typical(string(r.URN.Type()), sim.OpCreate)
}
