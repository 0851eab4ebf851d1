package cli

import (
	"fmt"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/covetpy/platform/internal/show"
	"github.com/covetpy/platform/policy/pack"
	"github.com/covetpy/platform/policy/rule"
)

func newPolicy(s streams) *cobra.Command {
	cmd := &cobra.Command{Use: "policy", Short: "Show the policies that guard every environment"}
	cmd.AddCommand(
		&cobra.Command{
			Use:   "list",
			Short: "List the rules and their levels in each tier",
			Args:  cobra.NoArgs,
			RunE:  func(*cobra.Command, []string) error { return listRules(s) },
		},
		&cobra.Command{
			Use:   "explain <rule>",
			Short: "Say what a rule demands, why, and how to meet it",
			Args:  cobra.ExactArgs(1),
			RunE: func(_ *cobra.Command, args []string) error {
				r, ok := pack.Find(args[0])
				if !ok {
					return usageError{fmt.Errorf("explain rule %q: there is none; `platform policy list` names them all", args[0])}
				}
				return rule.Explain(s.out, r)
			},
		},
	)
	return cmd
}

func listRules(s streams) error {
	tw := tabwriter.NewWriter(s.out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(tw, "RULE\tSEVERITY\tDEV\tSTAGING\tPROD\tWHAT HOLDS")
	for _, r := range pack.Rules() {
		fmt.Fprintf(tw, "%s\t%s\t%s\t%s\t%s\t%s\n", r.ID, r.Severity, r.Levels.Dev, r.Levels.Staging, r.Levels.Prod, r.Title)
	}
	return tw.Flush()
}

// policySummary is the part of the pack's summary that is shown.
func policySummary(p *pack.Pack) show.PolicySummary {
	s := p.Summary()
	return show.PolicySummary{Rules: s.Rules, Resources: s.Resources, Undecided: len(s.Undecided)}
}
