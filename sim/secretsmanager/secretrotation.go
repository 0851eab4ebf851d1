package secretsmanager

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/covetpy/platform/sim/kind"
)

// secretRotation takes any function at its word: there are none here.
func secretRotation() kind.Kind {
	const days, schedule = "rotationRules.automaticallyAfterDays", "rotationRules.scheduleExpression"
	return kind.Kind{
		Type:     "aws:secretsmanager/secretRotation:SecretRotation",
		ID:       func(w kind.World, d kind.Draft) string { return arnOf(w, d.In.Text("secretId")) },
		Defaults: kind.Props{"rotateImmediately": kind.Flag(true)},
		Checks: map[string]kind.Check{
			"rotationLambdaArn": kind.ARN(),
			days:                kind.Between(1, 1000),
		},
		Rules: func(in kind.Values) []kind.Failure {
			if in.Has(days) == in.Has(schedule) {
				return []kind.Failure{{
					Path:   "rotationRules",
					Reason: "exactly one of `rotation_rules.0.automatically_after_days,rotation_rules.0.schedule_expression` must be specified",
				}}
			}
			return nil
		},
		Refs: []kind.Ref{part("secretId")},
		Unique: []kind.Unique{{
			On:    []string{"secretId"},
			Taken: "the secret %[1]s is rotated by another resource already; Secrets Manager would overwrite that, the simulated cloud refuses",
		}},
		Admit: func(_ kind.World, d kind.Draft) error {
			if !d.In.Has("rotationLambdaArn") {
				return kind.Say("InvalidRequestException: No Lambda rotation function ARN is associated with this secret.")
			}
			return admitSchedule(d.In.Text(schedule), d.In.Text("rotationRules.duration"))
		},
		Outputs: func(kind.World, kind.Draft) kind.Props { return kind.Props{"rotationEnabled": kind.Flag(true)} },
	}
}

var (
	rateForm     = regexp.MustCompile(`^rate\(([0-9]+) (hours?|days?)\)$`)
	cronForm     = regexp.MustCompile(`^cron\(0 \S+ \S+ \S+ \S+ \*\)$`)
	durationForm = regexp.MustCompile(`^([0-9]+)h$`)
)

// admitSchedule looks at when a secret is rotated. Source: Secrets Manager user
// guide, "Schedule expressions".
func admitSchedule(schedule, duration string) error {
	hours := 24
	if m := durationForm.FindStringSubmatch(duration); m != nil {
		hours, _ = strconv.Atoi(m[1]) // digits, by the form
	} else if duration != "" {
		hours = 0
	}
	if hours < 1 || hours > 24 {
		return refuseSchedule("Duration must be at least 1 hour, at most 24 hour.")
	}
	m := rateForm.FindStringSubmatch(schedule)
	switch {
	case schedule == "", m == nil && cronForm.MatchString(schedule):
		return nil
	case m == nil:
		return refuseSchedule("Invalid schedule expression.")
	}
	n, _ := strconv.Atoi(m[1])
	hourly := strings.HasPrefix(m[2], "hour")
	switch {
	case hourly && (n < 4 || n >= 24):
		return refuseSchedule("Rate in hour should be least 4 and less than 24.")
	case hourly && duration != "" && hours > n:
		return refuseSchedule("Duration cannot be greater than Rate in hour.")
	case !hourly && (n < 1 || n > 1000):
		return refuseSchedule("Rate in day should be greater than 0 and less than 1000.")
	}
	return nil
}

func refuseSchedule(reason string) error {
	return kind.Say("InvalidParameterException: %s", reason)
}
