package operations

import "github.com/covetpy/platform/policy/rule"

var s3FormerVersions = rule.Rule{
	ID:    "operations-s3-former-versions",
	Title: "S3 lifecycle configurations end former versions",
	Why: "With versioning nothing is ever gone: each overwritten or deleted object stays, is paid for every month, " +
		"and may hold personal data that was to be erased.",
	Fix: "Give a rule that is enabled, and whose filter holds for the whole bucket, " +
		"noncurrentVersionExpiration.noncurrentDays of no more than the setting days.",
	Severity: rule.Low,
	Levels:   rule.Everywhere(rule.Advisory),
	Types:    []string{bucketLifecycleType},
	Controls: retention(rule.FSBP.IDs("S3.10")...),
	Settings: []rule.Setting{{
		Name: "days", Doc: "The greatest number of days that a former version of an object may stay.",
		Number: rule.Same(365.0),
	}},
	Since: "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		rules := r.At("rules")
		answers := []rule.Truth{rule.No}
		for _, item := range rules.Items() {
			inTime := item.At("noncurrentVersionExpiration.noncurrentDays").HoldsNumber(func(n float64) bool {
				return n >= 1 && n <= rep.Number("days")
			})
			answers = append(answers, rule.And(item.At("status").Is("Enabled"), wholeBucket(item), inTime))
		}
		rep.Require(rule.Or(answers...), rules, "former versions stay for ever, or longer than %v days", rep.Number("days"))
	},
}
