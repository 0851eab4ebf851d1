package cli

//go:generate go run ../../cmd/platform diagram dev --into ../../README.md

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/covetpy/platform/infra/config"
	"github.com/covetpy/platform/internal/diagram"
	"github.com/covetpy/platform/internal/engine"
	"github.com/covetpy/platform/internal/markdown"
	"github.com/covetpy/platform/internal/offline"
	"github.com/covetpy/platform/sim"
)

func newExport(s streams) *cobra.Command {
	var offlineState bool
	cmd := &cobra.Command{
		Use:   "export <environment>",
		Short: "Print the state in the form of `pulumi stack export`",
		Args:  oneEnvironment,
		RunE: func(cmd *cobra.Command, args []string) error {
			if form, err := cmd.Flags().GetBool("json"); err != nil || !form {
				return usageError{errors.Join(errors.New("--json=false: the state is always printed as JSON"), err)}
			}
			return export(cmd.Context(), s, args[0], offlineState)
		},
	}
	cmd.Flags().BoolVar(&offlineState, "offline", false, "the state of the simulated environment")
	cmd.Flags().Bool("json", true, "the form is always JSON")
	return cmd
}

func export(ctx context.Context, s streams, environment string, offlineState bool) error {
	ws, loaded, err := openEnvironment(environment)
	if err != nil {
		return err
	}
	if !offlineState {
		raw, err := (&engine.Online{Root: ws.Root, Stack: environment}).Export(ctx)
		return errors.Join(err, write(s, raw))
	}
	return withSimulation(ws, loaded, []string{"export", environment}, nil, func(run *offlineRun, store engine.Store) error {
		raw, err := offline.New(loaded, run.cloud, store).Engine(nil).Export(ctx)
		return errors.Join(err, write(s, raw))
	})
}

func write(s streams, raw []byte) error {
	if _, err := s.out.Write(raw); err != nil {
		return fmt.Errorf("write: %w", err)
	}
	return nil
}

func newConfig(s streams) *cobra.Command {
	var json bool
	cmd := &cobra.Command{
		Use:   "config <environment>",
		Short: "Print the effective configuration and where each value came from",
		Args:  oneEnvironment,
		RunE: func(_ *cobra.Command, args []string) error {
			_, loaded, err := openEnvironment(args[0])
			if err != nil {
				return err
			}
			if json {
				raw, err := loaded.JSON()
				return errors.Join(err, write(s, append(raw, '\n')))
			}
			return loaded.Explain(s.out)
		},
	}
	cmd.Flags().BoolVar(&json, "json", false, "print JSON")
	return cmd
}

func newDiagram(s streams) *cobra.Command {
	var into string
	cmd := &cobra.Command{
		Use:   "diagram <environment>",
		Short: "Draw what comes up, as a Mermaid flowchart",
		Args:  oneEnvironment,
		RunE: func(cmd *cobra.Command, args []string) error {
			_, loaded, err := openEnvironment(args[0])
			if err != nil {
				return err
			}
			picture, err := Diagram(cmd.Context(), loaded)
			if err != nil {
				return err
			}
			if into != "" {
				return markdown.Replace(into, "diagram", args[0], markdown.Fence("mermaid", picture))
			}
			return write(s, []byte(picture))
		},
	}
	cmd.Flags().StringVar(&into, "into", "", "a Markdown file whose picture of the environment is replaced")
	return cmd
}

// Diagram brings the environment up on a simulated cloud of its own, in memory,
// and draws it.
func Diagram(ctx context.Context, loaded *config.Loaded) (string, error) {
	resources, err := inMemory(ctx, loaded)
	if err != nil {
		return "", err
	}
	return diagram.Mermaid(resources), nil
}

// inMemory brings the environment up on a simulated cloud of its own and returns
// its resources. Nothing is kept.
func inMemory(ctx context.Context, loaded *config.Loaded) ([]engine.Resource, error) {
	run := offline.New(loaded, sim.New(offline.Cloud(loaded)...), &engine.MemoryStore{}).Engine(nil)
	if _, err := run.Run(ctx, engine.OpUp); err != nil {
		return nil, fmt.Errorf("bring %s up in memory: %w", loaded.Environment, err)
	}
	resources, err := run.Resources(ctx)
	if err != nil {
		return nil, fmt.Errorf("read what came up of %s: %w", loaded.Environment, err)
	}
	return resources, nil
}
