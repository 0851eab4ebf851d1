package operations

import "github.com/covetpy/platform/policy/rule"

var s3Lifecycle = rule.Rule{
	ID:    "operations-s3-lifecycle",
	Title: "S3 lifecycle configurations have a rule that is enabled",
	Why: "A rule that is Disabled does nothing, and nothing says so: objects and former versions stay for ever, " +
		"costing and held longer than they may be.",
	Fix:      "Give rules an element with status Enabled.",
	Severity: rule.Low,
	Levels:   rule.Everywhere(rule.Advisory),
	Types:    []string{bucketLifecycleType},
	Controls: retention(rule.FSBP.IDs("S3.10", "S3.13")...),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		rules := r.At("rules")
		answers := []rule.Truth{rule.No}
		for _, item := range rules.Items() {
			answers = append(answers, item.At("status").Is("Enabled"))
		}
		rep.Require(rule.Or(answers...), rules, "no rule is enabled")
	},
}
