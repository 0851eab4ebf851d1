// Package memory keeps time series in memory, as Prometheus's engine and rules
// ask for them, and for nothing else: no files, no compaction, no time of its own.
// A simulation appends millions of samples and reads them thousands of times, so
// samples stand in plain slices, which cost less to read than compressed chunks,
// and windows of days read one sample in ten.
package memory

import (
	"context"
	"math"
	"slices"
	"sync"
	"time"

	"github.com/prometheus/common/model"
	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/model/value"
	"github.com/prometheus/prometheus/storage"
	"github.com/prometheus/prometheus/util/annotations"
)

// sample is a value at a time in milliseconds since 1970.
type sample struct {
	t int64
	v float64
}

// series is the samples of one set of labels, in the order of their times. Those
// that every query of a long window reads are in coarse as well.
type series struct {
	labels       labels.Labels
	fine, coarse []sample
}

// Resolution is how exactly samples are kept. Zero keeps everything.
type Resolution struct {
	// Fine is how far back all samples are there. A query that looks further back
	// reads, for all of its window, those at multiples of Coarse alone, evenly
	// spread as an average over time needs them.
	Fine, Coarse time.Duration
}

// Store holds series. It may be read and written by several goroutines.
type Store struct {
	mu sync.RWMutex
	// byHash finds a series by the hash of its labels, byName those of a metric
	// in the order in which they came.
	byHash map[uint64][]*series
	byName map[string][]*series
	// keep and grid are the resolution in milliseconds, newest the latest time.
	keep, grid int64
	newest     int64
}

// New is an empty store.
func New(r Resolution) *Store {
	return &Store{
		byHash: map[uint64][]*series{}, byName: map[string][]*series{},
		keep: r.Fine.Milliseconds(), grid: r.Coarse.Milliseconds(), newest: math.MinInt64,
	}
}

// Append adds a sample: t is in milliseconds since 1970 and has to be later than
// the series' last.
func (s *Store) Append(ls labels.Labels, t int64, v float64) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.append(s.find(ls), sample{t, v})
}

// Count adds a sample of a counter, as Append does. Where it fell, the samples
// around the fall stay at any resolution: a rate would miss them.
func (s *Store) Count(ls labels.Labels, t int64, v float64) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	x := s.find(ls)
	if n := len(x.fine); n > 0 && s.grid > 0 && !(v >= x.fine[n-1].v) {
		x.roughly(x.fine[n-1])
		x.roughly(sample{t, v})
	}
	return s.append(x, sample{t, v})
}

// Stale ends a series, as a scrape does that no longer finds it.
func (s *Store) Stale(ls labels.Labels, t int64) error {
	return s.Count(ls, t, math.Float64frombits(value.StaleNaN))
}

// Fill adds a sample after a gap, and before it, at multiples of step, what lies
// on the straight line from the last one: as if somebody had looked in between.
func (s *Store) Fill(ls labels.Labels, t int64, v float64, step int64) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	x := s.find(ls)
	if n := len(x.fine); n > 0 && !math.IsNaN(x.fine[n-1].v) && !math.IsNaN(v) {
		last := x.fine[n-1]
		for at := (last.t/step + 1) * step; at < t; at += step {
			part := float64(at-last.t) / float64(t-last.t)
			if err := s.append(x, sample{at, last.v + part*(v-last.v)}); err != nil {
				return err
			}
		}
	}
	return s.append(x, sample{t, v})
}

func (s *Store) append(x *series, now sample) error {
	if n := len(x.fine); n > 0 {
		switch last := x.fine[n-1]; {
		case now.t < last.t:
			return storage.ErrOutOfOrderSample
		case now.t == last.t && math.Float64bits(last.v) != math.Float64bits(now.v):
			return storage.ErrDuplicateSampleForTimestamp
		case now.t == last.t:
			return nil
		}
	}
	s.newest = max(s.newest, now.t)
	x.fine = append(x.fine, now)
	if s.grid == 0 {
		return nil
	}
	if now.t%s.grid == 0 {
		x.roughly(now)
	}
	if x.fine[0].t < s.newest-2*s.keep {
		x.fine = slices.Clone(between(x.fine, s.newest-s.keep, s.newest))
	}
	return nil
}

// roughly keeps a sample at the coarse resolution.
func (x *series) roughly(now sample) {
	if n := len(x.coarse); n == 0 || x.coarse[n-1].t < now.t {
		x.coarse = append(x.coarse, now)
	}
}

// find returns the series of these labels, a new one where there is none.
func (s *Store) find(ls labels.Labels) *series {
	h := ls.Hash()
	for _, x := range s.byHash[h] {
		if labels.Equal(x.labels, ls) {
			return x
		}
	}
	x := &series{labels: ls.Copy()}
	s.byHash[h] = append(s.byHash[h], x)
	name := ls.Get(model.MetricNameLabel)
	s.byName[name] = append(s.byName[name], x)
	return x
}

// Querier reads what lies between two times in milliseconds, both included.
func (s *Store) Querier(from, to int64) (storage.Querier, error) {
	return querier{store: s, from: from, to: to}, nil
}

type querier struct {
	store    *Store
	from, to int64
}

func (q querier) Close() error { return nil }

// Select returns the series that all matchers match, of a metric in the order of
// their labels.
func (q querier) Select(_ context.Context, _ bool, hints *storage.SelectHints, matchers ...*labels.Matcher) storage.SeriesSet {
	from, to := q.from, q.to
	if hints != nil {
		from, to = max(from, hints.Start), min(to, hints.End)
	}
	var found []storage.Series
	for _, x := range q.matching(matchers) {
		samples := x.fine
		if q.store.grid > 0 && from < q.store.newest-q.store.keep {
			samples = x.coarse
		}
		if part := between(samples, from, to); len(part) > 0 {
			found = append(found, view{x.labels, part})
		}
	}
	return &set{all: found, at: -1}
}

// matching lists the series that all matchers match.
func (q querier) matching(matchers []*labels.Matcher) []*series {
	q.store.mu.RLock()
	defer q.store.mu.RUnlock()
	var found []*series
	for name, all := range q.store.byName {
		if !named(matchers, name) {
			continue
		}
		for _, x := range all {
			if matches(matchers, x.labels) {
				found = append(found, &series{x.labels, x.fine, x.coarse})
			}
		}
	}
	slices.SortFunc(found, func(a, b *series) int { return labels.Compare(a.labels, b.labels) })
	return found
}

// named tells whether a metric of this name can be meant at all.
func named(matchers []*labels.Matcher, name string) bool {
	for _, m := range matchers {
		if m.Name == model.MetricNameLabel && !m.Matches(name) {
			return false
		}
	}
	return true
}

func matches(matchers []*labels.Matcher, ls labels.Labels) bool {
	for _, m := range matchers {
		if !m.Matches(ls.Get(m.Name)) {
			return false
		}
	}
	return true
}

// LabelValues lists the values that a label has, in order.
func (q querier) LabelValues(
	_ context.Context, name string, _ *storage.LabelHints, matchers ...*labels.Matcher,
) ([]string, annotations.Annotations, error) {
	var values []string
	for _, x := range q.matching(matchers) {
		if v := x.labels.Get(name); v != "" {
			values = append(values, v)
		}
	}
	slices.Sort(values)
	return slices.Compact(values), nil, nil
}

// LabelNames lists the labels that series have, in order.
func (q querier) LabelNames(
	_ context.Context, _ *storage.LabelHints, matchers ...*labels.Matcher,
) ([]string, annotations.Annotations, error) {
	var names []string
	for _, x := range q.matching(matchers) {
		x.labels.Range(func(l labels.Label) { names = append(names, l.Name) })
	}
	slices.Sort(names)
	return slices.Compact(names), nil, nil
}
