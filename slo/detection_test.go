package slo_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"

	"github.com/covetpy/platform/slo"
)

// The formula is held against counting: an incident of constant share is laid out
// in steps, and each window is summed up as the rules do.

// step is how finely time is laid out.
const step = 10 * time.Second

// counted is the share of bad events in a window at each step after the
// incident's begin, by summing; windows longer than slo.LongestRaw average what
// windows of slo.CustomRange held.
func counted(bad func(at time.Duration) float64, window time.Duration) func(at time.Duration) float64 {
	over := func(value func(time.Duration) float64, window time.Duration) func(time.Duration) float64 {
		return func(at time.Duration) float64 {
			sum := 0.0
			for back := time.Duration(0); back < window; back += step {
				sum += value(at - back)
			}
			return sum * step.Seconds() / window.Seconds()
		}
	}
	if window <= slo.LongestRaw {
		return over(bad, window)
	}
	known := map[time.Duration]float64{}
	base := over(bad, slo.CustomRange)
	return over(func(at time.Duration) float64 {
		if _, done := known[at]; !done {
			known[at] = base(at)
		}
		return known[at]
	}, window)
}

// firesAt is the first step at which the alert holds, or does not, as wanted.
func firesAt(s slo.SLO, b slo.Burn, bad func(time.Duration) float64, from, until time.Duration, want bool) (time.Duration, bool) {
	threshold, _ := s.Threshold(b).Float64()
	long, short := counted(bad, b.Long), counted(bad, b.Short)
	// The share only grows while the incident goes on and only shrinks afterwards,
	// so the moment can be found by halving.
	holds := func(at time.Duration) bool { return long(at) > threshold && short(at) > threshold }
	if holds(until) != want {
		return 0, false
	}
	low, high := int(from/step), int(until/step)
	at := func(steps int) time.Duration { return time.Duration(steps) * step }
	for low+1 < high {
		if middle := (low + high) / 2; holds(at(middle)) == want {
			high = middle
		} else {
			low = middle
		}
	}
	return at(high), true
}

func incidents() *rapid.Generator[slo.Percent] {
	return rapid.Custom(func(t *rapid.T) slo.Percent {
		return slo.Percent(rapid.Int64Range(int64(slo.MustPercent("0.001")), int64(slo.Whole)).Draw(t, "errors"))
	})
}

func constant(errors slo.Percent, until time.Duration) func(time.Duration) float64 {
	return func(at time.Duration) float64 {
		if at > 0 && at <= until {
			return errors.Float()
		}
		return 0
	}
}

func TestDetectionIsWhatCountingFinds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := day30()
		s.Objective = objectives().Draw(t, "objective")
		b := rapid.SampledFrom(s.Alerts[:2]).Draw(t, "alert")
		errors := incidents().Draw(t, "errors")
		d, fires := s.Detect(b, slo.Incident{Errors: errors}, slo.Cadence{})
		at, found := firesAt(s, b, constant(errors, 1<<62), 0, b.Long+slo.CustomRange, true)
		assert.Equal(t, found, fires)
		if found {
			assert.InDelta(t, at.Seconds(), d.Condition.Seconds(), 2*step.Seconds())
		}
	})
}

func TestResetIsWhatCountingFinds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := day30()
		s.Objective = objectives().Draw(t, "objective")
		b := rapid.SampledFrom(s.Alerts[:2]).Draw(t, "alert")
		i := slo.Incident{Errors: incidents().Draw(t, "errors")}
		d, fires := s.Detect(b, i, slo.Cadence{})
		if !fires {
			return
		}
		end := d.Condition.Round(step) + time.Duration(rapid.IntRange(1, 60).Draw(t, "minutes longer"))*time.Minute
		at, found := firesAt(s, b, constant(i.Errors, end), end, end+b.Long+slo.CustomRange, false)
		assert.True(t, found)
		assert.InDelta(t, (at - end + slo.KeepFiring).Seconds(), s.Reset(b, i, slo.Cadence{}).Seconds(), 2*step.Seconds())
	})
}

func TestAStricterObjectiveNeverFiresLater(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lax, strict := day30(), day30()
		lax.Objective = objectives().Draw(t, "lax")
		strict.Objective = slo.Percent(rapid.Int64Range(int64(lax.Objective), int64(slo.MustPercent("99.999"))).Draw(t, "strict"))
		i := slo.Incident{Errors: incidents().Draw(t, "errors"), Rate: rapid.Float64Range(0, 100).Draw(t, "rate")}
		for n, b := range lax.Alerts {
			later, laxFires := lax.Detect(b, i, slo.Cadence{})
			sooner, strictFires := strict.Detect(strict.Alerts[n], i, slo.Cadence{})
			if laxFires {
				assert.True(t, strictFires)
				assert.LessOrEqual(t, sooner.Condition, later.Condition)
			}
		}
	})
}

func TestTheBudgetGoneAtDetectionIsTheAlertsShare(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := day30()
		s.Objective = objectives().Draw(t, "objective")
		b := s.Alerts[0]
		d, fires := s.Detect(b, slo.Incident{Errors: incidents().Draw(t, "errors")}, slo.Cadence{})
		if fires {
			assert.InDelta(t, b.Share.Float(), d.Spent, 1e-9)
		}
	})
}

func TestWhatDetectionDependsOn(t *testing.T) {
	s := day30()
	managed := slo.Cadence{Scrape: 30 * time.Second, Interval: 30 * time.Second}
	fast, slow := s.Alerts[0], s.Alerts[2]
	total := slo.Incident{Errors: slo.Whole}

	d, _ := s.Detect(fast, total, managed)
	assert.Equal(t, slo.Detection{
		Condition: 51840 * time.Millisecond, Typical: 81840 * time.Millisecond, Worst: 111840 * time.Millisecond,
		Spent: 0.02, SpentAtWorst: 111.84 / 2592,
	}, d, "a total outage, and both intervals")

	d, _ = s.Detect(slow, total, managed)
	assert.Equal(t, 2*time.Minute+30*time.Second, d.Worst-d.Condition, "what spans days is evaluated seldom")

	d, fires := s.Detect(fast, slo.Incident{Errors: slo.Whole, Rate: 1.0 / 60}, managed)
	assert.True(t, fires)
	assert.InDelta(t, (5 * time.Minute).Seconds(), d.Condition.Seconds(), 1e-6, "one event a minute: five have failed after five minutes")

	_, fires = s.Detect(fast, slo.Incident{Errors: slo.Whole, Rate: 1.0 / 3600}, managed)
	assert.False(t, fires, "one event an hour: five do not fail in an hour")

	_, fires = s.Detect(fast, slo.Incident{Errors: slo.MustPercent("1.44")}, managed)
	assert.False(t, fires, "exactly the factor is not more than it")

	assert.Equal(t, slo.KeepFiring+5*time.Minute-4320*time.Millisecond, s.Reset(fast, total, slo.Cadence{}), "the outage leaves the short window, and the page stays")
	fast.Severity = slo.SeverityTicket
	assert.Equal(t, 5*time.Minute-4320*time.Millisecond, s.Reset(fast, total, slo.Cadence{}), "a ticket does not")
}
