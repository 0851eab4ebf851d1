package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"github.com/covetpy/platform/slo"
	"github.com/covetpy/platform/slo/page"
	"github.com/covetpy/platform/slo/rules"
	"github.com/covetpy/platform/slo/simulate"
)

// simulateOptions is what to simulate, and where to draw it.
type simulateOptions struct {
	streams
	service, environment, scenario, errors, page string
	lasts                                        time.Duration
}

func newSLOSimulate(s streams) *cobra.Command {
	o := simulateOptions{streams: s}
	cmd := &cobra.Command{
		Use:   "simulate",
		Short: "Run an outage through Prometheus's own engine, and print what alerts would have said",
		Args:  noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if !serviceName.MatchString(o.service) {
				return usageError{fmt.Errorf("--service %s: %s", o.service, serviceNames)}
			}
			if o.scenario == "" && o.errors == "" && cmd.Flags().Changed("for") {
				return usageError{fmt.Errorf("--for %s: say with --errors which share of requests fails", o.lasts)}
			}
			if o.scenario != "" && (o.errors != "" || cmd.Flags().Changed("for")) {
				return usageError{errors.New("--scenario says what happens; --errors and --for say it otherwise: give one or the other")}
			}
			known, err := o.happening()
			if err != nil {
				return err
			}
			return o.run(cmd.Context(), known)
		},
	}
	cmd.Long = cmd.Short + ".\n\nThe service makes the default promises, or with --environment those of its\nconfiguration there, and answers 30 requests a second well before and after.\n\nScenarios:\n" + scenarioHelp()
	cmd.Flags().StringVar(&o.service, "service", "api", "the service's name")
	cmd.Flags().StringVar(&o.environment, "environment", "", "the environment whose configuration says what the service promises")
	cmd.Flags().StringVar(&o.scenario, "scenario", "", "a scenario by its name (default total-outage)")
	cmd.Flags().StringVar(&o.errors, "errors", "", "a share of requests that fails instead, as in 10%")
	cmd.Flags().DurationVar(&o.lasts, "for", 30*time.Minute, "for how long they fail")
	cmd.Flags().StringVar(&o.page, "page", "", "a file for a page with plots (HTML)")
	return cmd
}

// serviceName is what an application can be called; it goes into expressions.
var serviceName = regexp.MustCompile(`^[a-z][a-z0-9-]*$`)

const serviceNames = "want lower-case letters, digits and dashes, beginning with a letter"

func scenarioHelp() string {
	var text strings.Builder
	tw := tabwriter.NewWriter(&text, 0, 0, 2, ' ', 0)
	for _, k := range simulate.Scenarios() {
		fmt.Fprintf(tw, "  %s\t%s\n", k.Name, k.Says)
	}
	_ = tw.Flush() // a builder takes everything
	return strings.TrimSuffix(text.String(), "\n")
}

// happening is what happens to the service.
type happening struct {
	says     string
	scenario simulate.Scenario
}

// longest is how long requests may fail in a simulation: as long as the longest
// window of an alert, twice.
const longest = 6 * slo.Day

// happening reads the scenario from the command line.
func (o simulateOptions) happening() (happening, error) {
	normal := simulate.Healthy()
	if o.errors != "" {
		share, err := strconv.ParseFloat(strings.TrimSuffix(o.errors, "%"), 64)
		if err != nil || !(share > 0 && share <= 100) {
			return happening{}, usageError{fmt.Errorf("--errors %s: want a share of requests above 0 and up to 100, as in 10%%", o.errors)}
		}
		if o.lasts <= 0 || o.lasts > longest {
			return happening{}, usageError{fmt.Errorf("--for %s: want a time above 0 and up to %s", o.lasts, page.Duration(longest))}
		}
		return happening{
			fmt.Sprintf("%g %% of all requests fail for %s", share, page.Duration(o.lasts)), simulate.Failing(normal, share/100, o.lasts),
		}, nil
	}
	name := o.scenario
	if name == "" {
		name = "total-outage"
	}
	var names []string
	for _, k := range simulate.Scenarios() {
		if k.Name == name {
			return happening{k.Says, k.For(normal)}, nil
		}
		names = append(names, k.Name)
	}
	return happening{}, usageError{fmt.Errorf("--scenario %s: there is none; take %s", name, strings.Join(names, ", "))}
}

// targets is how many the simulated service has.
const targets = 3

func (o simulateOptions) run(ctx context.Context, what happening) error {
	objectives, left, err := o.objectives()
	if err != nil {
		return err
	}
	watched, burning := simulate.Burns(objectives)
	timeline, err := simulate.Simulation{
		Groups: rules.Groups(objectives, rules.Environment{Name: "simulated"}),
		Services: []simulate.Service{{
			Name: o.service, Series: simulate.Application(o.service, targets), Normal: simulate.Healthy(), Scenario: what.scenario,
		}},
		Watched: watched,
	}.Run(ctx)
	if err != nil {
		return fmt.Errorf("simulate %s: %w", what.scenario.Name, err)
	}
	if o.page != "" {
		if err := writePage(o.page, page.Of(what.scenario.Name, what.says, *timeline, burning)); err != nil {
			return err
		}
	}
	fmt.Fprintf(o.out, "%s: %s\n\n", what.scenario.Name, what.says)
	for _, s := range left {
		fmt.Fprintf(o.out, "Left out: %s, as the simulated targets expose nothing that it counts.\n\n", s.Ref())
	}
	return outcomes(o.out, *timeline, burning)
}

// objectives are the service's that can be simulated, and those that can not.
func (o simulateOptions) objectives() (simulated, left []slo.SLO, err error) {
	if o.environment == "" {
		return slo.Defaults(o.service), nil, nil
	}
	all, err := promises(o.environment, o.service)
	if err != nil {
		return nil, nil, err
	}
	for _, s := range all {
		if simulate.Counts(s) {
			simulated = append(simulated, s)
		} else {
			left = append(left, s)
		}
	}
	if len(simulated) == 0 {
		return nil, nil, usageError{fmt.Errorf("simulate %s: the simulated targets expose nothing that its objectives count", o.service)}
	}
	return simulated, left, nil
}

func writePage(path string, p page.Page) error {
	f, err := os.Create(path) //nolint:gosec // the user names a file of their own
	if err != nil {
		return usageError{fmt.Errorf("write the page: %w", err)}
	}
	return errors.Join(p.Write(f), f.Close())
}

// outcomes prints what each alert did, and what is left of each budget.
func outcomes(w io.Writer, t simulate.Timeline, burning []simulate.Burning) error {
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(tw, "OBJECTIVE\tALERT\tSEVERITY\tFIRES AFTER\tRESOLVED AFTER\tTIMES\tBUDGET LEFT")
	for _, b := range burning {
		for _, a := range t.Outcomes(b) {
			fires, resolved, times, left := "never", "-", 0, "-"
			if at, fired := a.Fired(t.Start); fired {
				fires, resolved, left = page.Duration(at), "not yet", page.Percent(a.Left)
				times = a.Times()
			}
			if at, done := a.Resolved(); done {
				resolved = page.Duration(at)
			}
			fmt.Fprintf(tw, "%s\t%s\t%s\t%s\t%s\t%d\t%s\n", b.SLO.Ref(), a.Name, a.Severity, fires, resolved, times, left)
		}
	}
	fmt.Fprintln(tw)
	fmt.Fprintln(tw, "OBJECTIVE\tBUDGET BEFORE\tBUDGET AFTER")
	for _, b := range burning {
		left := t.Curves[b.Left]
		fmt.Fprintf(tw, "%s\t%s\t%s\n", b.SLO.Ref(), page.Percent(left.At(0)), page.Percent(left.Last()))
	}
	fmt.Fprintln(tw)
	fmt.Fprintf(tw, "Times count from the beginning of the incident. They are exact to the rules' own intervals within %s after a change, and to %s elsewhere.\n",
		page.Duration(t.Near), page.Duration(t.Coarse))
	return tw.Flush()
}
