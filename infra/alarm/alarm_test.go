package alarm_test

import (
	"maps"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/infra/alarm"
	"github.com/covetpy/platform/internal/mocktest"
)

func valid() alarm.Alarm {
	return alarm.Alarm{
		Name: "cpu", Severity: alarm.Ticket, Says: "The processor is busy.",
		Metric:        alarm.Metric{Namespace: "AWS/RDS", Name: "CPUUtilization", Statistic: "Average"},
		PeriodSeconds: 60, Bad: 3, Of: 5, Comparison: alarm.Above, Threshold: 80, Missing: alarm.MissingKeeps,
	}
}

func made(a alarm.Alarm, topics alarm.Topics) (*mocktest.Recorder, error) {
	rec := mocktest.New()
	err := rec.Run(func(ctx *pulumi.Context) error {
		return alarm.New(ctx, "database-cpu", a, alarm.Args{
			Name: "covetpy-dev-database-cpu", Dimensions: pulumi.StringMap{"DBClusterIdentifier": pulumi.String("db")}, Topics: topics,
		})
	})
	return rec, err
}

func both() alarm.Topics {
	return alarm.Topics{Page: pulumi.String("arn:page"), Ticket: pulumi.String("arn:ticket")}
}

// common are the inputs that do not depend on what is watched.
func common(topic string) map[string]any {
	return map[string]any{
		"name": "covetpy-dev-database-cpu", "alarmDescription": "The processor is busy.",
		"comparisonOperator": "GreaterThanThreshold", "threshold": 80.0, "evaluationPeriods": 5.0, "datapointsToAlarm": 3.0,
		"treatMissingData": "ignore", "alarmActions": []any{topic}, "okActions": []any{topic},
	}
}

func TestAMetricIsWatched(t *testing.T) {
	dimensions := map[string]any{"DBClusterIdentifier": "db"}
	percentile := valid()
	percentile.Severity, percentile.Metric.Statistic = alarm.Page, "p99"
	share := valid()
	share.Over = &alarm.Metric{Namespace: "AWS/RDS", Name: "Whole", Statistic: "Sum"}
	query := func(id, metric, stat string) map[string]any {
		return map[string]any{"id": id, "metric": map[string]any{
			"namespace": "AWS/RDS", "metricName": metric, "stat": stat, "period": 60.0, "dimensions": dimensions,
		}}
	}
	for name, test := range map[string]struct {
		alarm alarm.Alarm
		topic string
		more  map[string]any
	}{
		"by a statistic": {valid(), "arn:ticket", map[string]any{
			"namespace": "AWS/RDS", "metricName": "CPUUtilization", "statistic": "Average", "period": 60.0, "dimensions": dimensions,
		}},
		"by a percentile, and it pages": {percentile, "arn:page", map[string]any{
			"namespace": "AWS/RDS", "metricName": "CPUUtilization", "extendedStatistic": "p99", "period": 60.0, "dimensions": dimensions,
		}},
		"as a share of another": {share, "arn:ticket", map[string]any{"metricQueries": []any{
			map[string]any{"id": "share", "expression": "100 * part / whole", "label": "cpu", "returnData": true},
			query("part", "CPUUtilization", "Average"), query("whole", "Whole", "Sum"),
		}}},
	} {
		t.Run(name, func(t *testing.T) {
			rec, err := made(test.alarm, both())
			require.NoError(t, err)
			want := common(test.topic)
			maps.Copy(want, test.more)
			assert.Equal(t, want, rec.One(t, "aws:cloudwatch/metricAlarm:MetricAlarm", "database-cpu").Inputs.Mappable())
		})
	}
}

func TestAFaultyAlarmIsNotMade(t *testing.T) {
	for name, test := range map[string]struct {
		spoil func(*alarm.Alarm)
		says  string
	}{
		"no name":                 {func(a *alarm.Alarm) { a.Name = "" }, "it has no name"},
		"no severity":             {func(a *alarm.Alarm) { a.Severity = "" }, `severity "" is none`},
		"nothing to say":          {func(a *alarm.Alarm) { a.Says = "" }, "it says nothing"},
		"half a metric":           {func(a *alarm.Alarm) { a.Metric.Statistic = "" }, "a metric lacks"},
		"half of the whole":       {func(a *alarm.Alarm) { a.Over = &alarm.Metric{Name: "x"} }, "a metric lacks"},
		"an odd period":           {func(a *alarm.Alarm) { a.PeriodSeconds = 90 }, "not a multiple of 60"},
		"more bad than all":       {func(a *alarm.Alarm) { a.Bad = 6 }, "6 of 5 periods"},
		"none that is bad":        {func(a *alarm.Alarm) { a.Bad = 0 }, "0 of 5 periods"},
		"a look back of days":     {func(a *alarm.Alarm) { a.PeriodSeconds, a.Of = 1800, 49 }, "look back too far"},
		"no comparison":           {func(a *alarm.Alarm) { a.Comparison = "" }, "no comparison"},
		"silence on missing data": {func(a *alarm.Alarm) { a.Missing = "" }, "missing data"},
	} {
		t.Run(name, func(t *testing.T) {
			a := valid()
			test.spoil(&a)
			rec, err := made(a, both())
			require.ErrorContains(t, err, test.says)
			assert.Empty(t, rec.All())
		})
	}
	_, err := made(valid(), alarm.Topics{Page: pulumi.String("arn:page")})
	require.ErrorContains(t, err, "no topic for its severity, ticket")
}
