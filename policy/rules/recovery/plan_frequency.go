package recovery

import (
	"strconv"
	"strings"

	"github.com/covetpy/platform/policy/rule"
)

var planFrequency = rule.Rule{
	ID:    "recovery-plan-frequency",
	Title: "Every backup plan runs at least once a day",
	Why: "What was written since the last backup is lost with the store. A plan that runs on working days, once a week or " +
		"at an hour of some months loses that much.",
	Fix: "Give one of the plan's rules a schedule for every day, \"cron(0 0 * * ? *)\", or none, which is every day at " +
		"five.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{planType},
	Controls: restorable(),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		rules := r.At("rules")
		answers := []rule.Truth{rule.No}
		for _, item := range rules.Items() {
			answers = append(answers, runsDaily(item))
		}
		rep.Require(rule.Or(answers...), rules, "no rule runs every day")
	},
}

// runsDaily says whether a rule of a plan runs at least once a day. One without a
// schedule has AWS's own (AWS Backup API reference, BackupRule).
func runsDaily(item rule.Value) rule.Truth {
	schedule := item.At("schedule")
	return rule.Or(schedule.Holds(daily), rule.And(item.Present(), schedule.Blank()))
}

// daily says whether a schedule expression fires on every day.
func daily(schedule string) bool {
	schedule = strings.TrimSpace(schedule)
	if inner, ok := within(schedule, "rate("); ok {
		return dailyRate(inner)
	}
	inner, ok := within(schedule, "cron(")
	if !ok {
		return false
	}
	// minutes hours day-of-month month day-of-week year, as EventBridge has them
	const fields, dayOfMonth = 6, 2
	parts := strings.Fields(inner)
	if len(parts) != fields {
		return false
	}
	for _, part := range parts[dayOfMonth:] {
		if !every(part) {
			return false
		}
	}
	return true
}

func within(text, open string) (string, bool) {
	rest, ok := strings.CutPrefix(text, open)
	inner, closed := strings.CutSuffix(rest, ")")
	return inner, ok && closed
}

// every says whether a field of a cron expression leaves nothing out.
func every(field string) bool {
	switch strings.ToUpper(field) {
	case "*", "?", "*/1", "1/1", "1-31", "1-12", "1-7", "SUN-SAT":
		return true
	default:
		return false
	}
}

func dailyRate(rate string) bool {
	parts := strings.Fields(rate)
	const words, hoursPerDay, minutesPerDay = 2, 24, 24 * 60
	if len(parts) != words {
		return false
	}
	n, err := strconv.Atoi(parts[0])
	if err != nil {
		return false
	}
	switch strings.TrimSuffix(parts[1], "s") {
	case "minute":
		return n <= minutesPerDay
	case "hour":
		return n <= hoursPerDay
	default:
		return strings.TrimSuffix(parts[1], "s") == "day" && n <= 1
	}
}
