package simulate

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func TestHalfOfRequestsAreFasterThanTheMedianAndNearlyAllThanP95(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		median := rapid.Int64Range(1, 1000).Draw(t, "median")
		factor := rapid.Int64Range(2, 50).Draw(t, "factor")
		l := Latency{Median: time.Duration(median) * time.Millisecond, P95: time.Duration(median*factor) * time.Millisecond}
		require.InDelta(t, 0.5, l.Within(l.Median), 1e-9)
		require.InDelta(t, 0.95, l.Within(l.P95), 1e-9)
		require.Greater(t, l.Mean(), l.Median)
	})
}

func TestALatencyWithoutSpreadIsAStep(t *testing.T) {
	t.Parallel()
	l := Latency{Median: time.Second}
	assert.Zero(t, l.Within(0))
	assert.Zero(t, l.Within(time.Second-1))
	assert.InDelta(t, 1, l.Within(time.Second), 0)
	assert.Equal(t, time.Second, l.Mean())
}

func TestScenariosAreWhatTheySay(t *testing.T) {
	t.Parallel()
	lengths := map[string]time.Duration{}
	for _, k := range Scenarios() {
		lengths[k.Name] = k.For(Healthy()).Length()
	}
	const day = 24 * time.Hour
	require.Equal(t, map[string]time.Duration{
		"total-outage": 30 * time.Minute, "database-outage": 30 * time.Minute, "ten-percent-errors": time.Hour, "slow-burn": 3 * day,
		"brief-spike": 20 * time.Second, "flapping": time.Hour, "slow-responses": time.Hour, "no-traffic": 2 * time.Hour,
		"counter-reset": time.Hour, "missing-series": time.Hour, "target-gone": time.Hour,
	}, lengths)
	slow := scenario(t, "slow-responses").Phases[0].Latency
	require.InDelta(t, 5./6, 1-slow.Within(500*time.Millisecond), 0.02)
}
