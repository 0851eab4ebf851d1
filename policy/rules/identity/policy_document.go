package identity

import "github.com/covetpy/platform/policy/rule"

var policyDocument = rule.Rule{
	ID:    "identity-policy-document",
	Title: "Every policy document can be read",
	Why: "A document that is not JSON, has an element that IAM does not know or has one twice is refused by AWS " +
		"in the middle of a deployment, or read otherwise than its author meant. The other rules about " +
		"identity judge only what can be read, so this one stands before them.",
	Fix:      "Build documents from typed values instead of text, and look at the place that the message names.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    typesWith(granted),
	Controls: leastPrivilege(),
	Since:    since,
	Check: func(r *rule.Resource, rep *rule.Report) {
		for _, p := range places(r) {
			switch {
			case p.known == rule.Unknown:
				rep.Undecided(p.at)
			case p.err != nil:
				rep.Fail(p.at, "%v", p.err)
			}
		}
	},
}
