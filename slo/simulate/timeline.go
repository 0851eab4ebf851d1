package simulate

import (
	"cmp"
	"math"
	"slices"
	"time"

	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/promql"
	"github.com/prometheus/prometheus/rules"
)

// Timeline is what would have happened. Times are counted from the beginning of
// the scenarios.
type Timeline struct {
	// Start and End are of what was evaluated, before the scenarios and after them.
	Start, End time.Duration
	// Length is how long the scenarios took.
	Length time.Duration
	// Services had these scenarios.
	Services []Service
	// Alerts are those that were ever pending or firing, in the order in which
	// they first were.
	Alerts []Alert
	// Curves are of what was watched, in the order in which it was given.
	Curves []Curve
	// Fine is how exact times are within Near after a change, Coarse elsewhere.
	Fine, Near, Coarse time.Duration
}

// Alert is one alert with its labels, and when it was what.
type Alert struct {
	Name   string
	Labels labels.Labels
	Spans  []Span
}

// Span is a time in which an alert was pending or firing. An alert that was so
// when the simulation ended has Open set.
type Span struct {
	Firing   bool
	From, To time.Duration
	Open     bool
}

// Curve is the values of what was watched.
type Curve struct {
	Name   string
	Points []Point
}

// Point is a value at a time, NaN where there was none.
type Point struct {
	At    time.Duration
	Value float64
}

// Fired is when the alert first fired at t or later, if it did.
func (a Alert) Fired(t time.Duration) (time.Duration, bool) {
	for _, s := range a.Spans {
		if s.Firing && s.From >= t {
			return s.From, true
		}
	}
	return 0, false
}

// Times is how often the alert fired.
func (a Alert) Times() int {
	n := 0
	for _, s := range a.Spans {
		if s.Firing {
			n++
		}
	}
	return n
}

// Resolved is when the alert last stopped firing; false when it never fired, or
// had not stopped when the simulation ended.
func (a Alert) Resolved() (time.Duration, bool) {
	for _, s := range slices.Backward(a.Spans) {
		if s.Firing {
			return s.To, !s.Open
		}
	}
	return 0, false
}

// Max is the greatest value of the curve, NaN when it has none.
func (c Curve) Max() float64 {
	most := math.NaN()
	for _, p := range c.Points {
		if math.IsNaN(most) || p.Value > most {
			most = p.Value
		}
	}
	return most
}

// At is the last value at a time or before it, NaN when there is none.
func (c Curve) At(t time.Duration) float64 {
	value := math.NaN()
	for _, p := range c.Points {
		if p.At > t {
			break
		}
		value = p.Value
	}
	return value
}

// Last is the last value of the curve, NaN when it has none.
func (c Curve) Last() float64 {
	for _, p := range slices.Backward(c.Points) {
		if !math.IsNaN(p.Value) {
			return p.Value
		}
	}
	return math.NaN()
}

// instance is an alert of a rule: rules may share names, and an alert its rule's
// with others that have other labels.
type instance struct {
	rule   *rules.AlertingRule
	labels string
}

// tracker writes down what evaluations find.
type tracker struct {
	end    time.Duration
	alerts map[instance]*Alert
	curves []Curve
}

func newTracker(s Simulation) *tracker {
	t := &tracker{alerts: map[instance]*Alert{}}
	for _, w := range s.Watched {
		t.curves = append(t.curves, Curve{Name: w.Name})
	}
	return t
}

// look writes down the state of a group's alerts after an evaluation.
func (x *tracker) look(t time.Duration, g *rules.Group) {
	for _, rule := range g.AlertingRules() {
		now := map[instance]bool{}
		for _, a := range rule.ActiveAlerts() {
			key := instance{rule, a.Labels.String()}
			now[key] = true
			x.state(key, a, t)
		}
		for key, a := range x.alerts {
			if key.rule == rule && !now[key] {
				a.close(t)
			}
		}
	}
}

// state writes down that an alert is pending or firing at t.
func (x *tracker) state(key instance, a *rules.Alert, t time.Duration) {
	known := x.alerts[key]
	if known == nil {
		known = &Alert{Name: key.rule.Name(), Labels: a.Labels}
		x.alerts[key] = known
	}
	firing := a.State == rules.StateFiring
	if n := len(known.Spans); n > 0 && known.Spans[n-1].Open && known.Spans[n-1].Firing == firing {
		known.Spans[n-1].To = t
		return
	}
	known.close(t)
	known.Spans = append(known.Spans, Span{Firing: firing, From: t, To: t, Open: true})
}

// close ends the span that is open.
func (a *Alert) close(t time.Duration) {
	if n := len(a.Spans); n > 0 && a.Spans[n-1].Open {
		a.Spans[n-1].To, a.Spans[n-1].Open = t, false
	}
}

// active tells whether any alert is pending or firing.
func (x *tracker) active() bool {
	for _, a := range x.alerts {
		if n := len(a.Spans); n > 0 && a.Spans[n-1].Open {
			return true
		}
	}
	return false
}

// add writes down the greatest of the values that were found.
func (x *tracker) add(i int, t time.Duration, found promql.Vector) {
	value := math.NaN()
	for _, s := range found {
		if math.IsNaN(value) || s.F > value {
			value = s.F
		}
	}
	x.curves[i].Points = append(x.curves[i].Points, Point{At: t, Value: value})
}

func (x *tracker) timeline(s Simulation, p plan) *Timeline {
	out := &Timeline{
		Start: -p.settled, End: x.end, Length: s.length(), Services: s.Services, Curves: x.curves,
		Fine: p.step, Near: s.Near, Coarse: s.Coarse,
	}
	for _, a := range x.alerts {
		out.Alerts = append(out.Alerts, *a)
	}
	slices.SortFunc(out.Alerts, func(a, b Alert) int {
		return cmp.Or(
			cmp.Compare(a.Spans[0].From, b.Spans[0].From), cmp.Compare(a.Name, b.Name), labels.Compare(a.Labels, b.Labels))
	})
	return out
}
