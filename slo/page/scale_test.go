package page

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func TestTimesAreWrittenInWholeUnits(t *testing.T) {
	t.Parallel()
	cases := map[string]time.Duration{
		"0": 0, "30 s": 30 * time.Second, "34 min 30 s": 34*time.Minute + 30*time.Second, "1 h": time.Hour,
		"1 d 10 h 12 min": 34*time.Hour + 12*time.Minute, "−5 min": -5 * time.Minute, "1 h 5 s": time.Hour + 5*time.Second,
	}
	for want, d := range cases {
		require.Equal(t, want, Duration(d))
	}
}

func TestSharesAreWrittenToATenthOfAPercent(t *testing.T) {
	t.Parallel()
	cases := map[string]float64{"100 %": 1, "20.6 %": 0.20562, "0 %": -0.0001, "−40.9 %": -0.408875, "50 %": 0.5}
	for want, v := range cases {
		require.Equal(t, want, Percent(v))
	}
}

// labels collects what is written on an axis, and checks that it goes one way.
func labels(t *rapid.T, a axis, apart float64) []string {
	var all []string
	marks := a.marks()
	for i, m := range marks {
		all = append(all, m.Label)
		low, high := min(a.start, a.end), max(a.start, a.end)
		require.GreaterOrEqual(t, m.At, low-1e-6)
		require.LessOrEqual(t, m.At, high+1e-6)
		if i > 0 {
			distance := m.At - marks[i-1].At
			require.GreaterOrEqual(t, max(distance, -distance), apart, "%v", marks)
		}
	}
	return all
}

func TestTicksOfTimeLeaveRoomForTheirLabels(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		from := -time.Duration(rapid.IntRange(0, 24*60).Draw(t, "before")) * time.Minute
		to := time.Duration(rapid.IntRange(10, 40*24*60).Draw(t, "after")) * time.Minute
		all := labels(t, timeAxis(from, to, 74, 890), 65)
		require.Contains(t, all, "0")
		require.LessOrEqual(t, len(all), 13)
		require.GreaterOrEqual(t, len(all), 3)
	})
}

func TestBurnRatesAreDrawnInPowersOfTen(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		most := rapid.Float64Range(0, 1e6).Draw(t, "most")
		a := burnAxis(most, 240, 10)
		require.GreaterOrEqual(t, a.to, most)
		require.Equal(t, []string{"≤ 0.1×", "1×", "10×", "100×"}, labels(t, a, 20)[:4])
		require.InDelta(t, 240, a.place(0), 1e-9, "nothing at all is at the edge")
	})
}

func TestWhateverIsLeftIsOnItsAxis(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		least := rapid.Float64Range(-1000, 1).Draw(t, "least")
		a := leftAxis(least, 130, 0)
		require.LessOrEqual(t, a.from, least)
		all := labels(t, a, 14)
		require.Equal(t, "100 %", all[0])
		require.GreaterOrEqual(t, len(all), 3)
	})
}
