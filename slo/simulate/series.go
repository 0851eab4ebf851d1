package simulate

import (
	"math"
	"time"

	"github.com/prometheus/prometheus/model/labels"
)

// Kind is how a series follows the load.
type Kind int

// The kinds of series.
const (
	// Counter adds Of(load) up over the seconds. It is what would be expected on
	// average, also where that is a fraction: history is as even as it can be.
	Counter Kind = iota
	// Gauge is Of(load).
	Gauge
	// Up is 1 for a scrape that succeeds and 0 for one that fails.
	Up
)

// Series is one time series of a service.
type Series struct {
	Labels labels.Labels
	Kind   Kind
	// Of is the increase a second of a counter, and the value of a gauge.
	Of func(Load) float64
	// Lazy counters are not exposed before they have counted one event, as
	// those of client libraries are whose labels come from what happened.
	Lazy bool
}

// Service is what a service's targets expose, in which load, and what happens.
type Service struct {
	Name   string
	Series []Series
	// Normal is the load before the scenario and after it.
	Normal Load
	// Scenario begins at the time zero of the timeline.
	Scenario Scenario
}

// stretch is a part of a phase that has a beginning.
type stretch struct {
	from, to time.Duration
	phase    Phase
}

// forever is longer than any simulation.
const forever = time.Duration(math.MaxInt64)

// stretches is the whole of a service's time: its history, its scenario, and
// what comes after.
func (s Service) stretches() []stretch {
	normal := Phase{Load: s.Normal}
	all := []stretch{{from: -forever, to: 0, phase: normal}}
	var at time.Duration
	before := normal
	for _, p := range append(append([]Phase(nil), s.Scenario.Phases...), normal) {
		p.Restart = p.Restart || before.State == Gone && p.State != Gone
		to := forever
		if len(all) <= len(s.Scenario.Phases) {
			to = at + p.For
		}
		all = append(all, stretch{from: at, to: to, phase: p})
		at, before = to, p
	}
	return all
}

// target plays one service: it counts, and answers scrapes.
type target struct {
	series  []Series
	exposed []bool
	// ahead is the stretch that goes on and those to come, since when it goes on
	// or is played, and what had been counted by then.
	ahead []stretch
	since time.Duration
	base  []float64
}

// newTarget has a service's targets observed from a time on. They had been running
// for a while then.
func newTarget(s Service, from, running time.Duration) *target {
	x := &target{series: s.Series, exposed: make([]bool, len(s.Series)), ahead: s.stretches(), since: from}
	for _, series := range s.Series {
		x.base = append(x.base, 0)
		if series.Kind == Counter {
			x.base[len(x.base)-1] = series.Of(s.Normal) * running.Seconds()
		}
	}
	return x
}

// advance goes on to the stretch that ends at t or later: a scrape at the moment
// of a change still finds what was.
func (x *target) advance(t time.Duration) {
	for t > x.ahead[0].to {
		for i := range x.base {
			x.base[i] = x.count(i, x.ahead[0].to)
		}
		x.ahead = x.ahead[1:]
		x.since = x.ahead[0].from
		if x.ahead[0].phase.Restart {
			clear(x.base)
		}
	}
}

// count is what a counter has come to at a time in the stretch that goes on. It is
// computed from the stretch's beginning, as many small steps would add up to
// something else.
func (x *target) count(i int, t time.Duration) float64 {
	p := x.ahead[0].phase
	if x.series[i].Kind != Counter || p.State == Gone {
		return x.base[i]
	}
	return x.base[i] + x.series[i].Of(p.Load)*(t-x.since).Seconds()
}

// scrape hands over the value of each series at t; those that were there and no
// longer are go to gone.
func (x *target) scrape(t time.Duration, found func(labels.Labels, float64) error, gone func(labels.Labels) error) error {
	x.advance(t)
	for i, s := range x.series {
		v, there := x.value(i, t)
		var err error
		switch {
		case there:
			err = found(s.Labels, v)
		case x.exposed[i]:
			err = gone(s.Labels)
		}
		if err != nil {
			return err
		}
		x.exposed[i] = there
	}
	return nil
}

// value is what a scrape at t finds of a series.
func (x *target) value(i int, t time.Duration) (v float64, there bool) {
	s, p := x.series[i], x.ahead[0].phase
	if s.Kind == Up {
		if p.State == Silent {
			return 0, true
		}
		return 1, p.State != Gone
	}
	if p.State != Serving {
		return 0, false
	}
	if s.Kind == Gauge {
		return s.Of(p.Load), true
	}
	v = x.count(i, t)
	return v, v >= 1 || !s.Lazy
}
