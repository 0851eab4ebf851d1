package cloudwatch

import (
	"slices"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"

	"github.com/covetpy/platform/sim/kind"
)

const statisticWords = "invalid statistic, see: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html"

// percentile is every statistic that has to be calculated from all the samples.
const percentile = `(p|tm|wm|tc|ts)(\d{1,2}(\.\d{1,2})?|100)|IQM|(TM|WM|PR|TC|TS)\((\d+(\.\d+)?%?)?:(\d+(\.\d+)?%?)?\)`

var (
	statistics = []string{"SampleCount", "Average", "Sum", "Minimum", "Maximum"}
	// bands compare with what CloudWatch expects of a metric and not with a
	// threshold.
	bands = []string{"LessThanLowerOrGreaterThanUpperThreshold", "LessThanLowerThreshold", "GreaterThanUpperThreshold"}
)

func metricAlarm() kind.Kind {
	namespace := kind.All(kind.Length(1, 255), kind.Not(`:.*`, "must not contain colon characters"))
	return kind.Kind{
		Type:     metricAlarmType,
		ID:       kind.From("name"),
		Autoname: kind.Autoname{Max: 255},
		Defaults: kind.Props{"actionsEnabled": kind.Flag(true), "treatMissingData": kind.Text("missing")},
		Checks: map[string]kind.Check{
			"alarmActions[*]":                   kind.ARN(),
			"evaluateLowSampleCountPercentiles": kind.OneOf("evaluate", "ignore"),
			"insufficientDataActions[*]":        kind.ARN(),
			"metricQueries[*].metric.namespace": namespace,
			"metricQueries[*].metric.period":    seconds(1, 5, 10, 20, 30),
			"metricQueries[*].metric.stat":      kind.Pattern(percentile+"|"+strings.Join(statistics, "|"), statisticWords),
			"metricQueries[*].period":           seconds(1, 5, 10, 20, 30),
			"namespace":                         namespace,
			"okActions[*]":                      kind.ARN(),
			"period":                            seconds(10, 20, 30),
			"treatMissingData":                  kind.OneOf("breaching", "ignore", "missing", "notBreaching"),
		},
		Rules:  metricAlarmRules,
		Refs:   []kind.Ref{kind.Topic("alarmActions[*]"), kind.Topic("insufficientDataActions[*]"), kind.Topic("okActions[*]")},
		Unique: []kind.Unique{{On: []string{"name"}, Scope: alarmNames, Taken: alarmTaken}},
		Admit:  admitMetricAlarm,
		Outputs: func(w kind.World, d kind.Draft) kind.Props {
			return kind.Props{"arn": kind.Text(w.ARN("cloudwatch", "alarm:"+d.ID))}
		},
		InUse: alarmInUse,
	}
}

// seconds accepts some short periods, and whole minutes.
func seconds(short ...int) kind.Check {
	return func(v resource.PropertyValue) string {
		if v.IsNumber() && int(v.NumberValue())%60 == 0 {
			return ""
		}
		return kind.AnyOf(short...)(v)
	}
}

// apart are the inputs that say what to measure when no query does.
var apart = []string{"dimensions", "extendedStatistic", "metricName", "namespace", "period", "statistic"}

func metricAlarmRules(in kind.Values) []kind.Failure {
	var failures []kind.Failure
	fail := func(path, reason string) { failures = append(failures, kind.Failure{Path: path, Reason: reason}) }
	conflict := func(path, with string) {
		if in.Has(path) && in.Has(with) {
			fail(path, `"`+path+`": conflicts with `+with)
		}
	}
	for _, path := range apart {
		conflict(path, "metricQueries")
	}
	conflict("extendedStatistic", "statistic")
	conflict("threshold", "thresholdMetricId")
	for _, path := range []string{"insufficientDataActions", "okActions"} {
		if len(in.All(path+"[*]")) > mostActions {
			fail(path, "Too many list items: attribute "+path+" supports 5 item maximum")
		}
	}
	if in.Has("metricName") && !in.Has("statistic") && !in.Has("extendedStatistic") {
		fail("statistic", "One of `statistic` or `extended_statistic` must be set for a cloudwatch metric alarm")
	}
	if slices.ContainsFunc(in.Objects("metricQueries[*]"), func(q kind.Values) bool { return q.Has("expression") && q.Has("metric") }) {
		fail("metricQueries", "No metric_query may have both `expression` and a `metric` specified")
	}
	return failures
}
