package simulate_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/slo"
	"github.com/covetpy/platform/slo/simulate"
)

func TestWhatSimulatedTargetsExpose(t *testing.T) {
	for name, c := range map[string]struct {
		indicator slo.Indicator
		want      bool
	}{
		"requests":            {slo.Indicator{Availability: &slo.Availability{}}, true},
		"how long they took":  {slo.Indicator{Latency: &slo.Latency{Threshold: time.Second}}, true},
		"requests of a route": {slo.Indicator{Availability: &slo.Availability{Only: route("index")}}, true},
		"requests of a route that nobody simulates": {
			slo.Indicator{Latency: &slo.Latency{Threshold: time.Second, Only: route("checkout")}}, false,
		},
		"when a job succeeded": {
			slo.Indicator{Freshness: &slo.Freshness{Metric: "kube_cronjob_status_last_successful_time", MaxAge: time.Hour}}, false,
		},
		"an expression of the same metrics": {
			slo.Indicator{Custom: &slo.Custom{Good: `rate(database_queries_total{outcome="ok"}[5m])`, Total: "rate(database_queries_total[5m])"}}, true,
		},
		"an expression of others": {
			slo.Indicator{Custom: &slo.Custom{Good: "rate(container_cpu_cfs_periods_total[5m])", Total: "rate(container_cpu_cfs_periods_total[5m])"}}, false,
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := slo.SLO{Service: "api", Name: "own", Objective: slo.MustPercent("99"), Indicator: c.indicator}
			require.Empty(t, s.Faults())
			assert.Equal(t, c.want, simulate.Counts(s))
		})
	}
}

func route(name string) []slo.Match {
	return []slo.Match{{Label: "route", Op: slo.Equals, Value: name}}
}
