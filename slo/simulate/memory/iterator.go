package memory

import (
	"sort"

	"github.com/prometheus/prometheus/model/histogram"
	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/storage"
	"github.com/prometheus/prometheus/tsdb/chunkenc"
	"github.com/prometheus/prometheus/util/annotations"
)

// between is the samples from one time to another, both included.
func between(all []sample, from, to int64) []sample {
	first := sort.Search(len(all), func(i int) bool { return all[i].t >= from })
	rest := all[first:]
	return rest[:sort.Search(len(rest), func(i int) bool { return rest[i].t > to })]
}

// set hands out series one by one.
type set struct {
	all []storage.Series
	at  int
}

func (s *set) Next() bool {
	s.at++
	return s.at < len(s.all)
}

func (s *set) At() storage.Series                { return s.all[s.at] }
func (s *set) Err() error                        { return nil }
func (s *set) Warnings() annotations.Annotations { return nil }

// view is the part of a series that a query sees.
type view struct {
	labels  labels.Labels
	samples []sample
}

func (v view) Labels() labels.Labels { return v.labels }

// Iterator reads from the start, with the given iterator where it is one of ours.
func (v view) Iterator(it chunkenc.Iterator) chunkenc.Iterator {
	if own, ok := it.(*iterator); ok {
		own.samples, own.at = v.samples, -1
		return own
	}
	return &iterator{samples: v.samples, at: -1}
}

// iterator reads samples; at is -1 before the first.
type iterator struct {
	samples []sample
	at      int
}

func (it *iterator) Next() chunkenc.ValueType {
	it.at++
	return it.kind()
}

// Seek goes on to the first sample at t or later, and stays where it is when it
// is there already.
func (it *iterator) Seek(t int64) chunkenc.ValueType { //nolint:govet // not io.Seeker's: the engine's own interface
	it.at = max(it.at, 0)
	if it.at < len(it.samples) && it.samples[it.at].t < t {
		rest := it.samples[it.at:]
		it.at += sort.Search(len(rest), func(i int) bool { return rest[i].t >= t })
	}
	return it.kind()
}

func (it *iterator) kind() chunkenc.ValueType {
	if it.at >= len(it.samples) {
		return chunkenc.ValNone
	}
	return chunkenc.ValFloat
}

func (it *iterator) At() (t int64, v float64) {
	s := it.samples[it.at]
	return s.t, s.v
}

func (it *iterator) AtT() int64  { return it.samples[it.at].t }
func (it *iterator) AtST() int64 { return 0 }
func (it *iterator) Err() error  { return nil }

// AtHistogram has nothing to say: no sample is a native histogram.
func (it *iterator) AtHistogram(*histogram.Histogram) (int64, *histogram.Histogram) { return 0, nil }

// AtFloatHistogram has nothing to say, as AtHistogram.
func (it *iterator) AtFloatHistogram(*histogram.FloatHistogram) (int64, *histogram.FloatHistogram) {
	return 0, nil
}
