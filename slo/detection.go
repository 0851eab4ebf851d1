package slo

import (
	"math"
	"math/big"
	"time"
)

// Incident is a share of bad events that begins at once, where there were none,
// and stays the same.
type Incident struct {
	// Errors is the share of events that are bad.
	Errors Percent
	// Rate is events a second; 0 for so many that the guard against little traffic
	// does not matter.
	Rate float64
}

// Cadence is how often things are looked at.
type Cadence struct {
	// Scrape is how often counters are read.
	Scrape time.Duration
	// Interval between evaluations of what pages.
	Interval time.Duration
}

// Detection is when an alert fires.
type Detection struct {
	// Condition is how long the incident has to go on until the alert's condition
	// holds, were it looked at all the time.
	Condition time.Duration
	// Typical and Worst add what passes until the counters are read and the rules
	// are evaluated: half of both intervals, or the whole of them.
	Typical, Worst time.Duration
	// Spent is the share of the window's budget that is gone when the condition
	// holds, SpentAtWorst the share that is gone at the worst: 0.02 for 2 %.
	Spent, SpentAtWorst float64
}

// Detect says when an alert fires, or that it never does because the incident is
// too small: a burn within the alert's factor, or fewer bad events in its long
// window than the guard asks for.
//
// A window of length L holds a share of bad events E·t/L after a time t. The
// condition E·t/L > factor·budget holds once t = L·factor·budget/E, the formula of
// the Site Reliability Workbook, chapter 5. A window that averages what was
// recorded over CustomRange follows later, by half of that range once it is past.
func (s SLO) Detect(b Burn, i Incident, c Cadence) (d Detection, fires bool) {
	if i.Errors.Ratio().Cmp(s.Threshold(b)) <= 0 || s.guarded(i) > b.Long.Seconds() {
		return Detection{}, false
	}
	long := filled(b.Long, max(s.needs(b, b.Long, i), s.guarded(i)))
	short := filled(b.Short, s.needs(b, b.Short, i))
	condition := max(long, short)
	looks := c.Scrape + c.every(b)
	return Detection{
		Condition: condition, Typical: condition + looks/2, Worst: condition + looks,
		Spent: s.spends(i, condition), SpentAtWorst: s.spends(i, condition+looks),
	}, true
}

// spends is the share of the window's budget that an incident takes in a time.
func (s SLO) spends(i Incident, d time.Duration) float64 {
	return i.Errors.Float() * d.Seconds() / (s.Window.Seconds() * s.Budget().Float())
}

// Reset is how long after the incident's end an alert that fired stops firing, at
// the latest: the bad events have to leave the short window, and a page stays for
// KeepFiring. The incident lasted for as long as that window at least, where that
// window averages.
func (s SLO) Reset(b Burn, i Incident, c Cadence) time.Duration {
	long := filled(b.Long, b.Long.Seconds()-max(s.needs(b, b.Long, i), s.guarded(i)))
	short := filled(b.Short, b.Short.Seconds()-s.needs(b, b.Short, i))
	return min(long, short) + c.Scrape + c.every(b) + b.Severity.Stays()
}

// needs is how many seconds of the incident a window must hold for the burn to
// exceed the alert's factor.
func (s SLO) needs(b Burn, window time.Duration, i Incident) float64 {
	exact := new(big.Rat).Mul(seconds(window), s.Threshold(b))
	f, _ := exact.Quo(exact, i.Errors.Ratio()).Float64()
	return f
}

// guarded is how many seconds of the incident hold as many bad events as the
// guard against little traffic asks for.
func (s SLO) guarded(i Incident) float64 {
	if i.Rate == 0 {
		return 0
	}
	return float64(s.MinimumErrors) / (i.Rate * i.Errors.Float())
}

// filled is how long it takes until a window holds so many seconds of an incident
// that goes on. What a window averages are rates over CustomRange, which begin to
// rise at once and are right only after that range: the area under a ramp.
func filled(window time.Duration, need float64) time.Duration {
	base, length := CustomRange.Seconds(), window.Seconds()
	switch {
	case window <= LongestRaw:
	case need <= base/2:
		need = math.Sqrt(2 * base * need)
	case need <= length-base/2:
		need += base / 2
	default:
		need = length + base - math.Sqrt(2*base*(length-need))
	}
	return time.Duration(need * float64(time.Second))
}

// every is how often an alert is evaluated.
func (c Cadence) every(b Burn) time.Duration {
	if b.Long > LongestFast {
		return SlowInterval
	}
	return c.Interval
}
