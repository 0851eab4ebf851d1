package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/covetpy/platform/slo"
	"github.com/covetpy/platform/slo/gate"
	"github.com/covetpy/platform/slo/page"
)

var (
	// errBurning is a service that burns its budget since it was deployed.
	errBurning = errors.New("it burns its error budget: take the deployment back")
	// errUnknown is a service of which nothing is known since it was deployed.
	errUnknown = errors.New("nobody knows how it is")
)

// gateOptions is which service to judge, and whom to ask.
type gateOptions struct {
	streams
	service, environment, since, endpoint, region string
	objectives                                    []string
}

func newSLOGate(s streams) *cobra.Command {
	o := gateOptions{streams: s}
	cmd := &cobra.Command{
		Use:   "gate <service>",
		Short: "Tell by the alerts' own rules whether a service has been healthy since its deployment",
		Args: func(cmd *cobra.Command, args []string) error {
			if err := cobra.ExactArgs(1)(cmd, args); err != nil {
				return usageError{fmt.Errorf("name one service, as in `platform slo gate api`: %w", err)}
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			o.service = args[0]
			return o.run(cmd.Context(), time.Now())
		},
	}
	cmd.Long = cmd.Short + ".\n\n" +
		"It prints a line for each objective, with the reason. The exit code is 0 when all\n" +
		"are healthy, 1 when one burns, and 5 when nothing is known of one, as there is\n" +
		"no data or no answer.\n\n" +
		"With --environment the objectives are those that the service makes there. Without\n" +
		"it they are what every service that is called promises, availability and latency."
	cmd.Flags().StringVar(&o.environment, "environment", "", "the environment whose configuration says what the service promises")
	cmd.Flags().StringVar(&o.since, "since", "", "when it was deployed: a time (RFC 3339), or how long ago, as in 15m")
	cmd.Flags().StringVar(&o.endpoint, "endpoint", "", "the address of a Prometheus, under which /api/v1/query answers")
	cmd.Flags().StringVar(&o.region, "region", "", "the region of an Amazon Managed Service for Prometheus, for which requests are signed")
	cmd.Flags().StringSliceVar(&o.objectives, "objective", nil, "the objectives that count (default all)")
	return cmd
}

func (o gateOptions) run(ctx context.Context, now time.Time) error {
	if !serviceName.MatchString(o.service) {
		return usageError{fmt.Errorf("gate %s: %s", o.service, serviceNames)}
	}
	since, err := moment(o.since, now)
	if err != nil {
		return err
	}
	objectives, err := o.selected()
	if err != nil {
		return err
	}
	if window := shortestWindow(objectives); now.Sub(since) > window {
		return usageError{fmt.Errorf("--since %s: that is longer ago than the objectives look back, %s", o.since, page.Duration(window))}
	}
	client, err := gate.Dial(ctx, o.endpoint, o.region)
	if err != nil {
		return usageError{err}
	}
	findings := gate.Gate{Objectives: objectives, Since: since, Now: now}.Ask(ctx, client)
	for _, f := range findings {
		fmt.Fprintln(o.out, f)
	}
	switch gate.Overall(findings) {
	case gate.Healthy:
		return nil
	case gate.Burning:
		return fmt.Errorf("gate %s: %w", o.service, errBurning)
	default:
		return fmt.Errorf("gate %s: %w", o.service, errUnknown)
	}
}

// moment reads a time, or how long ago it was.
func moment(text string, now time.Time) (time.Time, error) {
	if text == "" {
		return time.Time{}, usageError{errors.New("--since: say when it was deployed, as in 15m or 2026-01-05T12:00:00Z")}
	}
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		ago, ofDuration := time.ParseDuration(text)
		if ofDuration != nil {
			return time.Time{}, usageError{fmt.Errorf("--since %s: want a time as in 2026-01-05T12:00:00Z, or how long ago as in 15m", text)}
		}
		at = now.Add(-ago)
	}
	if at.After(now) {
		return time.Time{}, usageError{fmt.Errorf("--since %s: that is yet to come", text)}
	}
	return at, nil
}

// shortestWindow is how far the objective looks back that looks back least.
func shortestWindow(objectives []slo.SLO) time.Duration {
	least := slo.MaxWindow
	for _, s := range objectives {
		least = min(least, s.WithDefaults().Window)
	}
	return least
}

// made are the objectives that can count, and those that do if none is named.
// Without an environment nobody knows whether the service has a database.
func (o gateOptions) made() (known, counted []slo.SLO, err error) {
	if o.environment == "" {
		return slo.Defaults(o.service), slo.DefaultsOf(o.service, slo.Traits{Serves: true}), nil
	}
	known, err = promises(o.environment, o.service)
	return known, known, err
}

// selected are the service's objectives that count.
func (o gateOptions) selected() ([]slo.SLO, error) {
	all, counted, err := o.made()
	if err != nil || len(o.objectives) == 0 {
		return counted, err
	}
	byName := map[string]slo.SLO{}
	var names []string
	for _, s := range all {
		byName[s.Name] = s
		names = append(names, s.Name)
	}
	var out []slo.SLO
	for _, name := range o.objectives {
		s, known := byName[name]
		if !known {
			return nil, usageError{fmt.Errorf("--objective %s: %s makes no such promise; take %s", name, o.service, strings.Join(names, ", "))}
		}
		out = append(out, s)
	}
	return out, nil
}
