package elasticache

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestWindowsMeet(t *testing.T) {
	t.Parallel()
	for title, tt := range map[string]struct {
		weekly, daily string
		want          bool
	}{
		"one after the other":             {"sun:05:00-sun:06:00", "06:00-07:00", false},
		"one before the other":            {"sun:05:00-sun:06:00", "04:00-05:00", false},
		"the same hour":                   {"sun:05:00-sun:06:00", "05:00-06:00", true},
		"a minute in common":              {"sun:05:00-sun:06:00", "05:59-07:00", true},
		"one within the other":            {"sun:05:00-sun:09:00", "06:00-07:00", true},
		"the other within the one":        {"wed:05:00-wed:06:00", "04:00-08:00", true},
		"over midnight":                   {"mon:23:30-tue:00:30", "00:00-01:00", true},
		"snapshots over midnight":         {"tue:00:00-tue:01:00", "23:30-00:30", true},
		"over the end of the week":        {"sun:23:30-mon:00:30", "00:00-01:00", true},
		"on the way to the week's end":    {"sun:22:00-sun:23:00", "23:00-00:00", false},
		"maintenance for more than a day": {"sat:01:00-sun:03:00", "12:00-13:00", true},
	} {
		t.Run(title, func(t *testing.T) {
			t.Parallel()
			w, ok := weekly(tt.weekly)
			require.True(t, ok)
			every, ok := daily(tt.daily)
			require.True(t, ok)
			assert.Equal(t, tt.want, w.meets(every))
		})
	}
}

func TestElastiCacheFindsAFreeHour(t *testing.T) {
	t.Parallel()
	for _, given := range []string{"", "00:00-01:00", "03:00-05:00", "22:00-04:00", "00:00-23:00"} {
		w, ok := weekly(freeHour(given))
		require.True(t, ok)
		if every, given := daily(given); given {
			assert.False(t, w.meets(every), given)
		}
	}
	for _, given := range []string{"", "sun:00:00-sun:01:00", "sat:22:00-sun:06:00", "mon:00:00-mon:23:00"} {
		every, ok := daily(freeNight(given))
		require.True(t, ok)
		if w, given := weekly(given); given {
			assert.False(t, w.meets(every), given)
		}
	}
}
