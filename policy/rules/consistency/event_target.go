package consistency

import "github.com/covetpy/platform/policy/rule"

const (
	eventRuleType   = "aws:cloudwatch/eventRule:EventRule"
	eventTargetType = "aws:cloudwatch/eventTarget:EventTarget"
)

var eventTarget = rule.Rule{
	ID:    "consistency-event-target",
	Title: "Every event rule has a target",
	Why: "A rule without a target matches events and tells nobody: what was to react to an instance about to go, or " +
		"to a failed backup, never hears of it. The target is a resource of its own.",
	Fix:        "Add an aws.cloudwatch.EventTarget whose rule is this rule's name.",
	Severity:   rule.Medium,
	Levels:     rule.Everywhere(rule.Mandatory),
	Types:      []string{eventRuleType, eventTargetType},
	Controls:   configured(rule.NIST.IDs("SI-4(5)")...),
	Since:      since,
	CheckStack: checkEventTargets,
}

func checkEventTargets(s *rule.Stack, rep *rule.Report) {
	for _, r := range s.OfType(eventRuleType) {
		rep.On(r).Require(s.Any([]string{eventTargetType}, "rule", r, "name", "id"), r.At("name"), "no target of the stack is this rule's")
	}
}
