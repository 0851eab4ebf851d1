package simulate_test

import (
	"maps"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/slo"
	"github.com/covetpy/platform/slo/rules"
	"github.com/covetpy/platform/slo/simulate"
)

const (
	s = time.Second
	m = time.Minute
	h = time.Hour
)

// fires is a time in which an alert fires, waits one in which it is pending.
func fires(from, to time.Duration) simulate.Span {
	return simulate.Span{Firing: true, From: from, To: to}
}

func waits(from, to time.Duration) simulate.Span { return simulate.Span{From: from, To: to} }

// service is one that makes some of the default promises, with three targets.
func service(scenario simulate.Scenario, objectives []slo.SLO) simulate.Simulation {
	return simulate.Simulation{
		Grid:     5 * m,
		Groups:   rules.Groups(objectives, rules.Environment{Name: "prod"}),
		Services: []simulate.Service{{Name: "orders", Series: simulate.Application("orders", 3), Normal: simulate.Healthy(), Scenario: scenario}},
	}
}

// said is what alerts did, by the objective's name, the alert's and its severity.
func said(t *testing.T, x simulate.Simulation) map[string][]simulate.Span {
	t.Helper()
	timeline, err := x.Run(t.Context())
	require.NoError(t, err)
	all := map[string][]simulate.Span{}
	for _, a := range timeline.Alerts {
		name := a.Labels.Get(slo.LabelSLO) + " " + a.Name + " " + a.Labels.Get(slo.LabelSeverity)
		require.NotContains(t, all, name)
		all[name] = a.Spans
	}
	return all
}

// TestTheRulesSayWhatTheyShould runs each named scenario through the rules of the
// default objectives.
func TestTheRulesSayWhatTheyShould(t *testing.T) {
	t.Parallel()
	outage := map[string][]simulate.Span{
		"availability TotalOutage page":              {fires(30*s, 40*m+30*s)},
		"availability ErrorBudgetBurnsFast page":     {fires(m, 44*m+30*s)},
		"availability ErrorBudgetBurns page":         {fires(4*m+30*s, 69*m+30*s)},
		"availability ErrorBudgetBurnsSlowly ticket": {fires(6*m, 6*h+36*m)},
	}
	database := map[string][]simulate.Span{
		"database TotalOutage page":              {fires(30*s, 40*m+30*s)},
		"database ErrorBudgetBurnsFast page":     {fires(30*s, 44*m+30*s)},
		"database ErrorBudgetBurns page":         {fires(3*m, 69*m+30*s)},
		"database ErrorBudgetBurnsSlowly ticket": {fires(6*m, 6*h+36*m)},
	}
	maps.Copy(database, outage)
	absent := map[string][]simulate.Span{}
	for _, objective := range []string{"availability", "latency", "database"} {
		absent[objective+" IndicatorAbsent page"] = []simulate.Span{waits(4*m+30*s, 9*m+30*s), fires(9*m+30*s, h+11*m)}
	}
	cases := map[string]map[string][]simulate.Span{
		"total-outage":    outage,
		"database-outage": database,
		"ten-percent-errors": {
			"availability ErrorBudgetBurnsFast page":     {fires(9*m, 74*m)},
			"availability ErrorBudgetBurns page":         {fires(23*m+30*s, 98*m)},
			"availability ErrorBudgetBurnsSlowly ticket": {fires(40*m, 7*h)},
		},
		"slow-burn": {"availability ErrorBudgetBurnsSlowly ticket": {fires(34*h+12*m, 75*h+16*m)}},
		// Nobody is woken for what is over.
		"brief-spike": {},
		// Each failure is too short for an hour's budget, and the second too much. They
		// come back before the page has gone: it is one.
		"flapping": {
			"availability ErrorBudgetBurnsFast page": {fires(11*m, 65*m+30*s)},
			"availability ErrorBudgetBurns page":     {fires(41*m+30*s, 90*m+30*s)},
		},
		// Nothing asked is nothing failed, and nothing missing.
		"no-traffic":     {},
		"counter-reset":  {},
		"missing-series": absent,
		"target-gone":    absent,
	}
	all := slo.Defaults("orders")
	onlyRequests := map[string]bool{"ten-percent-errors": true, "slow-burn": true, "brief-spike": true, "flapping": true}
	for _, k := range simulate.Scenarios() {
		objectives := all
		if onlyRequests[k.Name] {
			objectives = all[:1]
		}
		want, known := cases[k.Name]
		if !known {
			require.Equal(t, "slow-responses", k.Name)
			continue
		}
		t.Run(k.Name, func(t *testing.T) {
			t.Parallel()
			require.Equal(t, want, said(t, service(k.For(simulate.Healthy()), objectives)))
		})
	}
}
