package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/covetpy/platform/infra/config"
	"github.com/covetpy/platform/internal/offline"
	"github.com/covetpy/platform/policy/iam"
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rules/identity"
)

func newProveIAM(s streams) *cobra.Command {
	var inMemory bool
	cmd := &cobra.Command{
		Use:   "iam [environment] [role]",
		Short: "Say in words what a role may do, who may assume it, and whether it can give itself more",
		Long: "Say in words what a role may do over all of its policies, who may assume it, and whether it can give\n" +
			"itself more. The end of the role's name is enough. Without one, every role is told; without an\n" +
			"environment, the role is looked for in all of them.",
		Args: func(cmd *cobra.Command, args []string) error {
			if err := cobra.RangeArgs(1, 2)(cmd, args); err != nil {
				return usageError{fmt.Errorf("name an environment and a role, as in `platform policy prove iam prod karpenter`: %w", err)}
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if !inMemory {
				return usageError{errors.New("--offline=false: the proof is made from the program on the simulated cloud, and needs no account")}
			}
			if len(args) == 1 {
				everywhere, err := isRole(args[0])
				if err != nil {
					return err
				}
				if len(everywhere) > 0 {
					return proveEverywhere(cmd.Context(), s.out, everywhere, args[0])
				}
			}
			_, loaded, err := openEnvironment(args[0])
			if err != nil {
				return err
			}
			return proveIAM(cmd.Context(), s.out, loaded, append(args, "")[1])
		},
	}
	cmd.Flags().BoolVar(&inMemory, "offline", true, "from a preview on the simulated cloud, which is the only way")
	return cmd
}

// isRole returns every environment when a name is none of theirs, and so can only
// be a role's.
func isRole(name string) ([]string, error) {
	ws, err := findWorkspace()
	if err != nil {
		return nil, err
	}
	names, err := config.Environments(ws.Root)
	if err != nil || slices.Contains(names, name) {
		return nil, err
	}
	return names, nil
}

// proveEverywhere tells of the roles of that name in any environment.
func proveEverywhere(ctx context.Context, w io.Writer, environments []string, suffix string) error {
	var misses []error
	for _, name := range environments {
		_, loaded, err := openEnvironment(name)
		if err != nil {
			return err
		}
		if err := proveIAM(ctx, w, loaded, suffix); err != nil {
			misses = append(misses, err)
		}
	}
	if len(misses) == len(environments) {
		return errors.Join(misses...)
	}
	return nil
}

func proveIAM(ctx context.Context, w io.Writer, loaded *config.Loaded, suffix string) error {
	recorded, err := offline.Record(ctx, loaded, time.Now())
	if err != nil {
		return err
	}
	holders := identity.Holders(recorded.Stack, loaded.Config.Account)
	chosen := slices.DeleteFunc(slices.Clone(holders), func(h *identity.Holder) bool { return !strings.HasSuffix(h.Name, suffix) })
	if len(chosen) == 0 {
		names := make([]string, len(holders))
		for i, h := range holders {
			names[i] = h.Name
		}
		slices.Sort(names)
		return usageError{fmt.Errorf("prove role %q: %s has %s", suffix, loaded.Environment, strings.Join(names, ", "))}
	}
	for i, h := range chosen {
		if i > 0 {
			fmt.Fprintln(w)
		}
		describeRole(w, h)
	}
	return nil
}

// describeRole writes what is known of a role, and what is not.
func describeRole(w io.Writer, h *identity.Holder) {
	fmt.Fprintf(w, "Role %s\n\nWho may assume it\n", h.Name)
	for _, line := range iam.DescribeTrust(h.Trust) {
		fmt.Fprintf(w, "  %s\n", line)
	}
	fmt.Fprintln(w, "\nWhat it may do")
	for _, line := range iam.Describe(h.Grants) {
		fmt.Fprintf(w, "  %s\n      by %s\n", line, strings.Join(line.Granted, ", "))
	}
	for _, arn := range h.Outside {
		fmt.Fprintf(w, "  What %s says, which is not of this stack.\n", arn)
	}
	for _, o := range h.Open {
		fmt.Fprintf(w, "  What %s of %s will say, which is not known yet.\n", rule.Root(o.At.Path()), o.In.Name)
	}
	fmt.Fprintln(w, "\nHow it could get more")
	paths := iam.Escalations(h.Grants)
	if len(paths) == 0 {
		fmt.Fprintln(w, "  By none of the ways that are known.")
	}
	for _, p := range paths {
		fmt.Fprintf(w, "  It can %s (%s).\n", p.How, p.ID)
		for _, step := range p.Steps {
			fmt.Fprintf(w, "      %s on %s, by %s\n", step.Action, step.Resource, step)
		}
	}
}
