package dashboards

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/grafana/grafana-foundation-sdk/go/units"

	"github.com/covetpy/platform/slo"
)

// own is a recorded series of one objective: what its alerts read, so that a line
// here and an alert can't disagree.
func own(o slo.SLO, series string) string {
	return fmt.Sprintf("%s{%s=%q, %s=%q}", series, slo.LabelService, o.Service, slo.LabelSLO, o.Name)
}

// chosen is the same of the objectives that are chosen at the top.
func chosen(series string) string {
	return fmt.Sprintf(`%s{%s=~"$service", %s=~"$slo"}`, series, slo.LabelService, slo.LabelSLO)
}

// kept is the share of good events over the objective's window.
func kept(o slo.SLO) panel {
	return panel{
		title: o.Ref().String() + ": kept", unit: units.PercentUnit, shape: number, limits: badBelow(o.Objective.Float()),
		runbook: o.Runbook,
		description: fmt.Sprintf("Share of events over %s that were good: %s. Promised are %s %%.",
			slo.Range(o.Window), good(o.Indicator), o.Objective),
		queries: []query{promql("kept", "1 - %s", own(o, slo.RecordRatio(o.Window)))},
	}
}

// left is what remains of the objective's budget.
func left(o slo.SLO) panel {
	return panel{
		title: o.Ref().String() + ": budget left", unit: units.PercentUnit, shape: number, limits: worseBelow(budgetSpent, budgetLow),
		runbook: o.Runbook,
		description: fmt.Sprintf("What is left of the %s %% of events that may go wrong over %s. Below zero the promise is broken.",
			o.Budget(), slo.Range(o.Window)),
		queries: []query{promql("left", "%s", own(o, slo.RecordBudgetLeft))},
	}
}

// good says which events are, for people.
func good(i slo.Indicator) string {
	switch {
	case i.Availability != nil:
		return "they did not fail"
	case i.Latency != nil:
		return "they took no more than " + i.Latency.Threshold.String()
	case i.Freshness != nil:
		return "seconds in which the data was no older than " + i.Freshness.MaxAge.String()
	default:
		return "what the objective's own expression counts"
	}
}

// objectives of the environment, with everything said that they left open, in the
// order of services and names.
func (e Environment) objectives() []slo.SLO {
	out := make([]slo.SLO, len(e.Objectives))
	for i, o := range e.Objectives {
		out[i] = o.WithDefaults()
	}
	slices.SortFunc(out, func(a, b slo.SLO) int { return strings.Compare(a.Ref().String(), b.Ref().String()) })
	return out
}

// objectivesOf are those that a service promises.
func (e Environment) objectivesOf(service string) []slo.SLO {
	return slices.DeleteFunc(e.objectives(), func(o slo.SLO) bool { return o.Service != service })
}

// promises are two numbers an objective: what was kept, and what is left of its
// budget.
func promises(objectives []slo.SLO) section {
	out := section{title: "Promises", across: 6, height: numberHeight}
	for _, o := range objectives {
		out.panels = append(out.panels, kept(o), left(o))
	}
	return out
}

// promisedErrors is the first objective about requests that must not fail, and
// promisedLatency the first about requests that must be quick.
func promisedErrors(objectives []slo.SLO) (slo.SLO, bool) {
	return first(objectives, func(i slo.Indicator) bool {
		return i.Availability != nil && i.Availability.Metric == slo.HTTPRequests
	})
}

func promisedLatency(objectives []slo.SLO) (slo.SLO, bool) {
	return first(objectives, func(i slo.Indicator) bool { return i.Latency != nil && i.Latency.Metric == slo.HTTPLatency })
}

func first(objectives []slo.SLO, is func(slo.Indicator) bool) (slo.SLO, bool) {
	at := slices.IndexFunc(objectives, func(o slo.SLO) bool { return is(o.Indicator) })
	if at < 0 {
		return slo.SLO{}, false
	}
	return objectives[at], true
}

// burnAlert is an alert on the budget's speed, and the objectives that have it.
type burnAlert struct {
	slo.Burn
	factor string
	of     []slo.SLO
}

// burnAlerts are the alerts of all objectives, those alike together, from the
// shortest window to the longest.
func burnAlerts(objectives []slo.SLO) []burnAlert {
	var out []burnAlert
	for _, o := range objectives {
		for _, b := range o.Alerts {
			factor := o.FactorText(b)
			at := slices.IndexFunc(out, func(a burnAlert) bool {
				return a.Long == b.Long && a.Short == b.Short && a.Severity == b.Severity && a.factor == factor
			})
			if at < 0 {
				out, at = append(out, burnAlert{Burn: b, factor: factor}), len(out)
			}
			out[at].of = append(out[at].of, o)
		}
	}
	slices.SortStableFunc(out, func(a, b burnAlert) int { return int((a.Long - b.Long) / time.Second) })
	return out
}

// burn is how many times too fast the budgets of the chosen objectives go, over a
// window. Where not all objectives have the alert, those that have it are named.
func (a burnAlert) burn(window time.Duration, all int) string {
	series := chosen(slo.RecordRatio(window))
	if len(a.of) < all {
		var each []string
		for _, o := range a.of {
			each = append(each, own(o, slo.RecordRatio(window)))
		}
		series = "(" + strings.Join(each, " or ") + ")"
	}
	return fmt.Sprintf("%s / on (%s, %s) (1 - %s)", series, slo.LabelService, slo.LabelSLO, chosen(slo.RecordObjective))
}
