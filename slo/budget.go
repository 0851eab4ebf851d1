package slo

import (
	"math/big"
	"time"
)

// Month is a twelfth of 365.25 days: 730.5 hours. Budgets by the month are stated
// on it, so that they are the same in February.
const Month = 730*time.Hour + 30*time.Minute

// BudgetOver is how long everything may fail in a span of time without missing
// the objective: 43.8 minutes a month for 99.9 %.
func (s SLO) BudgetOver(span time.Duration) time.Duration {
	return duration(new(big.Rat).Mul(s.Budget().Ratio(), seconds(span)))
}

// Spent is the share of the window's budget that is gone when a share of its
// events was bad, and Left what is left of it, below zero when the objective is
// missed. Both are ratios, 1 is the whole budget.
func (s SLO) Spent(bad Percent) *big.Rat {
	return new(big.Rat).Quo(bad.Ratio(), s.Budget().Ratio())
}

// Left is what Spent leaves.
func (s SLO) Left(bad Percent) *big.Rat {
	return new(big.Rat).Sub(big.NewRat(1, 1), s.Spent(bad))
}

// Exhausts is how long a whole budget lasts when a share of the events is bad all
// the time. It lasts for ever where that share is within the budget.
func (s SLO) Exhausts(bad Percent) (lasts time.Duration, ends bool) {
	if bad <= s.Budget() {
		return 0, false
	}
	return duration(new(big.Rat).Mul(seconds(s.Window), big.NewRat(int64(s.Budget()), int64(bad)))), true
}

// seconds and duration go between Go's time and exact arithmetic.
func seconds(d time.Duration) *big.Rat { return big.NewRat(int64(d), int64(time.Second)) }

// duration drops what is less than a nanosecond.
func duration(s *big.Rat) time.Duration {
	ns := new(big.Rat).Mul(s, big.NewRat(int64(time.Second), 1))
	return time.Duration(new(big.Int).Quo(ns.Num(), ns.Denom()).Int64())
}
