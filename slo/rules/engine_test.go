package rules_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/prometheus/common/model"
	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/model/rulefmt"
	"github.com/prometheus/prometheus/promql"
	"github.com/prometheus/prometheus/util/teststorage"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/covetpy/platform/slo"
	"github.com/covetpy/platform/slo/rules"
)

// The alerts on windows of an hour, held against arithmetic of our own: whether
// an alert holds is asked of Prometheus's engine, and worked out from the counts.

const (
	scrape = 30 * time.Second
	// perScrape is how many requests are counted between two scrapes.
	perScrape = 3000
	// base of the counters: one near zero would be taken to have begun in the window.
	base = 10_000_000
)

// history is the failed requests between each two scrapes, the last at the end.
func history() *rapid.Generator[[]int] {
	return rapid.Custom(func(t *rapid.T) []int {
		var out []int
		for len(out) < 125 {
			failed := rapid.SampledFrom([]int{0, 0, 5, 20, 40, 45, 60, 200, 1600, perScrape}).Draw(t, "failed")
			for range rapid.IntRange(1, 30).Draw(t, "scrapes") {
				out = append(out, failed)
			}
		}
		return out
	})
}

// share is the part of the requests that failed in a window that ends now, as
// its samples tell: the first is the one after the window's begin.
func share(failed []int, window time.Duration) float64 {
	steps := int(window/scrape) - 1
	sum := 0
	for _, f := range failed[len(failed)-steps:] {
		sum += f
	}
	return float64(sum) / float64(steps*perScrape)
}

// evaluate runs a group once at a time, as a Prometheus does: what is recorded is
// there for the rules that follow. It returns the alerts whose condition holds.
func evaluate(t *testing.T, db *teststorage.TestStorage, group rulefmt.RuleGroup, at time.Time) []string {
	t.Helper()
	engine := promql.NewEngine(promql.EngineOpts{MaxSamples: 1e6, Timeout: time.Minute})
	defer func() { require.NoError(t, engine.Close()) }()
	var firing []string
	for _, r := range group.Rules {
		query, err := engine.NewInstantQuery(t.Context(), db, nil, r.Expr, at)
		require.NoError(t, err)
		found, err := query.Exec(t.Context()).Vector()
		require.NoError(t, err, r.Expr)
		app := db.Appender(t.Context())
		for _, s := range found {
			if r.Alert != "" {
				firing = append(firing, r.Alert)
				continue
			}
			b := labels.NewBuilder(s.Metric).Set(model.MetricNameLabel, r.Record)
			for name, value := range r.Labels {
				b.Set(name, value)
			}
			_, err := app.Append(0, b.Labels(), s.T, s.F)
			require.NoError(t, err)
		}
		require.NoError(t, app.Commit())
		query.Close()
	}
	return firing
}

// counted is a storage in which a service counted requests and failures.
func counted(ctx context.Context, t *testing.T, failed []int, end time.Time) *teststorage.TestStorage {
	t.Helper()
	db := teststorage.New(t)
	app := db.Appender(ctx)
	total, bad := float64(base), float64(base)
	for i, f := range failed {
		at := end.Add(-time.Duration(len(failed)-1-i) * scrape).UnixMilli()
		total += float64(perScrape - f)
		bad += float64(f)
		for status, value := range map[string]float64{"200": total, "500": bad} {
			_, err := app.Append(0, labels.FromStrings(model.MetricNameLabel, slo.HTTPRequests, "service", "api", "status", status), at, value)
			require.NoError(t, err)
		}
	}
	require.NoError(t, app.Commit())
	return db
}

func TestAnAlertHoldsExactlyWhenTheBurnExceedsItsFactorInBothWindows(t *testing.T) {
	end := time.Date(2026, 11, 26, 12, 0, 0, 0, time.UTC)
	held := map[bool]int{}
	rapid.Check(t, func(r *rapid.T) {
		failed := history().Draw(r, "history")
		s := slo.Defaults("api")[0]
		s.Objective = slo.MustPercent(rapid.SampledFrom([]string{"99.9", "99.5", "99", "95"}).Draw(r, "objective"))
		s = s.WithDefaults()
		fast := s.Alerts[0]
		threshold, _ := s.Threshold(fast).Float64()
		want := share(failed, fast.Long) > threshold && share(failed, fast.Short) > threshold

		db := counted(t.Context(), t, failed, end)
		defer func() { require.NoError(r, db.Close()) }()
		firing := evaluate(t, db, rules.Groups([]slo.SLO{s}, rules.Environment{Name: "prod"})[0], end)
		assert.Equal(r, want, slices.Contains(firing, slo.AlertBurnFast))
		assert.Equal(r, share(failed, time.Minute) > 0.5, slices.Contains(firing, slo.AlertOutage))
		assert.NotContains(r, firing, slo.AlertAbsent)
		held[want]++
	})
	assert.NotZero(t, held[true], "some histories fire")
	assert.NotZero(t, held[false], "and some do not")
}

func TestWhatIsNotCountedIsAbsentAndWhatIsIdleIsNot(t *testing.T) {
	end := time.Date(2026, 11, 26, 12, 0, 0, 0, time.UTC)
	group := rules.Groups(slo.Defaults("api")[:1], rules.Environment{Name: "prod"})[0]

	empty := teststorage.New(t)
	assert.Equal(t, []string{slo.AlertAbsent}, evaluate(t, empty, group, end))

	idle := teststorage.New(t)
	app := idle.Appender(t.Context())
	for i := range 20 {
		_, err := app.Append(0, labels.FromStrings(model.MetricNameLabel, slo.HTTPRequests, "service", "api", "status", "200"),
			end.Add(time.Duration(i-19)*scrape).UnixMilli(), 7)
		require.NoError(t, err)
	}
	require.NoError(t, app.Commit())
	assert.Empty(t, evaluate(t, idle, group, end), "nobody asks for anything")
}
