package recovery

import (
	"fmt"
	"slices"

	"github.com/covetpy/platform/infra/tags"
	"github.com/covetpy/platform/infra/window"
)

// frequency is how often a rule makes backups.
type frequency string

const (
	hourly  frequency = "hourly"
	daily   frequency = "daily"
	weekly  frequency = "weekly"
	monthly frequency = "monthly"
)

const (
	minutesPerHour = 60
	minutesPerDay  = 24 * minutesPerHour
)

// minutes is the longest time between two backups.
func (f frequency) minutes() int {
	switch f {
	case hourly:
		return minutesPerHour
	case daily:
		return minutesPerDay
	case weekly:
		return 7 * minutesPerDay
	default:
		return 31 * minutesPerDay
	}
}

// Backups begin in the night of Europe, apart from the hours in which RDS and
// ElastiCache are usually let work on their stores (02:00 to 06:00): a job that
// meets a window waits, or fails. Each frequency has an hour of its own, so that
// one store is never asked for two backups at once.
const (
	dailyHour   = 0
	weeklyHour  = 7 // on Sundays
	monthlyHour = 10
	testHour    = 13
)

// minutesApart is what lies between the classes of one frequency.
const minutesApart = 15

// schedule is when a class is backed up, as EventBridge writes it, in UTC.
func schedule(class tags.BackupPlan, f frequency) string {
	minute := minutesApart * slices.Index(tags.BackupPlans(), class)
	switch f {
	case hourly:
		// Half an hour away from the other frequencies of the class.
		return fmt.Sprintf("cron(%d * * * ? *)", (minute+minutesPerHour/2)%minutesPerHour)
	case daily:
		return fmt.Sprintf("cron(%d %d * * ? *)", minute, dailyHour)
	case weekly:
		return fmt.Sprintf("cron(%d %d ? * SUN *)", minute, weeklyHour)
	default:
		return fmt.Sprintf("cron(%d %d 1 * ? *)", minute, monthlyHour)
	}
}

// startMinutes is how long a job may wait before it counts as expired, the least
// that AWS Backup takes.
const startMinutes = 60

// completionMinutes is how long after its schedule a job may take before it is
// cancelled. An hourly one that takes longer meets those that follow.
func completionMinutes(f frequency) int {
	if f == hourly {
		return 2 * minutesPerHour
	}
	return 12 * minutesPerHour
}

// testSchedule is when restores are tested, in working hours so that someone is
// there to read the outcome.
func testSchedule(s TestSchedule) string {
	if s == TestWeekly {
		return fmt.Sprintf("cron(0 %d ? * MON *)", testHour)
	}
	return fmt.Sprintf("cron(0 %d 2 * ? *)", testHour)
}

// testWindowDays is how old a backup that is tested may be.
func testWindowDays(s TestSchedule) int {
	if s == TestWeekly {
		return 7
	}
	return 31
}

// startWindow is when a class's jobs of a frequency may begin; not of hourly
// ones, which begin at any time. A monthly day may be any of the week.
func startWindow(class tags.BackupPlan, f frequency) (window.Window, bool) {
	minute := minutesApart * slices.Index(tags.BackupPlans(), class)
	clock := func(hour int) string { return fmt.Sprintf("%02d:%02d", hour, minute) }
	hours := startMinutes / minutesPerHour
	var w window.Window
	var err error
	switch f {
	case daily:
		w, err = window.Daily(clock(dailyHour) + "-" + clock(dailyHour+hours))
	case weekly:
		w, err = window.Weekly("sun:" + clock(weeklyHour) + "-sun:" + clock(weeklyHour+hours))
	case monthly:
		w, err = window.Daily(clock(monthlyHour) + "-" + clock(monthlyHour+hours))
	default:
		return window.Window{}, false
	}
	return w, err == nil
}
