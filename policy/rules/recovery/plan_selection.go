package recovery

import "github.com/covetpy/platform/policy/rule"

var planSelection = rule.Rule{
	ID:       "recovery-plan-selection",
	Title:    "Every backup plan has a selection",
	Why:      "A plan without a selection backs up nothing, and looks in the console and in a review as if it did.",
	Fix:      "Add a selection whose planId is the plan's, or delete the plan.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{planType, selectionType},
	Controls: restorable(),
	Since:    "0.3.0",
	CheckStack: func(s *rule.Stack, rep *rule.Report) {
		for _, plan := range s.OfType(planType) {
			rep.On(plan).Require(s.Any([]string{selectionType}, "planId", plan, "id"), plan.At("name"), "nothing is selected for it")
		}
	},
}
