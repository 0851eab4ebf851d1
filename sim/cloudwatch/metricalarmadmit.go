package cloudwatch

import (
	"regexp"
	"slices"
	"strings"

	"github.com/covetpy/platform/sim/kind"
)

const (
	// mostActions of one state. Source: CloudWatch API reference, PutMetricAlarm.
	mostActions = 5
	// mostQueries of an alarm. Source: CloudWatch user guide, "CloudWatch service
	// quotas".
	mostQueries = 20
	// In seconds.
	hour, day, week = 3600, 24 * 3600, 7 * 24 * 3600
)

func refuseAlarm(words string, values ...any) error {
	return kind.Say("ValidationError: "+words, values...)
}

func admitMetricAlarm(w kind.World, d kind.Draft) error {
	if err := admitActions(w, d.In, vendors); err != nil {
		return err
	}
	if err := admitComparison(d.In); err != nil {
		return err
	}
	if d.In.Has("metricQueries[*]") {
		return admitQueries(d.In)
	}
	return admitMetric(d.In)
}

// vendors can be called by an alarm on metrics. Source: CloudWatch API reference,
// PutMetricAlarm, AlarmActions; "aiops" investigates.
var vendors = []string{"aiops", "automate", "autoscaling", "lambda", "sns", "ssm", "ssm-incidents", "swf"}

// admitActions asks for actions of the alarm's own region.
func admitActions(w kind.World, in kind.Values, vendors []string) error {
	for _, path := range []string{"alarmActions", "insufficientDataActions", "okActions"} {
		actions := in.Texts(path + "[*]")
		if len(actions) > mostActions {
			return refuseAlarm("1 validation error detected: Value at '%s' failed to satisfy constraint: Member must have length less than or equal to 5", path)
		}
		for _, arn := range actions {
			parts := strings.SplitN(arn, ":", 6)
			if !slices.Contains(vendors, parts[2]) {
				return refuseAlarm("Unsupported AWS vendor %s", parts[2])
			}
			if region := parts[3]; region != "" && region != w.Region {
				return refuseAlarm("Invalid region %s specified. Only %s is supported.", region, w.Region)
			}
		}
	}
	return nil
}

// admitComparison looks at what an alarm compares with what.
func admitComparison(in kind.Values) error {
	operator := in.Text("comparisonOperator")
	band := slices.Contains(bands, operator)
	switch {
	case band && !in.Has("thresholdMetricId"):
		return refuseAlarm("ComparisonOperators for ranges require ThresholdMetricId to be set")
	case !band && !in.Has("threshold"):
		return refuseAlarm("PutMetricAlarm request should have valid Threshold parameter")
	case in.Number("datapointsToAlarm") > in.Number("evaluationPeriods"):
		return refuseAlarm("DatapointsToAlarm must be less than or equal to EvaluationPeriods")
	}
	return nil
}

// admitMetric looks at an alarm on one metric.
func admitMetric(in kind.Values) error {
	switch {
	case !in.Has("metricName"):
		return refuseAlarm("Exactly one element of the metrics list should return data.")
	case !in.Has("namespace"):
		return refuseAlarm("PutMetricAlarm request should have a Namespace parameter")
	case !in.Has("period"):
		return refuseAlarm("PutMetricAlarm request should have a Period parameter")
	case in.Has("evaluateLowSampleCountPercentiles") && !in.Has("extendedStatistic"):
		return refuseAlarm("Option evaluateLowSampleCountPercentile can not be applied with statistic %s. This option is enabled only for percentile statistics.", in.Text("statistic"))
	}
	return admitSpan(in.Number("period"), in.Number("evaluationPeriods"))
}

// admitSpan limits how far back an alarm looks. Source: CloudWatch API
// reference, PutMetricAlarm, Period.
func admitSpan(period, periods int) error {
	switch span := period * periods; {
	case period < hour && span > day:
		return refuseAlarm("Metrics cannot be checked across more than a day (EvaluationPeriods * Period must be <= 86400) for alarms using period < 3600")
	case span > week:
		return refuseAlarm("Metrics cannot be checked across more than a week (EvaluationPeriods * Period must be <= 604800) for alarms using period >= 3600")
	}
	return nil
}

var queryID = regexp.MustCompile(`^[a-z][a-zA-Z0-9_]*$`)

// admitQueries looks at an alarm on several metrics. Upstream says of every
// query whether it returns data: no, unless the program says yes.
func admitQueries(in kind.Values) error {
	queries := in.Objects("metricQueries[*]")
	if len(queries) > mostQueries {
		return refuseAlarm("The collection MetricDataQueries must not have a size greater than %d.", mostQueries)
	}
	returned, seen := 0, map[string]bool{}
	for _, q := range queries {
		id := q.Text("id")
		switch {
		case !queryID.MatchString(id):
			return refuseAlarm("The value %s for parameter Metrics.member.1.Id is not matching the expected pattern ^[a-z][a-zA-Z0-9_]*$.", id)
		case seen[id]:
			return refuseAlarm("The values for parameter id in MetricDataQueries are not unique.")
		case !q.Has("metric") && !q.Has("expression"):
			return refuseAlarm("The parameter MetricDataQueries.member.1.MetricStat or MetricDataQueries.member.1.Expression is required.")
		}
		seen[id] = true
		if q.Flag("returnData") {
			returned++
		}
		if err := admitSpan(max(q.Number("metric.period"), q.Number("period")), in.Number("evaluationPeriods")); err != nil {
			return err
		}
	}
	threshold := in.Text("thresholdMetricId")
	switch {
	case threshold != "" && !seen[threshold]:
		return refuseAlarm("Metrics list must contain exactly one metric matching the ThresholdMetricId parameter")
	case threshold != "" && returned != 2:
		return refuseAlarm("Exactly two elements of the metrics list should return data.")
	case threshold == "" && returned != 1:
		return refuseAlarm("Exactly one element of the metrics list should return data.")
	}
	return admitBand(queries, threshold, seen)
}

// band is what a metric is expected to be within, some standard deviations wide.
// Source: CloudWatch user guide, "Using metric math", ANOMALY_DETECTION_BAND.
var band = regexp.MustCompile(`^\s*ANOMALY_DETECTION_BAND\(\s*([a-z][a-zA-Z0-9_]*)\s*(?:,\s*(\d+(?:\.\d+)?)\s*)?\)\s*$`)

// admitBand looks at what takes a threshold's place: the band of another query of
// the alarm.
func admitBand(queries []kind.Values, threshold string, ids map[string]bool) error {
	for _, q := range queries {
		if threshold == "" || q.Text("id") != threshold {
			continue
		}
		parts := band.FindStringSubmatch(q.Text("expression"))
		switch {
		case parts == nil:
			return refuseAlarm("Threshold metric expression must use ANOMALY_DETECTION_BAND function.")
		case !ids[parts[1]] || parts[1] == threshold:
			return refuseAlarm("Invalid metrics list: the expression %s refers to %s, which is no other query of the list", q.Text("expression"), parts[1])
		}
	}
	return nil
}
