package consistency

import "github.com/covetpy/platform/policy/rule"

var policyAttached = rule.Rule{
	ID:    "consistency-policy-attached",
	Title: "Every policy is attached to something",
	Why: "Where a policy that was written is on nothing, another is on the role in its stead, or none: the role has " +
		"rights that nobody meant it to have, or lacks its own. What is left over waits for whoever attaches it.",
	Fix: "Attach the policy to the role that it was written for, or take it away. A policy that something outside the " +
		"program attaches is named in the setting kept.",
	Severity:   rule.Low,
	Levels:     rule.Levels{Dev: rule.Advisory, Staging: rule.Advisory, Prod: rule.Advisory},
	Types:      everyType,
	Controls:   configured(rule.NIST.IDs("AC-6(7)")...),
	Settings:   keptSetting("policies"),
	Since:      since,
	CheckStack: checkUsed(nil, "nothing in the stack attaches this policy", "aws:iam/policy:Policy"),
}
