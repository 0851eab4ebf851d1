package simulate

import (
	"testing"
	"time"

	"github.com/prometheus/common/model"
	"github.com/prometheus/prometheus/model/labels"
	"github.com/stretchr/testify/require"
)

// scrapes plays a service with a counter of requests, one of errors and up, and
// lists what is found at each time: "gone" where a series ends.
func scrapes(t *testing.T, phases []Phase, at ...time.Duration) map[string][]any {
	t.Helper()
	service := Service{
		Series: []Series{
			{Labels: labels.FromStrings("n", "up"), Kind: Up},
			{Labels: labels.FromStrings("n", "requests"), Of: func(l Load) float64 { return l.Rate }},
			{Labels: labels.FromStrings("n", "errors"), Of: func(l Load) float64 { return l.Rate * l.Errors }, Lazy: true},
			{Labels: labels.FromStrings("n", "rate"), Kind: Gauge, Of: func(l Load) float64 { return l.Rate }},
		},
		Normal:   Load{Rate: 2},
		Scenario: Scenario{Phases: phases},
	}
	x := newTarget(service, -10*time.Second, 0)
	found := map[string][]any{}
	for _, t0 := range at {
		require.NoError(t, x.scrape(t0,
			func(ls labels.Labels, v float64) error {
				found[ls.Get("n")] = append(found[ls.Get("n")], v)
				return nil
			},
			func(ls labels.Labels) error {
				found[ls.Get("n")] = append(found[ls.Get("n")], "gone")
				return nil
			}))
	}
	return found
}

func TestAScrapeFindsWhatThePhaseSays(t *testing.T) {
	t.Parallel()
	const s = time.Second
	times := []time.Duration{-10 * s, 0, 10 * s, 20 * s, 30 * s}
	cases := map[string]struct {
		phases []Phase
		want   map[string][]any
	}{
		"nothing happens": {
			nil, map[string][]any{"up": {1., 1., 1., 1., 1.}, "requests": {0., 20., 40., 60., 80.}, "rate": {2., 2., 2., 2., 2.}},
		},
		"errors are counted from the first on, also in a part of the time": {
			[]Phase{{For: 15 * s, Load: Load{Rate: 2, Errors: 0.5}}},
			map[string][]any{
				"up": {1., 1., 1., 1., 1.}, "requests": {0., 20., 40., 60., 80.}, "errors": {10., 15., 15.}, "rate": {2., 2., 2., 2., 2.},
			},
		},
		"counters begin at zero": {
			[]Phase{{For: 15 * s, Load: Load{Rate: 2}, Restart: true}},
			map[string][]any{"up": {1., 1., 1., 1., 1.}, "requests": {0., 20., 20., 40., 60.}, "rate": {2., 2., 2., 2., 2.}},
		},
		"a target that fails its scrapes goes on counting": {
			[]Phase{{For: 10 * s, Load: Load{Rate: 2}, State: Silent}},
			map[string][]any{"up": {1., 1., 0., 1., 1.}, "requests": {0., 20., "gone", 60., 80.}, "rate": {2., 2., "gone", 2., 2.}},
		},
		"a target that is gone comes back with nothing counted": {
			[]Phase{{For: 10 * s, Load: Load{Rate: 2}, State: Gone}},
			map[string][]any{"up": {1., 1., "gone", 1., 1.}, "requests": {0., 20., "gone", 20., 40.}, "rate": {2., 2., "gone", 2., 2.}},
		},
		"a release that renamed its series has none": {
			[]Phase{{For: 20 * s, Load: Load{Rate: 2}, State: Unnamed}},
			map[string][]any{"up": {1., 1., 1., 1., 1.}, "requests": {0., 20., "gone", 80.}, "rate": {2., 2., "gone", 2.}},
		},
		"nobody asks": {
			[]Phase{{For: 20 * s}},
			map[string][]any{"up": {1., 1., 1., 1., 1.}, "requests": {0., 20., 20., 20., 40.}, "rate": {2., 2., 0., 0., 2.}},
		},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			require.Equal(t, c.want, scrapes(t, c.phases, times...))
		})
	}
}

func TestAnApplicationsTargetsShareItsLoad(t *testing.T) {
	t.Parallel()
	load := Load{Rate: 30, Errors: 0.1, QueryErrors: 0.5, Latency: Latency{Median: 300 * time.Millisecond}}
	total := map[string]float64{}
	for _, s := range Application("orders", 3) {
		require.Equal(t, "orders", s.Labels.Get("service"))
		if s.Kind == Counter {
			ls := s.Labels
			total[ls.Get(model.MetricNameLabel)+" "+ls.Get("status")+ls.Get("le")+ls.Get("outcome")] += s.Of(load)
		}
	}
	want := map[string]float64{
		"http_requests_total 200": 27, "http_requests_total 500": 3,
		"database_queries_total ok": 30, "database_queries_total error": 30,
		"http_request_duration_seconds_count ": 30, "http_request_duration_seconds_sum ": 9,
		"http_request_duration_seconds_bucket +Inf": 30,
	}
	for _, le := range []string{"0.005", "0.01", "0.025", "0.05", "0.075", "0.1", "0.25"} {
		want["http_request_duration_seconds_bucket "+le] = 0
	}
	for _, le := range []string{"0.5", "0.75", "1.0", "2.5", "5.0", "7.5", "10.0"} {
		want["http_request_duration_seconds_bucket "+le] = 30
	}
	require.InDeltaMapValues(t, want, total, 1e-9)
}
