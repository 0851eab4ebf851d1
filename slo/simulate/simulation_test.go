package simulate

import (
	"context"
	"testing"
	"time"

	"github.com/prometheus/common/model"
	"github.com/prometheus/prometheus/model/rulefmt"
	"github.com/stretchr/testify/require"
)

// spans is when alerts fired, by their names.
func spans(timeline *Timeline) map[string][]Span {
	out := map[string][]Span{}
	for _, a := range timeline.Alerts {
		out[a.Name] = append(out[a.Name], a.Spans...)
	}
	return out
}

func fired(from, to time.Duration) Span { return Span{Firing: true, From: from, To: to} }

// TestTheWorkbooksAlertsFireWhenItSays checks the detection times against the
// arithmetic of the SRE workbook, chapter 5: an alert fires once the errors of its
// long window come to its factor times the budget, and stops when the short window
// has slid far enough past the end.
func TestTheWorkbooksAlertsFireWhenItSays(t *testing.T) {
	t.Parallel()
	const (
		s = time.Second
		m = time.Minute
		h = time.Hour
	)
	cases := map[string]map[string][]Span{
		"total-outage": {"Fast": {fired(m, 34*m+30*s)}, "Medium": {fired(2*m+30*s, 59*m+30*s)}, "Slow": {fired(4*m, 6*h+30*m)}},
		// (14.4 × 0.1 % − 0.01 %) ÷ 10 % of an hour is 8.6 min, 6 × 0.1 % of six hours 21.6 min.
		"ten-percent-errors": {"Fast": {fired(9*m, 64*m)}, "Medium": {fired(21*m+30*s, 88*m)}, "Slow": {fired(40*m, 7*h)}},
		// 0.9 ÷ 1.9 of three days: what burnt before it counts, too.
		"slow-burn":     {"Slow": {fired(34*h+5*m, 75*h+10*m)}},
		"brief-spike":   {},
		"no-traffic":    {},
		"counter-reset": {},
		"target-gone":   {"Absent": {{From: 30 * s, To: 5*m + 30*s}, fired(5*m+30*s, 60*m+30*s)}},
	}
	for name, want := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			require.Equal(t, want, spans(happen(t, scenario(t, name), burning())))
		})
	}
}

func TestCurvesAreWhatWasWatched(t *testing.T) {
	t.Parallel()
	timeline := happen(t, scenario(t, "total-outage"), burning(),
		Watch{"burn", "job:errors:ratio_rate5m / 0.001"}, Watch{"nothing", "no_such_series"})
	burn, nothing := timeline.Curves[0], timeline.Curves[1]
	require.InDelta(t, 1000, burn.Max(), 0.1)
	require.InDelta(t, 0.1, burn.Last(), 0.05)
	require.IsType(t, 0., nothing.Max())
	require.NotEqual(t, nothing.Max(), nothing.Max(), "no number") //nolint:testifylint // it is unequal to itself, and nothing else is
	require.Len(t, nothing.Points, len(burn.Points))
	require.Equal(t, -7*time.Hour, burn.Points[0].At)
	require.Equal(t, timeline.End, burn.Points[len(burn.Points)-1].At)
}

// TestAnAverageOverWhatWasRecordedIsThatOfTime has a rule average what another
// recorded, over windows that are longer than what is kept in full.
func TestAnAverageOverWhatWasRecordedIsThatOfTime(t *testing.T) {
	t.Parallel()
	groups := []rulefmt.RuleGroup{{
		Name: "g", Interval: model.Duration(30 * time.Second),
		Rules: []rulefmt.Rule{
			{Record: "errors5m", Expr: `sum(rate(http_requests_total{status="500"}[5m])) or vector(0)`},
			{Record: "errors6h", Expr: `avg_over_time(errors5m[6h])`},
			{Record: "errors3d", Expr: `avg_over_time(errors5m[3d])`},
			{Record: "errors30d", Expr: `avg_over_time(errors5m[30d])`},
		},
	}}
	timeline := happen(t, scenario(t, "total-outage"), groups,
		Watch{"6h", "errors6h"}, Watch{"3d", "errors3d"}, Watch{"30d", "errors30d"})
	for i, window := range []time.Duration{6 * time.Hour, 3 * 24 * time.Hour, 30 * 24 * time.Hour} {
		want := 30*(30*time.Minute).Seconds()/window.Seconds() + 0.003
		require.InDelta(t, want, timeline.Curves[i].Max(), 0.02*want, timeline.Curves[i].Name)
	}
}

func TestWhatCannotBeSimulatedIsAnError(t *testing.T) {
	t.Parallel()
	rule := func(expr string) []rulefmt.RuleGroup {
		return []rulefmt.RuleGroup{{Name: "g", Rules: []rulefmt.Rule{{Record: "x", Expr: expr}}}}
	}
	cases := map[string]struct {
		groups []rulefmt.RuleGroup
		says   string
	}{
		"an expression that does not parse": {rule("sum("), "read x of group g: "},
		"one that can't be evaluated": {
			rule(`up + on() up`), "evaluate x of group g, -7h0m0s after the beginning: found duplicate series",
		},
		"two groups of one name": {append(rule("1"), rule("2")...), "load the rules: 2 groups have 1 names"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := Simulation{Groups: c.groups, Services: []Service{web(Scenario{})}}.Run(t.Context())
			require.ErrorContains(t, err, c.says)
		})
	}
}

func TestASimulationThatIsCancelledEnds(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := Simulation{Services: []Service{web(Scenario{})}}.Run(ctx)
	require.ErrorIs(t, err, context.Canceled)
}
