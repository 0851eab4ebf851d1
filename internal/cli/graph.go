package cli

//go:generate go run ../../cmd/platform graph prod --into ../../docs/order.md

import (
	"context"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/covetpy/platform/infra/config"
	"github.com/covetpy/platform/internal/engine"
	"github.com/covetpy/platform/internal/graph"
	"github.com/covetpy/platform/internal/markdown"
	"github.com/covetpy/platform/sim"
)

func newGraph(s streams) *cobra.Command {
	var critical bool
	var into string
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
			switch {
			case into != "":
				var text strings.Builder
				if err := g.WritePath(&text); err != nil {
					return err
				}
				return markdown.Replace(into, "critical-path", args[0], markdown.Fence("text", text.String()))
			case critical:
				return g.WritePath(s.out)
			default:
				return g.WriteDOT(s.out)
			}
		},
	}
	cmd.Flags().BoolVar(&critical, "critical-path", false, "print the longest chain of resources, with the real cloud's typical times")
	cmd.Flags().StringVar(&into, "into", "", "a Markdown file whose critical path of the environment is replaced")
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
