// Package alarm is what a component says about a metric that should wake someone
// or be looked at, and the CloudWatch alarm that is made of it.
//
// Which metrics matter is each component's to say, from what it made. Topics and
// who reads them do not belong here.
package alarm

import "fmt"

// Severity is how soon someone has to look.
type Severity string

// The severities.
const (
	// Page wakes someone: users are hurt now, or will be within the hour.
	Page Severity = "page"
	// Ticket is looked at in working hours.
	Ticket Severity = "ticket"
)

// Comparison is how the metric's value stands to the threshold when it is wrong
// (CloudWatch PutMetricAlarm, ComparisonOperator).
type Comparison string

// The comparisons in use.
const (
	Above Comparison = "GreaterThanThreshold"
	Below Comparison = "LessThanThreshold"
)

// Missing is what a period without data means (PutMetricAlarm, TreatMissingData).
type Missing string

// The meanings in use.
const (
	// MissingIsFine for metrics that are only sent when something happens.
	MissingIsFine Missing = "notBreaching"
	// MissingIsBad for what must always report.
	MissingIsBad Missing = "breaching"
	// MissingKeeps the state that the alarm has.
	MissingKeeps Missing = "ignore"
)

// Metric is a CloudWatch metric. Its dimensions are given where it is registered,
// as most are names that AWS makes.
type Metric struct {
	Namespace string // "AWS/RDS"
	Name      string // "CPUUtilization"
	// Statistic is Average, Sum, Minimum, Maximum, SampleCount or a percentile, "p99".
	Statistic string
}

// Alarm is one statement about a metric. It is a plain value, for tables and
// tests.
type Alarm struct {
	// Name is a part of the alarm's names, "cpu".
	Name string
	// Severity is who hears of it.
	Severity Severity
	// Says is what is wrong when it fires, and what to look at first.
	Says string
	// Metric is what is watched.
	Metric Metric
	// Over makes the value Metric as a percentage of this one, for shares of
	// requests. Nil watches Metric itself.
	Over *Metric
	// PeriodSeconds is the length of a data point, a multiple of 60.
	PeriodSeconds int
	// Of is how many of the last periods count, and Bad how many of them have to be
	// wrong; Bad is at most Of.
	Bad, Of int
	// Comparison with Threshold, in the metric's unit, is what is wrong.
	Comparison Comparison
	Threshold  float64
	// Missing is what a period without data means.
	Missing Missing
}

// Faults are what is wrong with the alarm, as far as the value alone tells.
func (a Alarm) Faults() []string {
	var out []string
	require := func(ok bool, format string, args ...any) {
		if !ok {
			out = append(out, fmt.Sprintf(format, args...))
		}
	}
	require(a.Name != "", "it has no name")
	require(a.Severity == Page || a.Severity == Ticket, "severity %q is none", a.Severity)
	require(a.Says != "", "it says nothing")
	for _, m := range []*Metric{&a.Metric, a.Over} {
		require(m == nil || *m != Metric{} && m.Namespace != "" && m.Name != "" && m.Statistic != "", "a metric lacks its namespace, name or statistic")
	}
	require(a.PeriodSeconds >= 60 && a.PeriodSeconds%60 == 0, "the period is %d s, not a multiple of 60", a.PeriodSeconds)
	require(a.Bad >= 1 && a.Bad <= a.Of, "%d of %d periods", a.Bad, a.Of)
	// CloudWatch PutMetricAlarm: periods of less than an hour look back a day at most, others a week.
	longest := 86400
	if a.PeriodSeconds >= 3600 {
		longest = 604800
	}
	require(a.PeriodSeconds*a.Of <= longest, "%d periods of %d s look back too far", a.Of, a.PeriodSeconds)
	require(a.Comparison != "", "no comparison")
	require(a.Missing != "", "it does not say what missing data means")
	return out
}
