package cli

import (
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/covetpy/platform/internal/show"
	"github.com/covetpy/platform/policy/pack"
	"github.com/covetpy/platform/policy/rule"
)

func newPolicy(s streams) *cobra.Command {
	return group("policy", "Show the policies that guard every environment, and prove what they state",
		newPolicyList(s), newPolicyBench(s), newProve(s),
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
		newMutate(s),
	)
}

// oneRule is the positional argument of explain.
func oneRule(cmd *cobra.Command, args []string) error {
	if err := cobra.ExactArgs(1)(cmd, args); err != nil {
		return usageError{fmt.Errorf("name one rule; `platform policy list` names them all: %w", err)}
	}
	return nil
}

func newPolicyList(s streams) *cobra.Command {
	var control, concern string
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List the rules and their levels in each tier",
		Args:  noArguments,
		RunE:  func(*cobra.Command, []string) error { return listRules(s, control, concern) },
	}
	cmd.Flags().StringVar(&control, "control", "", "only rules that answer a catalogue or a control of it: cis, fsbp, \"fsbp EKS.3\", nist, pss, soc2, gdpr, pci, ...")
	cmd.Flags().StringVar(&concern, "concern", "", "only rules of a concern: encryption, identity, network, ...")
	return cmd
}

func listRules(s streams, control, concern string) error {
	rules := pack.Rules()
	if concern != "" {
		rules = slices.DeleteFunc(rules, func(r rule.Rule) bool { return r.Concern() != concern })
	}
	var answered [][]string
	if control != "" {
		rules = slices.DeleteFunc(rules, func(r rule.Rule) bool { return len(rule.Matching(r.Controls, control)) == 0 })
		for _, r := range rules {
			answered = append(answered, rule.Matching(r.Controls, control))
		}
	}
	if len(rules) == 0 {
		return usageError{fmt.Errorf("list rules: none answers control %q in concern %q; frameworks are %s",
			control, concern, strings.Join(rule.ShortNames(), ", "))}
	}
	tw := tabwriter.NewWriter(s.out, 0, 0, 2, ' ', 0)
	head := "RULE\tSEVERITY\tDEV\tSTAGING\tPROD\t"
	if control != "" {
		head += "CONTROLS\t"
	}
	fmt.Fprintln(tw, head+"WHAT HOLDS")
	for i, r := range rules {
		fmt.Fprintf(tw, "%s\t%s\t%s\t%s\t%s\t", r.ID, r.Severity, r.Levels.Dev, r.Levels.Staging, r.Levels.Prod)
		if control != "" {
			fmt.Fprintf(tw, "%s\t", strings.Join(answered[i], ", "))
		}
		fmt.Fprintln(tw, r.Title)
	}
	return tw.Flush()
}

// policySummary is the part of the pack's summary that is shown.
func policySummary(p *pack.Pack) show.PolicySummary {
	s := p.Summary()
	out := show.PolicySummary{
		Rules: s.Rules, Resources: s.Resources, Decided: s.Decided, Undecided: s.Checks - s.Decided, Elapsed: s.Elapsed,
	}
	for _, w := range s.Waived {
		out.Waivers = append(out.Waivers, show.Waiver{
			Rule: w.Rule, URN: string(w.URN), Until: w.Waiver.Until(), Owner: w.Waiver.Owner, Ticket: w.Waiver.Ticket, Reason: w.Waiver.Reason,
		})
	}
	return out
}
