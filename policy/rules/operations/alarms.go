package operations

import (
	"strings"

	"github.com/covetpy/platform/policy/rule"
)

const (
	metricAlarm    = "aws:cloudwatch/metricAlarm:MetricAlarm"
	compositeAlarm = "aws:cloudwatch/compositeAlarm:CompositeAlarm"
	topicType      = "aws:sns/topic:Topic"
)

// partOf says whether a composite alarm looks at an alarm, by what its rule is
// made from or by the name in it.
func partOf(s *rule.Stack, alarm *rule.Resource) rule.Truth {
	answers := []rule.Truth{rule.No}
	for _, composite := range s.OfType(compositeAlarm) {
		for _, urn := range composite.From("alarmRule", metricAlarm, compositeAlarm) {
			answers = append(answers, rule.Of(urn == alarm.URN))
		}
		expression, known := composite.At("alarmRule").Text()
		if known == rule.Yes {
			known = names(alarm.At(nameOf(alarm)), expression)
		}
		answers = append(answers, known)
	}
	return rule.Or(answers...)
}

func nameOf(alarm *rule.Resource) string {
	if alarm.Type == compositeAlarm {
		return "alarmName"
	}
	return "name"
}

// names says whether a text holds a name, whole: between quotes or brackets.
func names(name rule.Value, text string) rule.Truth {
	found, known := name.Text()
	if known != rule.Yes {
		return known
	}
	return rule.Of(strings.Contains(text, `"`+found+`"`) || strings.Contains(text, "("+found+")"))
}
