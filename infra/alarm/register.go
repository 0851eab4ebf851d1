package alarm

import (
	"errors"
	"fmt"
	"strings"

	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/cloudwatch"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

// Topics are where alarms go, ARNs by severity.
type Topics struct {
	Page, Ticket pulumi.StringInput
}

// Of is the topic of a severity.
func (t Topics) Of(s Severity) pulumi.StringInput {
	if s == Page {
		return t.Page
	}
	return t.Ticket
}

// Args is what an alarm needs beyond what it says.
type Args struct {
	// Name is the physical name. CloudWatch overwrites an alarm of the same name
	// without a word, so it has to be the environment's own.
	Name string
	// Dimensions say of what the metric is.
	Dimensions pulumi.StringMap
	// Topics are told when it fires and when it ends.
	Topics Topics
}

// New registers an alarm. Its error lists what is wrong with the value.
func New(ctx *pulumi.Context, name string, a Alarm, args Args, opts ...pulumi.ResourceOption) error {
	if faults := a.Faults(); len(faults) > 0 {
		return fmt.Errorf("make alarm %q: %s", name, strings.Join(faults, "; "))
	}
	topic := args.Topics.Of(a.Severity)
	if topic == nil {
		return fmt.Errorf("make alarm %q: %w", name, errors.New("there is no topic for its severity, "+string(a.Severity)))
	}
	actions := pulumi.Array{topic.ToStringOutput()}
	in := &cloudwatch.MetricAlarmArgs{
		Name:               pulumi.String(args.Name),
		AlarmDescription:   pulumi.String(a.Says),
		ComparisonOperator: pulumi.String(string(a.Comparison)),
		Threshold:          pulumi.Float64(a.Threshold),
		EvaluationPeriods:  pulumi.Int(a.Of),
		DatapointsToAlarm:  pulumi.Int(a.Bad),
		TreatMissingData:   pulumi.String(string(a.Missing)),
		AlarmActions:       actions,
		OkActions:          actions,
	}
	if a.Over != nil {
		in.MetricQueries = share(a, args.Dimensions)
	} else {
		in.Namespace = pulumi.String(a.Metric.Namespace)
		in.MetricName = pulumi.String(a.Metric.Name)
		in.Dimensions = args.Dimensions
		in.Period = pulumi.Int(a.PeriodSeconds)
		if strings.HasPrefix(a.Metric.Statistic, "p") {
			in.ExtendedStatistic = pulumi.String(a.Metric.Statistic)
		} else {
			in.Statistic = pulumi.String(a.Metric.Statistic)
		}
	}
	if _, err := cloudwatch.NewMetricAlarm(ctx, name, in, opts...); err != nil {
		return fmt.Errorf("register alarm %q: %w", name, err)
	}
	return nil
}

// share is the metric math of one metric as a percentage of another. A period
// without any of the whole has no share, which is missing data.
func share(a Alarm, dimensions pulumi.StringMap) cloudwatch.MetricAlarmMetricQueryArray {
	query := func(id string, m Metric) cloudwatch.MetricAlarmMetricQueryArgs {
		return cloudwatch.MetricAlarmMetricQueryArgs{
			Id: pulumi.String(id),
			Metric: cloudwatch.MetricAlarmMetricQueryMetricArgs{
				Namespace: pulumi.String(m.Namespace), MetricName: pulumi.String(m.Name), Stat: pulumi.String(m.Statistic),
				Period: pulumi.Int(a.PeriodSeconds), Dimensions: dimensions,
			},
		}
	}
	return cloudwatch.MetricAlarmMetricQueryArray{
		cloudwatch.MetricAlarmMetricQueryArgs{
			Id: pulumi.String("share"), Expression: pulumi.String("100 * part / whole"),
			Label: pulumi.String(a.Name), ReturnData: pulumi.Bool(true),
		},
		query("part", a.Metric),
		query("whole", *a.Over),
	}
}
