package identity

import "github.com/covetpy/platform/policy/rule"

var eventPermission = rule.Rule{
	ID:    "identity-event-permission",
	Title: "No event bus takes events from everyone",
	Why: "Whoever may put events on a bus sets off the rules on it: with the principal *, every AWS customer " +
		"decides when the targets run and with what.",
	Fix:      "Name the account in principal, or add a condition on aws:PrincipalOrgID.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{"aws:cloudwatch/eventPermission:EventPermission"},
	Controls: leastPrivilege(rule.FSBP.ID("EventBridge.3")),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		principal, condition := r.At("principal"), r.At("condition")
		organisation := rule.And(
			condition.At("key").Is("aws:PrincipalOrgID"), condition.At("type").Is("StringEquals"),
			rule.Not(condition.At("value").Blank()), rule.Not(condition.At("value").Is("*")),
		)
		rep.Require(rule.Or(rule.Not(principal.Is("*")), organisation), principal, "everyone may send events to the bus")
	},
}
