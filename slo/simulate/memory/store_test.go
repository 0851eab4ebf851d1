package memory

import (
	"math"
	"slices"
	"testing"
	"time"

	"github.com/prometheus/common/model"
	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/model/value"
	"github.com/prometheus/prometheus/promql"
	"github.com/prometheus/prometheus/promql/parser"
	"github.com/prometheus/prometheus/storage"
	"github.com/prometheus/prometheus/tsdb/chunkenc"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func metric(name string, more ...string) labels.Labels {
	return labels.FromStrings(append([]string{model.MetricNameLabel, name}, more...)...)
}

// read lists what a selection finds, by the series' labels.
func read(t require.TestingT, s *Store, from, to int64, matchers ...*labels.Matcher) map[string][]sample {
	q, err := s.Querier(from, to)
	require.NoError(t, err)
	found := map[string][]sample{}
	set := q.Select(nil, true, nil, matchers...) //nolint:staticcheck // the store has no use for a context
	for set.Next() {
		it := set.At().Iterator(nil)
		var all []sample
		for it.Next() == chunkenc.ValFloat {
			at, v := it.At()
			all = append(all, sample{at, v})
		}
		found[set.At().Labels().String()] = all
	}
	require.NoError(t, set.Err())
	return found
}

func TestWhatIsAppendedIsFoundByItsLabelsAndTime(t *testing.T) {
	t.Parallel()
	s := New(Resolution{})
	for at := int64(1); at <= 4; at++ {
		require.NoError(t, s.Append(metric("a", "x", "1"), at, float64(at)))
		require.NoError(t, s.Append(metric("a", "x", "2"), at, float64(10*at)))
		require.NoError(t, s.Append(metric("b"), at, 0))
	}
	cases := map[string]struct {
		from, to int64
		matchers []*labels.Matcher
		want     map[string][]sample
	}{
		"a metric's": {
			2, 3,
			[]*labels.Matcher{labels.MustNewMatcher(labels.MatchEqual, model.MetricNameLabel, "a")},
			map[string][]sample{`{__name__="a", x="1"}`: {{2, 2}, {3, 3}}, `{__name__="a", x="2"}`: {{2, 20}, {3, 30}}},
		},
		"those without a label": {
			4, 9,
			[]*labels.Matcher{labels.MustNewMatcher(labels.MatchEqual, "x", "")},
			map[string][]sample{`{__name__="b"}`: {{4, 0}}},
		},
		"those that an expression matches": {
			1, 1,
			[]*labels.Matcher{labels.MustNewMatcher(labels.MatchRegexp, "x", "2|3")},
			map[string][]sample{`{__name__="a", x="2"}`: {{1, 10}}},
		},
		"none at that time": {5, 9, []*labels.Matcher{labels.MustNewMatcher(labels.MatchEqual, model.MetricNameLabel, "a")}, map[string][]sample{}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			require.Equal(t, c.want, read(t, s, c.from, c.to, c.matchers...))
		})
	}
}

func TestTimeDoesNotRunBackwards(t *testing.T) {
	t.Parallel()
	s := New(Resolution{})
	require.NoError(t, s.Append(metric("a"), 5, 1))
	require.NoError(t, s.Append(metric("a"), 5, 1), "the same again is the same")
	require.ErrorIs(t, s.Append(metric("a"), 5, 2), storage.ErrDuplicateSampleForTimestamp)
	require.ErrorIs(t, s.Append(metric("a"), 4, 1), storage.ErrOutOfOrderSample)
}

func TestLabelsAreListed(t *testing.T) {
	t.Parallel()
	s := New(Resolution{})
	require.NoError(t, s.Append(metric("a", "x", "2"), 1, 0))
	require.NoError(t, s.Append(metric("b", "x", "1", "y", "3"), 1, 0))
	q, err := s.Querier(0, 9)
	require.NoError(t, err)
	names, _, err := q.LabelNames(t.Context(), nil)
	require.NoError(t, err)
	require.Equal(t, []string{model.MetricNameLabel, "x", "y"}, names)
	values, _, err := q.LabelValues(t.Context(), "x", nil)
	require.NoError(t, err)
	require.Equal(t, []string{"1", "2"}, values)
	require.NoError(t, q.Close())
}

func TestASeriesEndsWithAMark(t *testing.T) {
	t.Parallel()
	s := New(Resolution{})
	require.NoError(t, s.Append(metric("a"), 1, 1))
	require.NoError(t, s.Stale(metric("a"), 2))
	got := read(t, s, 0, 9)[`{__name__="a"}`]
	require.Len(t, got, 2)
	require.True(t, value.IsStaleNaN(got[1].v))
}

func TestAGapIsFilledWithAStraightLine(t *testing.T) {
	t.Parallel()
	s := New(Resolution{})
	require.NoError(t, s.Fill(metric("a"), 10, 1, 10))
	require.NoError(t, s.Fill(metric("a"), 50, 5, 10))
	require.NoError(t, s.Stale(metric("a"), 60))
	require.NoError(t, s.Fill(metric("a"), 90, 7, 10))
	got := read(t, s, 0, 99)[`{__name__="a"}`]
	require.Equal(t, []sample{{10, 1}, {20, 2}, {30, 3}, {40, 4}, {50, 5}}, got[:5])
	require.True(t, math.IsNaN(got[5].v))
	require.Equal(t, []sample{{90, 7}}, got[6:], "what was gone is not made up")
}

func TestLongWindowsReadSamplesThatAreEvenlySpread(t *testing.T) {
	t.Parallel()
	s := New(Resolution{Fine: 10 * time.Second, Coarse: 4 * time.Second})
	for at := int64(1); at <= 40; at++ {
		require.NoError(t, s.Append(metric("a"), at*1000, float64(at)))
	}
	require.Equal(t, []sample{{8000, 8}, {12000, 12}, {16000, 16}}, read(t, s, 5000, 17000)[`{__name__="a"}`])
	require.Len(t, read(t, s, 30000, 40000)[`{__name__="a"}`], 11)
}

// TestRatesOverLongWindowsMissNoReset compares Prometheus's rate of a counter
// that falls at random at both resolutions.
func TestRatesOverLongWindowsMissNoReset(t *testing.T) {
	t.Parallel()
	engine := promql.NewEngine(promql.EngineOpts{
		MaxSamples: 1e6, Timeout: time.Minute, LookbackDelta: time.Minute, Parser: parser.NewParser(parser.Options{}),
	})
	rapid.Check(t, func(t *rapid.T) {
		fine, coarse := New(Resolution{}), New(Resolution{Fine: time.Minute, Coarse: 10 * time.Second})
		count := 0.0
		steps := rapid.SliceOfN(rapid.IntRange(0, 20), 400, 400).Draw(t, "steps")
		for i, step := range steps {
			count += float64(step)
			if step == 20 {
				count = 0
			}
			for _, s := range []*Store{fine, coarse} {
				require.NoError(t, s.Count(metric("a"), int64(i)*1000, count))
			}
		}
		increase := func(s *Store) float64 {
			q, err := engine.NewInstantQuery(nil, s, nil, "increase(a[5m])", time.UnixMilli(390000)) //nolint:staticcheck // as above
			require.NoError(t, err)
			defer q.Close()
			got, err := q.Exec(t.Context()).Vector()
			require.NoError(t, err)
			require.Len(t, got, 1)
			return got[0].F
		}
		// What is counted within a coarse step of the window's ends may be on its other side.
		edge := 0
		for _, step := range append(slices.Clone(steps[80:110]), steps[370:]...) {
			edge += step
		}
		want := increase(fine)
		require.InDelta(t, want, increase(coarse), 0.05*want+float64(edge))
	})
}
