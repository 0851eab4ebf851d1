package rds

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/covetpy/platform/sim/kind"
)

const (
	day  = 24 * 60 // minutes
	week = 7 * day
	// shortest is the least length of a window, in minutes.
	shortest = 30
)

var weekdays = []string{"mon", "tue", "wed", "thu", "fri", "sat", "sun"}

const (
	clock  = `(?:[01]?\d|2[0-3]):[0-5]\d`
	onDay  = `(?i:mon|tue|wed|thu|fri|sat|sun):`
	daily  = clock + "-" + clock
	weekly = onDay + clock + "-" + onDay + clock
)

var (
	onceADay  = kind.Pattern(daily, `must satisfy the format of "hh24:mi-hh24:mi"`)
	onceAWeek = kind.Pattern(weekly, `must satisfy the format of "ddd:hh24:mi-ddd:hh24:mi"`)
)

// window begins at a minute and lasts some; it may go past the end of its
// period.
type window struct{ start, length int }

// everyDay and everyWeek read windows that onceADay and onceAWeek accept.
func everyDay(s string) window { return windowOf(s, day) }

func everyWeek(s string) window { return windowOf(strings.ToLower(s), week) }

func windowOf(s string, period int) window {
	from, to, _ := strings.Cut(s, "-")
	start := minuteOf(from)
	return window{start, (minuteOf(to) - start + period) % period}
}

// minuteOf is the minute of "04:30" in its day, and of "tue:04:30" in its week.
func minuteOf(s string) int {
	parts := strings.Split(s, ":")
	minute := 0
	if len(parts) == 3 {
		minute, parts = slices.Index(weekdays, parts[0])*day, parts[1:]
	}
	for i, scale := range []int{60, 1} {
		n, err := strconv.Atoi(parts[i])
		if err != nil {
			return 0 // not in the form: checked before
		}
		minute += n * scale
	}
	return minute
}

// meet is true when a daily backup runs into the weekly maintenance.
func meet(backup, maintenance window) bool {
	for start := backup.start; start < week; start += day {
		if (maintenance.start-start+week)%week < backup.length || (start-maintenance.start+week)%week < maintenance.length {
			return true
		}
	}
	return false
}

const shortMaintenance = "InvalidParameterValue: The maintenance window must be at least %d minutes."

// admitWindows looks at both windows as they will be.
func admitWindows(_ kind.World, d kind.Draft) error {
	backup, maintenance := now(d, "preferredBackupWindow"), now(d, "preferredMaintenanceWindow")
	switch {
	case maintenance != "" && everyWeek(maintenance).length < shortest:
		return kind.Say(shortMaintenance, shortest)
	case backup != "" && everyDay(backup).length < shortest:
		return kind.Say("InvalidParameterValue: The backup window must be at least %d minutes.", shortest)
	case backup != "" && maintenance != "" && meet(everyDay(backup), everyWeek(maintenance)):
		return kind.Say("InvalidParameterValue: The backup window and maintenance window must not overlap.")
	}
	return nil
}

// windowsOf are both windows: RDS chooses what is not given, at random in the
// night of its region, and here always the first half hour that is free.
func windowsOf(d kind.Draft) (backup, maintenance string) {
	backup, maintenance = now(d, "preferredBackupWindow"), now(d, "preferredMaintenanceWindow")
	for hour := 0; hour < 24 && maintenance == ""; hour++ {
		candidate := fmt.Sprintf("sun:%02[1]d:00-sun:%02[1]d:30", (hour+5)%24)
		if backup == "" || !meet(everyDay(backup), everyWeek(candidate)) {
			maintenance = candidate
		}
	}
	for hour := 0; hour < 24 && backup == ""; hour++ {
		candidate := fmt.Sprintf("%02[1]d:00-%02[1]d:30", (hour+3)%24)
		if maintenance == "" || !meet(everyDay(candidate), everyWeek(maintenance)) {
			backup = candidate
		}
	}
	return backup, maintenance
}
