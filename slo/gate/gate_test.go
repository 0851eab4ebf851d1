package gate_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/slo"
	"github.com/covetpy/platform/slo/gate"
	"github.com/covetpy/platform/slo/simulate"
)

// objective is the availability of orders.
func objective() []slo.SLO { return slo.Defaults("orders")[:1] }

func since(d time.Duration) gate.Gate {
	return gate.Gate{Objectives: objective(), Since: simulate.Begin, Now: simulate.Begin.Add(d)}
}

func failing(share float64) simulate.Scenario {
	return simulate.Failing(simulate.Healthy(), share, time.Hour)
}

func phase(p simulate.Phase) simulate.Scenario {
	p.For, p.Load = time.Hour, simulate.Healthy()
	return simulate.Scenario{Phases: []simulate.Phase{p}}
}

// TestAServiceIsJudgedByWhatPrometheusAnswers asks Prometheus's own API about
// releases, some of which went wrong at once.
func TestAServiceIsJudgedByWhatPrometheusAnswers(t *testing.T) {
	t.Parallel()
	silence := simulate.Healthy()
	silence.Rate = 0
	cases := map[string]struct {
		scenario simulate.Scenario
		after    time.Duration
		want     gate.Finding
	}{
		"one that changed nothing": {
			failing(0.0001), 10 * time.Minute,
			gate.Finding{Verdict: gate.Healthy, Reason: "0.01 % of events were bad in the 10m0s since the deployment, a burn rate of 0.1; above 6 somebody is paged"},
		},
		"errors that nobody is paged for": {
			failing(0.005), 20 * time.Minute,
			gate.Finding{Verdict: gate.Healthy, Reason: "0.5 % of events were bad in the 20m0s since the deployment, a burn rate of 5; above 6 somebody is paged"},
		},
		"errors that somebody would be paged for before long": {
			failing(0.02), 10 * time.Minute,
			gate.Finding{Verdict: gate.Burning, Reason: "2 % of events were bad in the 10m0s since the deployment, a burn rate of 20, above the 6 at which somebody is paged"},
		},
		"a window that the rules average": {
			failing(0.008), 65 * time.Minute,
			gate.Finding{Verdict: gate.Burning, Reason: "0.739 % of events were bad in the 1h5m0s since the deployment, a burn rate of 7.39, above the 6 at which somebody is paged"},
		},
		"one after which an alert fires": {
			failing(1), 5 * time.Minute, gate.Finding{Verdict: gate.Burning, Reason: "firing now: ErrorBudgetBurns, ErrorBudgetBurnsFast, TotalOutage"},
		},
		"one of a moment ago": {
			failing(1), 20 * time.Second,
			gate.Finding{Verdict: gate.Unknown, Reason: "20s after the deployment there were no two scrapes; ask again after 1m0s"},
		},
		"one that nobody has used": {
			simulate.Scenario{Phases: []simulate.Phase{{For: time.Hour, Load: silence}}},
			15 * time.Minute,
			gate.Finding{Verdict: gate.Unknown, Reason: "nothing was counted in the 15m0s since the deployment"},
		},
		"one that counts under other names": {
			phase(simulate.Phase{State: simulate.Unnamed}), 6 * time.Minute,
			gate.Finding{Verdict: gate.Unknown, Reason: "nothing was counted in the 6m0s since the deployment"},
		},
		"one that has been gone for long enough to be missed": {
			phase(simulate.Phase{State: simulate.Gone}), 15 * time.Minute,
			gate.Finding{Verdict: gate.Unknown, Reason: "IndicatorAbsent fires"},
		},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			client, err := gate.Dial(t.Context(), happened(t, c.scenario, objective()).URL, "")
			require.NoError(t, err)
			c.want.Objective = slo.Ref{Service: "orders", Name: "availability"}
			require.Equal(t, []gate.Finding{c.want}, since(c.after).Ask(t.Context(), client))
		})
	}
}

func TestTheWorstFindingCounts(t *testing.T) {
	t.Parallel()
	of := func(all ...gate.Verdict) (findings []gate.Finding) {
		for _, v := range all {
			findings = append(findings, gate.Finding{Verdict: v})
		}
		return findings
	}
	require.Equal(t, gate.Unknown, gate.Overall(nil))
	require.Equal(t, gate.Healthy, gate.Overall(of(gate.Healthy, gate.Healthy)))
	require.Equal(t, gate.Unknown, gate.Overall(of(gate.Unknown, gate.Healthy)))
	require.Equal(t, gate.Burning, gate.Overall(of(gate.Burning, gate.Unknown, gate.Healthy)))
}

func TestAFindingIsALine(t *testing.T) {
	t.Parallel()
	f := gate.Finding{Objective: slo.Ref{Service: "orders", Name: "latency"}, Verdict: gate.Burning, Reason: "it burns"}
	require.Equal(t, "orders/latency: burning: it burns", f.String())
	f.Verdict = gate.Unknown
	require.Equal(t, "orders/latency: unknown: it burns", f.String())
}
