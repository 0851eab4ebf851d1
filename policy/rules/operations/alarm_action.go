package operations

import "github.com/covetpy/platform/policy/rule"

var alarmAction = rule.Rule{
	ID:    "operations-alarm-action",
	Title: "Every alarm does something when it goes off",
	Why: "An alarm without an action, or whose actions are switched off, changes its colour in a console that " +
		"nobody looks at. One that a composite alarm looks at needs none of its own.",
	Fix:        "Give alarmActions the topic that reaches someone, and leave actionsEnabled true.",
	Severity:   rule.Medium,
	Levels:     rule.Everywhere(rule.Mandatory),
	Types:      []string{metricAlarm, compositeAlarm},
	Controls:   watched(rule.FSBP.IDs("CloudWatch.15", "CloudWatch.17")...),
	Since:      since,
	CheckStack: checkAlarmActions,
}

func checkAlarmActions(s *rule.Stack, rep *rule.Report) {
	for _, alarm := range s.OfType(metricAlarm, compositeAlarm) {
		part := partOf(s, alarm)
		actions, on := alarm.At("alarmActions"), alarm.At("actionsEnabled")
		rep.On(alarm).Require(rule.Or(part, rule.Not(actions.Empty())), actions, "nothing happens when the alarm goes off")
		enabled := rule.Or(rule.Not(on.Present()), on.IsTrue())
		rep.On(alarm).Require(rule.Or(part, enabled), on, "the alarm's actions are switched off")
	}
}
