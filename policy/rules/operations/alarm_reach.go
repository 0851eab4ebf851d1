package operations

import (
	"strings"

	"github.com/covetpy/platform/policy/rule"
)

const (
	subscriptionType = "aws:sns/topicSubscription:TopicSubscription"
	chatChannel      = "aws:chatbot/slackChannelConfiguration:SlackChannelConfiguration"
)

var alarmReach = rule.Rule{
	ID:    "operations-alarm-reach",
	Title: "Every alarm reaches someone",
	Why: "An alarm publishes to a topic, and a topic without a subscription tells nobody: the chain looks whole in " +
		"every single resource. Development has no one on call and is not asked.",
	Fix:        "Subscribe an address, a queue or a chat channel to a topic among the alarm's alarmActions.",
	Severity:   rule.Medium,
	Levels:     rule.Levels{Dev: rule.Disabled, Staging: rule.Advisory, Prod: rule.Mandatory},
	Types:      []string{metricAlarm, compositeAlarm, topicType, subscriptionType, chatChannel},
	Controls:   watched(rule.NIST.IDs("IR-6")...),
	Since:      since,
	CheckStack: checkAlarmReach,
}

func checkAlarmReach(s *rule.Stack, rep *rule.Report) {
	heard := map[string]rule.Truth{}
	for _, topic := range s.OfType(topicType) {
		heard[string(topic.URN)] = rule.Or(
			s.Any([]string{subscriptionType}, "topic", topic, "arn", "id"),
			s.Any([]string{chatChannel}, "snsTopicArns", topic, "arn", "id"),
		)
	}
	for _, alarm := range s.OfType(metricAlarm, compositeAlarm) {
		actions := alarm.At("alarmActions")
		topics, all := s.Referred(alarm, "alarmActions", topicType)
		answers := []rule.Truth{rule.Not(all), actions.Empty()} // an alarm without actions is another rule's
		for _, topic := range topics {
			answers = append(answers, heard[string(topic.URN)])
		}
		for _, action := range actions.Items() {
			answers = append(answers, elsewhere(action, topics))
		}
		rep.On(alarm).Require(rule.Or(answers...), actions, "no topic that the alarm publishes to has a subscription")
	}
}

// elsewhere says whether an action is none of the topics: a topic of another
// stack, an incident, a function.
func elsewhere(action rule.Value, topics []*rule.Resource) rule.Truth {
	arn, known := action.Name()
	if known != rule.Yes || !strings.HasPrefix(arn, "arn:") {
		return rule.No // what it is made from has told already
	}
	answers := []rule.Truth{rule.Yes}
	for _, topic := range topics {
		answers = append(answers, rule.Not(topic.At("arn").IsName(arn)))
	}
	return rule.And(answers...)
}
