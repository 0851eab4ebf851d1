package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/covetpy/platform/internal/offline"
	"github.com/covetpy/platform/internal/show"
	"github.com/covetpy/platform/policy/reach"
	"github.com/covetpy/platform/policy/rule"
)

// errNotProved says that the network lets something through that it must not.
var errNotProved = errors.New("the network does not hold what it should: see what fails above")

type proveNetworkOptions struct {
	streams

	environment string
	from, to    string
	why         bool
}

func newProveNetwork(s streams) *cobra.Command {
	o := proveNetworkOptions{streams: s}
	var simulated bool
	cmd := &cobra.Command{
		Use:   "network <environment> [--why [<from> <to>]]",
		Short: "List who reaches whom on which ports, and by which rules",
		Long: "List who reaches whom on which ports: strangers, tiers of subnets and everything that has security groups.\n" +
			"A connection counts when groups at both ends, network ACLs, routes and addresses let it through.\n" +
			"With --why, say by which rules; with --why <from> <to>, of the one way, or what stops it.",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 1 || (len(args) == 3 && o.why) {
				return nil
			}
			return usageError{errors.New("name one environment, as in `platform policy prove network prod`; " +
				"a source and a destination go with --why, as in `platform policy prove network prod --why nodes database`")}
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if !simulated {
				return usageError{errors.New("--offline=false: the proof is made from the program on the simulated cloud, and needs no account")}
			}
			o.environment = args[0]
			if len(args) == 3 {
				o.from, o.to = args[1], args[2]
			}
			return o.run(cmd.Context())
		},
	}
	cmd.Flags().BoolVar(&o.why, "why", false, "say by which rules")
	cmd.Flags().BoolVar(&simulated, "offline", true, "from a preview on the simulated cloud, which is the only way")
	return cmd
}

func (o proveNetworkOptions) run(ctx context.Context) error {
	_, loaded, err := openEnvironment(o.environment)
	if err != nil {
		return err
	}
	recorded, err := offline.Record(ctx, loaded, time.Now())
	if err != nil {
		return err
	}
	graph := reach.Of(recorded.Stack)
	matrix := graph.Matrix()
	if o.from != "" {
		return o.way(matrix)
	}
	_, _ = fmt.Fprintf(o.out, "who reaches whom in %s: %d sources, %d destinations\n", o.environment, len(matrix.Sources), len(matrix.Targets))
	show.Network(o.out, matrix, o.why)
	_, _ = fmt.Fprintln(o.out)
	claims := graph.Claims()
	show.Claims(o.out, claims)
	if slices.ContainsFunc(claims, func(c reach.Claim) bool { return c.Holds == rule.No }) {
		return errNotProved
	}
	return nil
}

// way tells of one source and one destination.
func (o proveNetworkOptions) way(m reach.Matrix) error {
	from, errFrom := pick("source", o.from, m.Sources)
	to, errTo := pick("destination", o.to, m.Targets)
	if err := errors.Join(errFrom, errTo); err != nil {
		return usageError{err}
	}
	cell, ok := m.At(from, to)
	if !ok {
		return usageError{fmt.Errorf("prove network: from %s to %s is not inside the network", from, to)}
	}
	show.Way(o.out, cell)
	return nil
}

// pick finds a name by itself, or by a part that no other has.
func pick(what, wanted string, names []string) (string, error) {
	var found []string
	for _, name := range names {
		if strings.EqualFold(name, wanted) {
			return name, nil
		}
		if strings.Contains(strings.ToLower(name), strings.ToLower(wanted)) {
			found = append(found, name)
		}
	}
	if len(found) == 1 {
		return found[0], nil
	}
	return "", fmt.Errorf("prove network: %q names %d %ss; there are %s", wanted, len(found), what, strings.Join(names, ", "))
}
