package cli

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/covetpy/platform/slo"
	"github.com/covetpy/platform/slo/rules"
	"github.com/covetpy/platform/slo/tables"
	"github.com/covetpy/platform/stacks"
)

func newSLO(s streams) *cobra.Command {
	return group("slo", "Print what services promise, and what watches it",
		newSLOList(s), newSLOExplain(s), newSLOBudget(s), newSLOSimulate(s), newSLOGate(s))
}

func newSLOList(s streams) *cobra.Command {
	return &cobra.Command{
		Use:   "list <environment>",
		Short: "List what an environment's services promise",
		Args:  oneEnvironment,
		RunE: func(_ *cobra.Command, args []string) error {
			slos, err := promises(args[0], "")
			if err != nil {
				return err
			}
			return tables.List(s.out, slos)
		},
	}
}

func newSLOExplain(s streams) *cobra.Command {
	var service string
	var shares []string
	cmd := &cobra.Command{
		Use:   "explain <environment>",
		Short: "Print when each alert fires and stops, and what of the budget is gone by then",
		Args:  oneEnvironment,
		RunE: func(_ *cobra.Command, args []string) error {
			incidents := tables.Incidents()
			if len(shares) > 0 {
				var err error
				if incidents, err = percentages(shares); err != nil {
					return err
				}
			}
			slos, err := promises(args[0], service)
			if err != nil {
				return err
			}
			cadence := slo.Cadence{Scrape: rules.DefaultScrape, Interval: rules.DefaultInterval}
			if err := tables.Explain(s.out, slos, incidents, cadence); err != nil {
				return err
			}
			fmt.Fprintln(s.out)
			return tables.Outages(s.out)
		},
	}
	cmd.Flags().StringVar(&service, "service", "", "one service's promises only")
	cmd.Flags().StringSliceVar(&shares, "errors", nil, "shares of bad events to reckon with, in percent (default 100,10,1,0.2)")
	return cmd
}

func newSLOBudget(s streams) *cobra.Command {
	var service, bad string
	cmd := &cobra.Command{
		Use:   "budget <environment>",
		Short: "Print how much may fail, and what is left of it when a share of the events was bad",
		Args:  oneEnvironment,
		RunE: func(_ *cobra.Command, args []string) error {
			shares, err := percentages(strings.Fields(bad))
			if err != nil {
				return err
			}
			slos, err := promises(args[0], service)
			if err != nil {
				return err
			}
			if err := tables.Budgets(s.out, slos); err != nil || len(shares) == 0 {
				return err
			}
			fmt.Fprintln(s.out)
			return tables.Spent(s.out, slos, shares[0])
		},
	}
	cmd.Flags().StringVar(&service, "service", "", "one service's promises only")
	cmd.Flags().StringVar(&bad, "bad", "", "the share of the window's events that was bad, in percent, as in 0.05")
	return cmd
}

// percentages reads shares of bad events, with or without a percent sign.
func percentages(texts []string) ([]slo.Percent, error) {
	var out []slo.Percent
	for _, text := range texts {
		p, err := slo.ParsePercent(strings.TrimSuffix(text, "%"))
		if err == nil && (p <= 0 || p > slo.Whole) {
			err = errors.New("it is not more than 0 and at most 100")
		}
		if err != nil {
			return nil, usageError{fmt.Errorf("share of bad events %s: %w", text, err)}
		}
		out = append(out, p)
	}
	return out, nil
}

// promises are the objectives of an environment's applications, or of one of them.
func promises(environment, service string) ([]slo.SLO, error) {
	_, loaded, err := openEnvironment(environment)
	if err != nil {
		return nil, err
	}
	all, err := stacks.SLOs(loaded, time.Now())
	if err != nil {
		return nil, err
	}
	var out []slo.SLO
	for _, s := range all {
		if service == "" || s.Service == service {
			out = append(out, s)
		}
	}
	if len(out) == 0 {
		return nil, usageError{fmt.Errorf("find promises in %s: %s", environment, none(service, all))}
	}
	return out, nil
}

func none(service string, all []slo.SLO) string {
	if len(all) == 0 {
		return "no application serves requests, queries a database or declares an objective"
	}
	names := make([]string, len(all))
	for i, s := range all {
		names[i] = s.Service
	}
	return fmt.Sprintf("no service %q promises anything; take %s", service, strings.Join(slices.Compact(names), ", "))
}
