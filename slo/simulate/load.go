// Package simulate runs rules through Prometheus's own engine on made-up traffic,
// at a time of its own, and tells what would have happened: when each alert
// would have been pending, firing and resolved, how fast the budget would have
// gone and how much would be left. Nothing waits: three days take seconds.
package simulate

import (
	"math"
	"time"
)

// Load is what a service is asked, and how it answers.
type Load struct {
	// Rate is in requests a second.
	Rate float64
	// Errors is the share of requests that fail, 0 to 1.
	Errors float64
	// QueryErrors is the share of database queries that fail, 0 to 1.
	QueryErrors float64
	// Latency is how long requests take.
	Latency Latency
}

// Latency is a log-normal distribution, which is how latencies of services tend
// to be spread: half of all requests are faster than Median and 95 % than P95.
// Zero is no latency at all.
type Latency struct{ Median, P95 time.Duration }

// z95 is where the standard normal distribution reaches 95 %.
const z95 = 1.6448536269514722

// Within is the share of requests that take no longer than d.
func (l Latency) Within(d time.Duration) float64 {
	switch {
	case d <= 0:
		return 0
	case l.P95 <= l.Median:
		if d >= l.Median {
			return 1
		}
		return 0
	}
	sigma := math.Log(float64(l.P95)/float64(l.Median)) / z95
	z := math.Log(float64(d)/float64(l.Median)) / sigma
	return (1 + math.Erf(z/math.Sqrt2)) / 2
}

// Mean is the average latency.
func (l Latency) Mean() time.Duration {
	if l.P95 <= l.Median {
		return l.Median
	}
	sigma := math.Log(float64(l.P95)/float64(l.Median)) / z95
	return time.Duration(float64(l.Median) * math.Exp(sigma*sigma/2))
}

// State is what a scrape finds of a service.
type State int

// The states.
const (
	// Serving targets answer scrapes with all of their series.
	Serving State = iota
	// Silent targets fail their scrapes, up is 0, while they go on serving.
	Silent
	// Gone targets are no longer discovered, not even up is left, and start
	// counting anew when they are back.
	Gone
	// Unnamed targets answer scrapes, but without the series of requests, as
	// after a release that renamed them.
	Unnamed
)

// Phase is a time in which nothing changes.
type Phase struct {
	For time.Duration
	Load
	State State
	// Restart makes all counters begin at zero when the phase does.
	Restart bool
}

// Scenario is what happens to a service, after a history in which nothing did
// and before a time in which everything is as it was.
type Scenario struct {
	Name   string
	Phases []Phase
}

// Length is how long the phases take together.
func (s Scenario) Length() time.Duration {
	var total time.Duration
	for _, p := range s.Phases {
		total += p.For
	}
	return total
}
