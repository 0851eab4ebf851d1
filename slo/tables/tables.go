// Package tables prints what objectives ask for, for people: which there are,
// what they leave to spend, and when their alerts fire and stop.
package tables

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/covetpy/platform/slo"
)

// List prints a line for each objective.
func List(w io.Writer, slos []slo.SLO) error {
	tw := table(w)
	fmt.Fprintln(tw, "SERVICE\tOBJECTIVE\tPROMISES\tOVER\tOF WHAT\tEXPLAINED BY")
	for _, s := range slos {
		s = s.WithDefaults()
		causes := make([]string, len(s.DependsOn))
		for i, d := range s.DependsOn {
			causes[i] = d.String()
		}
		fmt.Fprintf(tw, "%s\t%s\t%s %%\t%s\t%s\t%s\n",
			s.Service, s.Name, s.Objective, slo.Range(s.Window), s.Indicator, strings.Join(causes, ", "))
	}
	return tw.Flush()
}

// Budgets prints what may fail: in a month, in the objective's window, and until
// each of its alerts.
func Budgets(w io.Writer, slos []slo.SLO) error {
	tw := table(w)
	fmt.Fprintln(tw, "SERVICE\tOBJECTIVE\tPROMISES\tMAY FAIL\tA MONTH\tITS WINDOW\tGONE AT ITS ALERTS")
	for _, s := range slos {
		s = s.WithDefaults()
		whole := s.BudgetOver(s.Window)
		gone := make([]string, len(s.Alerts))
		for i, b := range s.Alerts {
			part := time.Duration(b.Share.Float() * float64(whole))
			gone[i] = fmt.Sprintf("%s (%s %%)", minutes(part), b.Share)
		}
		fmt.Fprintf(tw, "%s\t%s\t%s %%\t%s %%\t%s\t%s in %s\t%s\n",
			s.Service, s.Name, s.Objective, s.Budget(), minutes(s.BudgetOver(slo.Month)),
			minutes(whole), slo.Range(s.Window), strings.Join(gone, ", "))
	}
	return tw.Flush()
}

// Spent prints what is left of each budget when a share of the events of its
// window was bad.
func Spent(w io.Writer, slos []slo.SLO, bad slo.Percent) error {
	tw := table(w)
	fmt.Fprintf(tw, "SERVICE\tOBJECTIVE\tSPENT AT %s %%\tLEFT\tBUDGET GONE AFTER\n", bad)
	for _, s := range slos {
		s = s.WithDefaults()
		spent, _ := s.Spent(bad).Float64()
		left, _ := s.Left(bad).Float64()
		lasts := "never"
		if d, ends := s.Exhausts(bad); ends {
			lasts = span(d)
		}
		fmt.Fprintf(tw, "%s\t%s\t%.1f %%\t%.1f %%\t%s\n", s.Service, s.Name, 100*spent, 100*left, lasts)
	}
	return tw.Flush()
}

// table aligns columns as the other commands do.
func table(w io.Writer) *tabwriter.Writer { return tabwriter.NewWriter(w, 0, 0, 2, ' ', 0) }

// minutes is a budget, to a tenth of a minute.
func minutes(d time.Duration) string { return fmt.Sprintf("%.1f min", d.Minutes()) }

// span is a time to the second below a minute, and in its two largest units above:
// "52 s", "1 min 52 s", "2 d 12 h".
func span(d time.Duration) string {
	if d < 10*time.Second {
		return fmt.Sprintf("%.1f s", d.Seconds())
	}
	units := []struct {
		size time.Duration
		name string
	}{{slo.Day, "d"}, {time.Hour, "h"}, {time.Minute, "min"}, {time.Second, "s"}}
	for i, u := range units {
		if d < u.size {
			continue
		}
		if i == len(units)-1 {
			return fmt.Sprintf("%d s", d.Round(time.Second)/time.Second)
		}
		next := units[i+1]
		d = d.Round(next.size)
		text := fmt.Sprintf("%d %s", d/u.size, u.name)
		if rest := d % u.size / next.size; rest > 0 {
			text += fmt.Sprintf(" %d %s", rest, next.name)
		}
		return text
	}
	return "0 s"
}
