package slo_test

import (
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"

	"github.com/covetpy/platform/slo"
)

// day30 is the workbook's example: 99.9 % over thirty days.
func day30() slo.SLO { return slo.Defaults("api")[0].WithDefaults() }

// The numbers of the Site Reliability Workbook, chapter 5.
func TestTheWorkbooksNumbers(t *testing.T) {
	s := day30()

	t.Run("table 5-8: share of the budget and windows give the factors", func(t *testing.T) {
		var factors []string
		for _, b := range s.Alerts {
			factors = append(factors, s.FactorText(b))
		}
		assert.Equal(t, []string{"14.4", "6", "1"}, factors)
	})

	t.Run("table 5-4: how long the budget lasts at a burn rate", func(t *testing.T) {
		for errors, days := range map[string]float64{"0.2": 15, "1": 3, "100": 0.03} {
			lasts, ends := s.Exhausts(slo.MustPercent(errors))
			assert.True(t, ends)
			assert.InDelta(t, days, lasts.Hours()/24, 1e-9, errors)
		}
		lasts, _ := s.Exhausts(slo.Whole)
		assert.Equal(t, "43m12s", lasts.String(), "43 minutes at a burn rate of 1000")
		_, ends := s.Exhausts(slo.MustPercent("0.1"))
		assert.False(t, ends, "a burn rate of 1 spends exactly the budget")
	})

	t.Run("table 5-2: a window of 36 h at a factor of 1 sees a total outage after 2 min 10 s", func(t *testing.T) {
		s := s
		s.Alerts = []slo.Burn{{Alert: slo.AlertBurnSlow, Severity: slo.SeverityPage, Share: slo.MustPercent("5"), Long: 36 * time.Hour, Short: 3 * time.Hour}}
		assert.Equal(t, "1", s.FactorText(s.Alerts[0]))
		d, fires := s.Detect(s.Alerts[0], slo.Incident{Errors: slo.Whole}, slo.Cadence{})
		assert.True(t, fires)
		// The workbook counts the window from the counters. Here it averages rates
		// over five minutes: 129.6 s of the outage are under the ramp after
		// √(2 · 300 · 129.6) seconds.
		assert.InDelta(t, math.Sqrt(2*300*129.6), d.Condition.Seconds(), 1e-6)
	})

	t.Run("table 5-5: a window of 1 h at a factor of 36 fires when 5 % are spent, and goes 58 min after", func(t *testing.T) {
		// The workbook's has one window, and does not stay.
		b := slo.Burn{Alert: slo.AlertBurnFast, Severity: slo.SeverityTicket, Share: slo.MustPercent("5"), Long: time.Hour, Short: time.Hour}
		assert.Equal(t, "36", s.FactorText(b))
		d, fires := s.Detect(b, slo.Incident{Errors: slo.Whole}, slo.Cadence{})
		assert.True(t, fires)
		assert.Equal(t, "2m9.6s", d.Condition.String())
		assert.InDelta(t, 0.05, d.Spent, 1e-12)
		assert.Equal(t, 58*time.Minute, s.Reset(b, slo.Incident{Errors: slo.Whole}, slo.Cadence{}).Round(time.Minute))
		_, fires = s.Detect(b, slo.Incident{Errors: slo.MustPercent("3.5")}, slo.Cadence{})
		assert.False(t, fires, "a burn rate of 35 is never seen, and spends the budget in 20.5 hours")
		lasts, _ := s.Exhausts(slo.MustPercent("3.5"))
		assert.InDelta(t, 20.57, lasts.Hours(), 0.01)
	})

	t.Run("figure 5-6: 15 % of errors fire the page of an hour after 5 min, and it goes 5 min after them", func(t *testing.T) {
		i := slo.Incident{Errors: slo.MustPercent("15")}
		d, fires := s.Detect(s.Alerts[0], i, slo.Cadence{})
		assert.True(t, fires)
		// 14.4 × 0.1 % ÷ 15 % of an hour, and of five minutes; the workbook rounds to
		// the minutes of its drawing, and its page does not stay.
		assert.Equal(t, "5m45.6s", d.Condition.String())
		assert.Equal(t, "4m31.2s", (s.Reset(s.Alerts[0], i, slo.Cadence{}) - slo.KeepFiring).String())
	})

	t.Run("extreme goals: an hour's outage spends 1.4 % at 90 %, and 99.999 % lasts 26 s", func(t *testing.T) {
		lax, strict := s, s
		lax.Objective, strict.Objective = slo.MustPercent("90"), slo.MustPercent("99.999")
		_, fires := lax.Detect(s.Alerts[0], slo.Incident{Errors: slo.Whole}, slo.Cadence{})
		assert.False(t, fires, "the page that asks for 2 % never comes")
		lasts, _ := lax.Exhausts(slo.Whole)
		assert.InDelta(t, 1.4, 100/lasts.Hours(), 0.05)
		lasts, _ = strict.Exhausts(slo.Whole)
		assert.Equal(t, 26*time.Second, lasts.Round(time.Second))
	})
}

func TestBudgetsOfThePredecessor(t *testing.T) {
	budgets := map[string]string{}
	for _, s := range slo.Defaults("api") {
		budgets[s.Name] = s.BudgetOver(slo.Month).Round(6 * time.Second).String()
	}
	assert.Equal(t, map[string]string{"availability": "43m48s", "database": "21m54s", "latency": "36h31m30s"}, budgets,
		"43.8 and 21.9 minutes a month of 730.5 hours")
}

func TestBudgetsAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := day30()
		s.Objective = objectives().Draw(t, "objective")
		one := time.Duration(rapid.Int64Range(0, int64(90*slo.Day)).Draw(t, "one"))
		other := time.Duration(rapid.Int64Range(0, int64(90*slo.Day)).Draw(t, "other"))
		sum := s.BudgetOver(one) + s.BudgetOver(other)
		assert.InDelta(t, sum, s.BudgetOver(one+other), 1, "a nanosecond is dropped at most")

		bad := slo.Percent(rapid.Int64Range(0, int64(slo.Whole)).Draw(t, "bad"))
		all := s.Spent(bad)
		all.Add(all, s.Left(bad))
		assert.Equal(t, "1/1", all.String(), "what is spent and what is left are the whole")
		assert.Equal(t, bad > s.Budget(), s.Left(bad).Sign() < 0, "nothing is left below the objective")
	})
}

func TestEveryWindowIsCountedOnce(t *testing.T) {
	assert.Equal(t, []time.Duration{
		5 * time.Minute, 30 * time.Minute, time.Hour, 6 * time.Hour, 3 * slo.Day, 30 * slo.Day,
	}, day30().Windows())
}

func TestTheShortWindowIsATwelfthUnlessSaid(t *testing.T) {
	s := slo.SLO{Alerts: []slo.Burn{{Long: 2 * time.Hour}, {Long: 2 * time.Hour, Short: time.Hour}}}.WithDefaults()
	assert.Equal(t, []slo.Burn{{Long: 2 * time.Hour, Short: 10 * time.Minute}, {Long: 2 * time.Hour, Short: time.Hour}}, s.Alerts)
}

func TestPathsOfATotalOutage(t *testing.T) {
	worst := map[string]string{}
	for _, p := range slo.Paths() {
		worst[p.Name] = p.Worst().String()
		assert.Less(t, p.Typical(), p.Worst(), p.Name)
	}
	assert.Equal(t, map[string]string{
		"in-cluster Prometheus, 5 s":                                  "20s",
		"CloudWatch, high-resolution metric of 10 s":                  "30s",
		"managed collector and Amazon Managed Service for Prometheus": "1m35s",
		"CloudWatch, load balancer's metrics of 60 s":                 "2m35s",
	}, worst)
}

func TestThePathThatIsConfiguredIsTheQuickestOfThoseThatThereAre(t *testing.T) {
	configured := slo.Configured()
	assert.Equal(t, "managed collector and Amazon Managed Service for Prometheus", configured.Name)
	assert.False(t, configured.Keeps(slo.Promise), "30 s are not kept without something in the cluster")
	for _, p := range slo.Paths() {
		if p.Worst() < configured.Worst() {
			assert.NotEmpty(t, p.Needs, p.Name)
			assert.True(t, p.Keeps(slo.Promise), p.Name)
		}
	}
}

// objectives are those that every default alert can be reached with.
func objectives() *rapid.Generator[slo.Percent] {
	return rapid.Custom(func(t *rapid.T) slo.Percent {
		return slo.Percent(rapid.Int64Range(int64(slo.MustPercent("94")), int64(slo.MustPercent("99.99"))).Draw(t, "objective"))
	})
}
