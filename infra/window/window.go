// Package window is the times of a day or week at which AWS may work on a store:
// backup windows and maintenance windows, in UTC, as RDS and ElastiCache write
// them.
//
// Whether a window suits a business does not belong here.
package window

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"time"
)

const (
	day  = 24 * time.Hour
	week = 7 * day
)

// Window begins at an offset from the beginning of the day, or of the week on
// Sunday, and lasts a while.
type Window struct {
	text    string
	begin   time.Duration
	length  time.Duration
	weekday bool
}

var (
	dailyForm  = regexp.MustCompile(`^([01][0-9]|2[0-3]):([0-5][0-9])-([01][0-9]|2[0-3]):([0-5][0-9])$`)
	weeklyForm = regexp.MustCompile(`^(sun|mon|tue|wed|thu|fri|sat):([01][0-9]|2[0-3]):([0-5][0-9])-(sun|mon|tue|wed|thu|fri|sat):([01][0-9]|2[0-3]):([0-5][0-9])$`)
	days       = []string{"sun", "mon", "tue", "wed", "thu", "fri", "sat"}
)

// Daily reads "02:00-03:00" (RDS CreateDBCluster, PreferredBackupWindow).
func Daily(text string) (Window, error) {
	m := dailyForm.FindStringSubmatch(text)
	if m == nil {
		return Window{}, fmt.Errorf("read daily window %q: write it as 02:00-03:00, in UTC", text)
	}
	return between(text, clock(m[1], m[2]), clock(m[3], m[4]), day, false), nil
}

// Weekly reads "sun:04:00-sun:05:00" (RDS CreateDBCluster,
// PreferredMaintenanceWindow).
func Weekly(text string) (Window, error) {
	m := weeklyForm.FindStringSubmatch(text)
	if m == nil {
		return Window{}, fmt.Errorf("read weekly window %q: write it as sun:04:00-sun:05:00, in UTC", text)
	}
	at := func(name string) time.Duration { return time.Duration(slices.Index(days, name)) * day }
	return between(text, at(m[1])+clock(m[2], m[3]), at(m[4])+clock(m[5], m[6]), week, true), nil
}

func clock(hours, minutes string) time.Duration {
	h, _ := strconv.Atoi(hours) // the form was matched
	m, _ := strconv.Atoi(minutes)
	return time.Duration(h)*time.Hour + time.Duration(m)*time.Minute
}

func between(text string, begin, end, round time.Duration, weekday bool) Window {
	length := end - begin
	if length <= 0 {
		length += round // over midnight, or over the end of the week
	}
	return Window{text: text, begin: begin, length: length, weekday: weekday}
}

// Length is how long the window is, at most a day or a week.
func (w Window) Length() time.Duration { return w.length }

// String is the window as it was written.
func (w Window) String() string { return w.text }

// Overlaps says whether both are open at some time of the week. A window that
// begins when the other ends does not overlap it.
func (w Window) Overlaps(other Window) bool {
	for _, a := range w.inWeek() {
		for _, b := range other.inWeek() {
			// A window over the end of the week goes on at its beginning.
			for _, shift := range []time.Duration{-week, 0, week} {
				if a.begin < b.begin+shift+b.length && b.begin+shift < a.begin+a.length {
					return true
				}
			}
		}
	}
	return false
}

// inWeek are all the times that the window opens in a week.
func (w Window) inWeek() []Window {
	if w.weekday {
		return []Window{w}
	}
	out := make([]Window, 0, len(days))
	for i := range days {
		daily := w
		daily.begin += time.Duration(i) * day
		out = append(out, daily)
	}
	return out
}
