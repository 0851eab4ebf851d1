package memory

import (
	"sort"

	"github.com/prometheus/prometheus/model/histogram"
	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/storage"
	"github.com/prometheus/prometheus/tsdb/chunkenc"
	"github.com/prometheus/prometheus/tsdb/chunks"
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

// Iterator reads from the start: upstream's own, over samples that stay where they
// are.
func (v view) Iterator(it chunkenc.Iterator) chunkenc.Iterator {
	if own, ok := it.(interface{ Reset(samples storage.Samples) }); ok {
		own.Reset(list(v.samples))
		return it
	}
	return storage.NewListSeriesIterator(list(v.samples))
}

// list is samples as upstream's iterator takes them.
type list []sample

func (l list) Get(i int) chunks.Sample { return &l[i] }
func (l list) Len() int                { return len(l) }

var _ chunks.Sample = (*sample)(nil)

func (s *sample) T() int64                      { return s.t }
func (s *sample) ST() int64                     { return 0 }
func (s *sample) F() float64                    { return s.v }
func (s *sample) H() *histogram.Histogram       { return nil }
func (s *sample) FH() *histogram.FloatHistogram { return nil }
func (s *sample) Type() chunkenc.ValueType      { return chunkenc.ValFloat }
func (s *sample) Copy() chunks.Sample           { return &sample{s.t, s.v} }
