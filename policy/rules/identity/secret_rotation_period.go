package identity

import (
	"math"
	"regexp"
	"strconv"
	"strings"

	"github.com/covetpy/platform/policy/rule"
)

var secretRotationPeriod = rule.Rule{
	ID:    "identity-secret-rotation-period",
	Title: "Secrets rotate often enough",
	Why: "How long a stolen secret opens doors is how long it takes to the next rotation. A schedule that fires " +
		"once a year is nearly none.",
	Fix: "Set rotationRules.automaticallyAfterDays to no more than the setting days, or scheduleExpression to a " +
		"rate that is as often, or to a cron expression that fires every month or every other.",
	Severity: rule.Medium,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    []string{secretRotationType},
	Controls: leastPrivilege(rule.FSBP.ID("SecretsManager.4"), rule.Control{Framework: rule.NIST, ID: "IA-5(1)"}),
	Settings: []rule.Setting{{
		Name: "days", Doc: "The greatest number of days between two rotations of a secret.",
		Number: rule.Same(90.0),
	}},
	Since: "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		rules := r.At("rotationRules")
		days, schedule := rules.At("automaticallyAfterDays"), rules.At("scheduleExpression")
		most := rep.Number("days")
		often := rule.Or(
			days.HoldsNumber(func(n float64) bool { return n >= 1 && n <= most }),
			schedule.Holds(func(text string) bool { return firesEvery(text) <= most }),
		)
		rep.Require(often, rules, "the secret does not rotate every %v days", most)
	},
}

var (
	rate = regexp.MustCompile(`^rate\((\d+) (hour|day)s?\)$`)
	// The fourth field of a cron expression is the month.
	cron = regexp.MustCompile(`^cron\(\S+ \S+ \S+ (\S+) \S+( \S+)?\)$`)
)

// firesEvery is the greatest number of days between two times of a schedule;
// without end for what is none, and a year for months that are listed by name.
func firesEvery(schedule string) float64 {
	const hours, month, year = 24.0, 31.0, 366.0
	schedule = strings.TrimSpace(schedule)
	if found := rate.FindStringSubmatch(schedule); found != nil {
		n, err := strconv.ParseFloat(found[1], 64)
		if err != nil {
			return math.Inf(1)
		}
		if found[2] == "hour" {
			return n / hours
		}
		return n
	}
	found := cron.FindStringSubmatch(schedule)
	if found == nil {
		return math.Inf(1)
	}
	months := strings.TrimPrefix(strings.TrimPrefix(found[1], "*"), "1")
	if months == "" && found[1] == "*" {
		return month
	}
	if n, err := strconv.ParseFloat(strings.TrimPrefix(months, "/"), 64); err == nil && strings.HasPrefix(months, "/") {
		return n * month
	}
	return year
}
