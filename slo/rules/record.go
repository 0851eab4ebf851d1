package rules

import (
	"fmt"
	"strings"
	"time"

	"github.com/prometheus/prometheus/model/rulefmt"

	"github.com/covetpy/platform/slo"
)

// counts are what is recorded over a window: events a second, bad ones, and their
// share. Reading days of every pod's samples twice a minute costs more than it is
// worth: a long window averages what was recorded, and beside hours the smoothing
// of some minutes does not matter (slo.Detection reckons with it).
func (w writer) counts(window time.Duration) []rulefmt.Rule {
	events, failed := w.raw(window)
	if window > slo.LongestRaw {
		events, failed = w.averaged(slo.RecordEvents, window), w.averaged(slo.RecordErrors, window)
	}
	return []rulefmt.Rule{
		w.record(slo.RecordEvents(window), events),
		w.record(slo.RecordErrors(window), failed),
		// Without events there is no share of them: nothing is recorded then, where
		// a division by nothing would be recorded as no number.
		w.record(slo.RecordRatio(window), fmt.Sprintf("%s / (%s > 0)", w.own(slo.RecordErrors(window)), w.own(slo.RecordEvents(window)))),
	}
}

// averaged is what was recorded over slo.CustomRange, averaged over a longer window.
func (w writer) averaged(name func(time.Duration) string, window time.Duration) string {
	return fmt.Sprintf("avg_over_time(%s[%s])", w.own(name(slo.CustomRange)), slo.Range(window))
}

// raw is events a second and bad ones, by what the indicator counts.
func (w writer) raw(window time.Duration) (events, failed string) {
	switch i := w.slo.Indicator; {
	case i.Availability != nil:
		a := i.Availability
		events = w.rate(a.Metric, a.Only, window)
		return events, orZero(w.rate(a.Metric, append(append([]slo.Match(nil), a.Only...), a.Failed...), window), events)
	case i.Latency != nil:
		l := i.Latency
		events = w.rate(l.Metric+"_count", l.Only, window)
		quick := w.rate(l.Metric+"_bucket", append(append([]slo.Match(nil), l.Only...), bound(l.Threshold)), window)
		return events, fmt.Sprintf("%s - %s", events, quick)
	case i.Freshness != nil:
		// Each second is an event, a bad one while the data is too old.
		stale := fmt.Sprintf("avg_over_time(%s[%s])", w.own(slo.RecordStale), slo.Range(window))
		return fmt.Sprintf("%s * 0 + 1", stale), stale
	default:
		c := i.Custom
		events = "sum(" + w.over(c.Total, window) + ")"
		return events, fmt.Sprintf("%s - %s", events, orZero("sum("+w.over(c.Good, window)+")", events))
	}
}

// orZero is an expression, or zero where it finds no series: a label's value that
// was never seen has none. It stays without a value where there are no events.
func orZero(expression, events string) string {
	return fmt.Sprintf("(%s or %s * 0)", expression, events)
}

// signals are what an indicator has to have recorded before it can be counted.
func (w writer) signals() []rulefmt.Rule {
	f := w.slo.Indicator.Freshness
	if f == nil {
		return nil
	}
	latest := fmt.Sprintf("max(%s)", w.selector(f.Metric, f.Only))
	return []rulefmt.Rule{w.record(slo.RecordStale, fmt.Sprintf("time() - %s > bool %d", latest, int(f.MaxAge.Seconds())))}
}

// objective is recorded, so that dashboards and people can read it beside the rest.
func (w writer) objective() rulefmt.Rule {
	return w.record(slo.RecordObjective, fmt.Sprintf("vector(%s)", w.slo.Objective.Decimal()))
}

// budgetLeft is the share of the window's budget that is left.
func (w writer) budgetLeft() rulefmt.Rule {
	return w.record(slo.RecordBudgetLeft, fmt.Sprintf("1 - %s / %s", w.own(slo.RecordRatio(w.slo.Window)), w.slo.Budget().Decimal()))
}

func (w writer) record(name, expression string) rulefmt.Rule {
	return rulefmt.Rule{Record: name, Expr: expression, Labels: w.labels()}
}

// labels say whose the series is.
func (w writer) labels() map[string]string {
	return map[string]string{
		slo.LabelService:     w.slo.Service,
		slo.LabelSLO:         w.slo.Name,
		slo.LabelEnvironment: w.env.Name,
	}
}

// own is a series that was recorded for this SLO.
func (w writer) own(name string) string {
	return series(name, []slo.Match{
		{Label: slo.LabelService, Op: slo.Equals, Value: w.slo.Service},
		{Label: slo.LabelSLO, Op: slo.Equals, Value: w.slo.Name},
	})
}

// rate is a counter's events a second, of all the service's targets.
func (w writer) rate(name string, matches []slo.Match, window time.Duration) string {
	return fmt.Sprintf("sum(rate(%s[%s]))", w.selector(name, matches), slo.Range(window))
}

// selector is the service's series of a name.
func (w writer) selector(name string, matches []slo.Match) string {
	return series(name, append(w.ofService(name), matches...))
}

func series(name string, matches []slo.Match) string {
	texts := make([]string, len(matches))
	for i, m := range matches {
		texts[i] = fmt.Sprintf("%s%s%q", m.Label, m.Op, m.Value)
	}
	return name + "{" + strings.Join(texts, ",") + "}"
}
