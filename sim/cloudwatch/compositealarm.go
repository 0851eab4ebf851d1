package cloudwatch

import (
	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/kind"
)

const (
	metricAlarmType    = "aws:cloudwatch/metricAlarm:MetricAlarm"
	compositeAlarmType = "aws:cloudwatch/compositeAlarm:CompositeAlarm"
	// alarmNames are unique among alarms of both kinds.
	alarmNames = "cloudwatch.alarm"
	alarmTaken = "the alarm %[1]s is another resource's already; CloudWatch would overwrite it, the simulated cloud refuses"
	alarmInUse = "ValidationError: Cannot delete %[1]s as there are composite alarm(s) depending on it."
	// mostParents of an alarm. Source: CloudWatch API reference, PutCompositeAlarm.
	mostParents = 150
)

// anyAlarm is what a rule may name: an alarm of this account and region.
func anyAlarm() []kind.Target {
	return []kind.Target{
		{Type: metricAlarmType, By: "id"},
		{Type: metricAlarmType, By: "arn"},
		{Type: compositeAlarmType, By: "id"},
		{Type: compositeAlarmType, By: "arn"},
	}
}

// compositeAlarm keeps the alarms of its rule. What suppresses its actions it keeps
// not: CloudWatch takes a suppressor that has gone for one that is not in alarm.
func compositeAlarm() kind.Kind {
	return kind.Kind{
		Type:     compositeAlarmType,
		ID:       kind.From("alarmName"),
		Defaults: kind.Props{"actionsEnabled": kind.Flag(true)},
		Checks: map[string]kind.Check{
			"actionsSuppressor.extensionPeriod": kind.AtLeast(0),
			"actionsSuppressor.waitPeriod":      kind.AtLeast(0),
			"alarmName":                         kind.Length(1, 255),
		},
		Refs: []kind.Ref{
			{
				Path: "alarmRule", Names: alarmsOf, To: anyAlarm(),
				Missing: "ValidationError: Could not save the composite alarm as alarms [%s] in the alarm rule do not exist",
			},
			{
				Path: "actionsSuppressor.alarm", To: anyAlarm(), OnDelete: sim.Ignore,
				Missing: "ValidationError: Could not save the composite alarm as the actions suppressor %s does not exist",
			},
			kind.Topic("alarmActions[*]"), kind.Topic("insufficientDataActions[*]"), kind.Topic("okActions[*]"),
		},
		Unique: []kind.Unique{{On: []string{"alarmName"}, Scope: alarmNames, Taken: alarmTaken}},
		Admit:  admitCompositeAlarm,
		Outputs: func(w kind.World, d kind.Draft) kind.Props {
			return kind.Props{"arn": kind.Text(w.ARN("cloudwatch", "alarm:"+d.ID))}
		},
		InUse: alarmInUse,
	}
}

// compositeVendors can be called by a composite alarm: it has nobody to scale or
// reboot. Source: CloudWatch API reference, PutCompositeAlarm, AlarmActions.
var compositeVendors = []string{"aiops", "lambda", "sns", "ssm", "ssm-incidents"}

func admitCompositeAlarm(w kind.World, d kind.Draft) error {
	if err := admitActions(w, d.In, compositeVendors); err != nil {
		return err
	}
	if err := admitAlarmRule(d.In.Text("alarmRule")); err != nil {
		return err
	}
	for _, name := range alarmsOf(d.In.Text("alarmRule")) {
		for _, to := range anyAlarm() {
			child, ok := w.Find(to.Type, to.By, name)
			if ok && d.Old == nil && len(w.Users(compositeAlarmType, child)) >= mostParents {
				return kind.Say("LimitExceededFault: the alarm %s is in the rules of %d composite alarms already", name, mostParents)
			}
		}
	}
	return nil
}
