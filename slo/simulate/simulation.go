package simulate

import (
	"context"
	"fmt"
	"time"

	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/model/rulefmt"
	"github.com/prometheus/prometheus/promql"
	"github.com/prometheus/prometheus/promql/parser"
	"github.com/prometheus/prometheus/rules"

	"github.com/covetpy/platform/slo/simulate/memory"
)

// Simulation is what to run. Times are counted from the beginning of the
// scenarios, which is right after a scrape and an evaluation: what happens is
// found out as late as it can be.
type Simulation struct {
	Groups   []rulefmt.RuleGroup
	Services []Service
	// Watched expressions are asked along the way, for the timeline's curves.
	Watched []Watch
	// Scrape is how often targets are scraped, 30 s by default, and Evaluate how
	// often the groups are evaluated that don't say it themselves, 1 min.
	Scrape, Evaluate time.Duration
	// Near is how long after each change everything is evaluated as often as it
	// says, 1 h by default. Later, and in the history, every Coarse, 5 min by
	// default, is enough: so much later than they would alerts change state there.
	Near, Coarse time.Duration
	// Grid is how far apart the samples are that windows of more than seven hours
	// read: what such a window says is late by so much. 2 min by default, Coarse
	// where a scenario takes longer than six hours.
	Grid time.Duration
	// Into is where all series go, for whoever wants to ask for more; a store of its
	// own if nil.
	Into *memory.Store
	// Tail is how long to wait at most for alerts to be resolved after the last
	// phase, 24 h by default.
	Tail time.Duration
}

// Watch is an expression whose value is drawn. Of several series the one with the
// greatest value counts, and none is a gap.
type Watch struct {
	Name, Expr string
}

// The engine's limits are the defaults of Prometheus's own command line.
const (
	maxSamples = 50_000_000
	lookback   = 5 * time.Minute
)

// early is how far back samples are all there. Windows that reach further read
// one every Grid, and more is not scraped before windows that don't can see it.
const early = 7 * time.Hour

// running is for how long targets have been counting when the history begins.
const running = 7 * 24 * time.Hour

// Begin is when the scenarios begin. Any midnight is as good as another.
var Begin = time.Date(2026, time.January, 5, 0, 0, 0, 0, time.UTC)

// run is a simulation that goes on.
type run struct {
	Simulation
	store    *memory.Store
	recorder *recorder
	query    rules.QueryFunc
	groups   []*rules.Group
	targets  []*target
	changes  []time.Duration
	track    *tracker
}

// Run simulates. A rule that can't be read or evaluated is an error.
func (s Simulation) Run(ctx context.Context) (*Timeline, error) {
	s.defaults()
	plan, err := s.plan()
	if err != nil {
		return nil, err
	}
	r := &run{Simulation: s, store: s.Into, changes: s.changes()}
	if r.store == nil {
		r.store = memory.New(memory.Resolution{Fine: early, Coarse: s.Grid})
	}
	r.recorder = &recorder{store: r.store}
	engine := promql.NewEngine(promql.EngineOpts{
		MaxSamples: maxSamples, Timeout: time.Minute, LookbackDelta: lookback,
		EnableAtModifier: true, EnableNegativeOffset: true,
		Parser: parser.NewParser(parser.Options{}),
	})
	defer func() { _ = engine.Close() }()
	r.query = rules.EngineQueryFunc(engine, r.store)
	if r.groups, err = r.load(ctx); err != nil {
		return nil, err
	}
	for _, x := range s.Services {
		r.targets = append(r.targets, newTarget(x, -plan.history, running))
	}
	r.track = newTracker(s)
	if err := r.play(ctx, plan); err != nil {
		return nil, err
	}
	return r.track.timeline(s, plan), nil
}

func (s *Simulation) defaults() {
	for _, d := range []struct {
		value    *time.Duration
		fallback time.Duration
	}{
		{&s.Scrape, 30 * time.Second},
		{&s.Evaluate, time.Minute},
		{&s.Near, time.Hour},
		{&s.Coarse, 5 * time.Minute},
		{&s.Tail, 24 * time.Hour},
	} {
		if *d.value == 0 {
			*d.value = d.fallback
		}
	}
	if s.Grid == 0 {
		s.Grid = 2 * time.Minute
		if s.length() > 6*time.Hour {
			s.Grid = s.Coarse
		}
	}
}

// changes is when phases begin and end.
func (s Simulation) changes() []time.Duration {
	all := []time.Duration{0}
	for _, x := range s.Services {
		var at time.Duration
		for _, p := range x.Scenario.Phases {
			at += p.For
			all = append(all, at)
		}
	}
	return all
}

// length is how long the longest scenario takes.
func (s Simulation) length() time.Duration {
	var longest time.Duration
	for _, x := range s.Services {
		longest = max(longest, x.Scenario.Length())
	}
	return longest
}

// near tells whether something has just changed at t, or is about to.
func (r *run) near(t time.Duration) bool {
	for _, c := range r.changes {
		if t >= c-r.Coarse && t <= c+r.Near {
			return true
		}
	}
	return false
}

// play goes through the time step by step.
func (r *run) play(ctx context.Context, p plan) error {
	end := r.length()
	for t := -p.history; ; t += p.step {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := r.scrape(p, t); err != nil {
			return fmt.Errorf("scrape at %s: %w", t, err)
		}
		if t < -p.evaluated || t > -p.evaluated && t < -p.settled {
			continue
		}
		if err := r.evaluate(ctx, t); err != nil {
			return err
		}
		// What waits for the next evaluation to end has to have had one.
		quiet := t >= end+max(r.Coarse, lookback) && !r.track.active()
		if quiet || t >= end+r.Tail {
			r.track.end = t
			return nil
		}
	}
}

// scrape has all targets scraped that are due.
func (r *run) scrape(p plan, t time.Duration) error {
	every := r.Scrape
	if t < -2*early && t > -p.evaluated {
		every = max(every, r.Grid)
		if p.raw <= early {
			return nil // no rule that is evaluated looks there
		}
	}
	if t%every != 0 {
		return nil
	}
	at := millis(t)
	for _, x := range r.targets {
		err := x.scrape(t,
			func(ls labels.Labels, v float64) error { return r.store.Count(ls, at, v) },
			func(ls labels.Labels) error { return r.store.Stale(ls, at) })
		if err != nil {
			return err
		}
	}
	return nil
}

func millis(t time.Duration) int64 { return Begin.Add(t).UnixMilli() }
