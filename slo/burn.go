package slo

import (
	"math/big"
	"slices"
	"time"
)

// Budget is the share of events that may be bad.
func (s SLO) Budget() Percent { return Whole - s.Objective }

// Factor is how many times faster than evenly the budget has to burn for an
// alert: at that speed its share is gone after its long window. 2 % of thirty
// days in one hour is a factor of 14.4.
func (s SLO) Factor(b Burn) *big.Rat {
	return new(big.Rat).Mul(b.Share.Ratio(), between(s.Window, b.Long))
}

// Threshold is the share of bad events above which an alert's condition holds:
// its factor times the budget.
func (s SLO) Threshold(b Burn) *big.Rat {
	return new(big.Rat).Mul(s.Factor(b), s.Budget().Ratio())
}

// FactorText is the factor in decimal, "14.4".
func (s SLO) FactorText(b Burn) string { return decimal(s.Factor(b)) }

// Windows are those over which the rules have to count for the alerts, each
// once, in ascending order, and the SLO's own at the end.
func (s SLO) Windows() []time.Duration {
	out := []time.Duration{CustomRange, s.Window}
	for _, b := range s.Alerts {
		out = append(out, b.Long, b.Short)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func between(a, b time.Duration) *big.Rat { return big.NewRat(int64(a), int64(b)) }

// How the rules count, which decides how quick an alert can be.
const (
	// LongestRaw is the longest window that is counted from the services' own
	// counters. Longer ones average what was recorded over CustomRange.
	LongestRaw = time.Hour
	// LongestFast is the longest window that is evaluated often; longer ones are
	// evaluated every SlowInterval.
	LongestFast = 6 * time.Hour
	// SlowInterval is shorter than the five minutes that Prometheus looks back for a
	// value, so that a dashboard always finds one.
	SlowInterval = 2 * time.Minute
	// OutageThreshold is the share of bad events above which a service is down.
	OutageThreshold = Whole / 2
	// KeepFiring is how long a page stays after its condition. A failure that comes
	// back every few minutes lets go of the short window each time: it would wake
	// somebody once for each, where it is one incident. Ten minutes and that window of
	// five are a quarter of an hour without a failure. Nothing fires later for it,
	// which is why the Site Reliability Workbook, chapter 5, advises against waiting
	// before an alert; of staying after it, it says nothing.
	//
	// The field is Prometheus's keep_firing_for, of 2.42. Amazon Managed Service for
	// Prometheus takes files of Prometheus's format (user guide, "Using rules to modify
	// or monitor metrics as they are received") and does not say which ruler evaluates
	// them. It is said to be Cortex's, which heeds the field from 1.17 (its changelog);
	// a page of AWS's that says so was not found. A ruler that did not heed it would
	// page as often as without it.
	KeepFiring = 10 * time.Minute
	// AbsentFor is how long an indicator has to be without data before an alert.
	AbsentFor = 5 * time.Minute
)
