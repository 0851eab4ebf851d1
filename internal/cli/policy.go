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
	return group("policy", "Show the policies that guard every environment",
		&cobra.Command{
			Use:   "list",
			Short: "List the rules and their levels in each tier",
			Args:  noArguments,
			RunE:  func(*cobra.Command, []string) error { return listRules(s) },
		},
		&cobra.Command{
			Use:   "explain <rule>",
			Short: "Say what a rule demands, why, and how to meet it",
			Args:  oneRule,
			RunE: func(_ *cobra.Command, args []string) error {
				r, ok := pack.Find(args[0])
				if !ok {
					return usageError{fmt.Errorf("explain rule %q: there is none; `platform policy list` names them all", args[0])}
				}
				return rule.Explain(s.out, r)
			},
		},
	)
}

// oneRule is the positional argument of explain.
func oneRule(cmd *cobra.Command, args []string) error {
	if err := cobra.ExactArgs(1)(cmd, args); err != nil {
		return usageError{fmt.Errorf("name one rule; `platform policy list` names them all: %w", err)}
	}
	return nil
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
