package tables

import (
	"fmt"
	"io"

	"github.com/covetpy/platform/slo"
)

// Incidents are the shares of bad events that Explain reckons with unless it is
// told others.
func Incidents() []slo.Percent {
	return []slo.Percent{slo.Whole, slo.MustPercent("10"), slo.MustPercent("1"), slo.MustPercent("0.2")}
}

// Explain prints, for each alert, the share of the budget that it is about, how
// fast the budget has to burn for it, and for each incident when the alert fires
// at the latest, how much of the budget is gone by then, and when it stops after
// the incident's end.
func Explain(w io.Writer, slos []slo.SLO, errors []slo.Percent, c slo.Cadence) error {
	for i, s := range slos {
		if i > 0 {
			fmt.Fprintln(w)
		}
		if err := explain(w, s.WithDefaults(), errors, c); err != nil {
			return err
		}
	}
	return nil
}

func explain(w io.Writer, s slo.SLO, errors []slo.Percent, c slo.Cadence) error {
	fmt.Fprintf(w, "%s: %s %% over %s of %s\n", s.Ref(), s.Objective, slo.Range(s.Window), s.Indicator)
	fmt.Fprintf(w, "%s %% may fail: %s a month\n\n", s.Budget(), minutes(s.BudgetOver(slo.Month)))
	tw := table(w)
	fmt.Fprint(tw, "ALERT\tSEVERITY\tWINDOWS\tBUDGET\tFACTOR\tFIRES ABOVE")
	for _, e := range errors {
		fmt.Fprintf(tw, "\tAT %s %% (GONE)\tSTOPS AFTER", e)
	}
	fmt.Fprintln(tw)
	for _, b := range s.Alerts {
		threshold, _ := s.Threshold(b).Float64()
		fmt.Fprintf(tw, "%s\t%s\t%s, %s\t%s %%\t%s\t%.4g %%",
			b.Alert, b.Severity, slo.Range(b.Long), slo.Range(b.Short), b.Share, s.FactorText(b), 100*threshold)
		for _, e := range errors {
			incident := slo.Incident{Errors: e}
			d, fires := s.Detect(b, incident, c)
			if !fires {
				fmt.Fprint(tw, "\tnever\t-")
				continue
			}
			fmt.Fprintf(tw, "\t%s (%.3g %%)\t%s", span(d.Worst), 100*d.SpentAtWorst, span(s.Reset(b, incident, c)))
		}
		fmt.Fprintln(tw)
	}
	return tw.Flush()
}

// Outages prints how soon a total outage becomes known on each path, and whether
// that keeps the predecessor's promise.
func Outages(w io.Writer) error {
	tw := table(w)
	fmt.Fprintf(tw, "A TOTAL OUTAGE IS KNOWN BY\tTYPICALLY\tAT WORST\tWITHIN %s\tNEEDS\n", span(slo.Promise))
	for _, p := range slo.Paths() {
		kept, needs := "no", "nothing more"
		if p.Keeps(slo.Promise) {
			kept = "yes"
		}
		if p.Needs != "" {
			needs = p.Needs
		}
		if p.Name == slo.Configured().Name {
			needs += "; this is configured"
		}
		fmt.Fprintf(tw, "%s\t%s\t%s\t%s\t%s\n", p.Name, span(p.Typical()), span(p.Worst()), kept, needs)
	}
	return tw.Flush()
}
