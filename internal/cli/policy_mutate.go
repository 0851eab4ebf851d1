package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/covetpy/platform/infra/config"
	"github.com/covetpy/platform/internal/offline"
	"github.com/covetpy/platform/policy/mutate"
	"github.com/covetpy/platform/policy/pack"
	"github.com/covetpy/platform/policy/rules"
)

// errSurvived says that environments can be weakened without a rule that objects.
var errSurvived = errors.New("mutants survived: add the rule that is missing, or explain them in policy/mutate/survivors")

type mutateOptions struct {
	streams

	environments []string
	only, rule   string
	groups, json bool
}

func newMutate(s streams) *cobra.Command {
	o := mutateOptions{streams: s}
	cmd := &cobra.Command{
		Use:   "mutate <environment>...",
		Short: "Weaken environments in memory, one thing at a time, and list what no rule notices",
		Args: func(cmd *cobra.Command, args []string) error {
			if err := cobra.MinimumNArgs(1)(cmd, args); err != nil {
				return usageError{fmt.Errorf("name the environments, as in `platform policy mutate prod`: %w", err)}
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			o.environments = args
			return o.run(cmd.Context())
		},
	}
	cmd.Flags().StringVar(&o.only, "only", "", "weaken only resources of this `type`")
	cmd.Flags().StringVar(&o.rule, "rule", "", "only what this `rule` reads, asking no other")
	cmd.Flags().BoolVar(&o.groups, "groups", false, "print survivors that are alike on one line")
	cmd.Flags().BoolVar(&o.json, "json", false, "print JSON")
	return cmd
}

func (o mutateOptions) run(ctx context.Context) error {
	ws, err := findWorkspace()
	if err != nil {
		return err
	}
	if r, ok := pack.Find(o.rule); ok {
		o.rule = r.ID
	} else if o.rule != "" {
		return usageError{fmt.Errorf("mutate for rule %q: there is none; `platform policy list` names them all", o.rule)}
	}
	explained, err := mutate.Reviewed()
	if err != nil {
		return err
	}
	var survived error
	for _, name := range o.environments {
		loaded, err := loadEnvironment(ws.Root, name)
		if err != nil {
			return err
		}
		score, err := o.score(ctx, loaded, explained)
		if err != nil {
			return err
		}
		if len(score.Survivors) > 0 {
			survived = errSurvived
		}
	}
	return errors.Join(survived, o.unused(ws.Root, explained))
}

// score mutates one environment and prints how it fared.
func (o mutateOptions) score(ctx context.Context, loaded *config.Loaded, explained *mutate.Explained) (mutate.Score, error) {
	env, err := offline.Record(ctx, loaded, time.Now())
	if err != nil {
		return mutate.Score{}, err
	}
	schema, err := offline.Schema()
	if err != nil {
		return mutate.Score{}, err
	}
	result, err := mutate.Run(env, mutate.Options{Rules: rules.All(), Schema: schema, Type: o.only, Rule: o.rule})
	if err != nil {
		return mutate.Score{}, err
	}
	score := mutate.Judge(result, explained)
	switch {
	case o.groups && o.json:
		return score, usageError{errors.New("mutate: --groups and --json exclude each other")}
	case o.groups:
		return score, score.PrintGroups(o.out)
	case !o.json:
		return score, score.Print(o.out)
	}
	raw, err := json.MarshalIndent(score, "", "  ")
	return score, errors.Join(err, write(o.streams, append(raw, '\n')))
}

// unused refuses explanations that nothing needs any more. Only a run of every
// environment, with nothing left out, can tell.
func (o mutateOptions) unused(root string, explained *mutate.Explained) error {
	all, err := config.Environments(root)
	if err != nil {
		return err
	}
	left := slices.DeleteFunc(all, func(name string) bool { return slices.Contains(o.environments, name) })
	unused := explained.Unused()
	if len(left) > 0 || o.only != "" || o.rule != "" || len(unused) == 0 {
		return nil
	}
	return fmt.Errorf("explanations that no survivor needs: take them out of policy/mutate/survivors\n  %s",
		strings.Join(unused, "\n  "))
}
