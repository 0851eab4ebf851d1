package window_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/covetpy/platform/infra/window"
)

func TestWindowsAreReadOrRefused(t *testing.T) {
	for text, want := range map[string]time.Duration{
		"02:00-03:00": time.Hour, "23:30-00:15": 45 * time.Minute, "05:00-05:00": 24 * time.Hour,
	} {
		w, err := window.Daily(text)
		require.NoError(t, err)
		assert.Equal(t, want, w.Length(), text)
		assert.Equal(t, text, w.String())
	}
	for text, want := range map[string]time.Duration{
		"sun:04:00-sun:05:30": 90 * time.Minute, "sat:23:00-sun:00:00": time.Hour, "mon:00:00-tue:12:00": 36 * time.Hour,
	} {
		w, err := window.Weekly(text)
		require.NoError(t, err)
		assert.Equal(t, want, w.Length(), text)
	}
	for _, text := range []string{"", "2:00-3:00", "24:00-01:00", "02:60-03:00", "sun:02:00-sun:03:00"} {
		_, err := window.Daily(text)
		require.ErrorContains(t, err, "write it as 02:00-03:00", text)
	}
	for _, text := range []string{"", "02:00-03:00", "Sun:02:00-Sun:03:00", "day:02:00-sun:03:00"} {
		_, err := window.Weekly(text)
		require.ErrorContains(t, err, "write it as sun:04:00-sun:05:00", text)
	}
}

func TestWindowsOverlap(t *testing.T) {
	for name, test := range map[string]struct {
		daily, weekly string
		want          bool
	}{
		"one in the other":               {"02:00-06:00", "sun:03:00-sun:04:00", true},
		"one after the other":            {"02:00-03:00", "sun:03:00-sun:04:00", false},
		"one before the other":           {"04:00-05:00", "sun:03:00-sun:04:00", false},
		"over midnight":                  {"23:30-00:30", "wed:00:00-wed:01:00", true},
		"over the end of the week":       {"00:10-00:40", "sat:23:30-sun:00:30", true},
		"the whole week is maintenance":  {"12:00-13:00", "mon:00:00-mon:00:00", true},
		"just touching over midnight":    {"23:00-00:00", "thu:00:00-thu:01:00", false},
		"the other end of a long window": {"06:00-07:00", "mon:22:00-tue:06:30", true},
	} {
		t.Run(name, func(t *testing.T) {
			daily, err := window.Daily(test.daily)
			require.NoError(t, err)
			weekly, err := window.Weekly(test.weekly)
			require.NoError(t, err)
			assert.Equal(t, test.want, daily.Overlaps(weekly))
			assert.Equal(t, test.want, weekly.Overlaps(daily))
		})
	}
}

// TestOverlapIsACommonMinute compares the arithmetic with counting minutes.
func TestOverlapIsACommonMinute(t *testing.T) {
	const minutes = 7 * 24 * 60
	clock := func(m int) string { return fmt.Sprintf("%02d:%02d", m/60%24, m%60) }
	weekday := func(m int) string {
		return []string{"sun", "mon", "tue", "wed", "thu", "fri", "sat"}[m/1440%7] + ":" + clock(m)
	}
	rapid.Check(t, func(t *rapid.T) {
		d, dl := rapid.IntRange(0, 1439).Draw(t, "daily"), rapid.IntRange(1, 1440).Draw(t, "its length")
		w, wl := rapid.IntRange(0, minutes-1).Draw(t, "weekly"), rapid.IntRange(1, minutes).Draw(t, "its length")
		daily, err := window.Daily(clock(d) + "-" + clock(d+dl))
		require.NoError(t, err)
		weekly, err := window.Weekly(weekday(w) + "-" + weekday(w+wl))
		require.NoError(t, err)
		common := false
		for m := range wl {
			common = common || ((w+m-d)%1440+1440)%1440 < dl
		}
		require.Equal(t, common, daily.Overlaps(weekly))
	})
}
