package operations

import "github.com/covetpy/platform/policy/rule"

var s3UnfinishedUploads = rule.Rule{
	ID:    "operations-s3-unfinished-uploads",
	Title: "S3 lifecycle configurations end uploads that were never finished",
	Why: "The parts of an upload that broke off are in no listing, and are paid for until somebody aborts it. They " +
		"also keep data that its sender believes was never stored.",
	Fix: "Give a rule that is enabled, and whose filter holds for the whole bucket, " +
		"abortIncompleteMultipartUpload.daysAfterInitiation of no more than the setting days.",
	Severity: rule.Low,
	Levels:   rule.Everywhere(rule.Advisory),
	Types:    []string{bucketLifecycleType},
	Controls: retention(),
	Settings: []rule.Setting{{
		Name: "days", Doc: "The greatest number of days that an unfinished upload may stay.",
		Number: rule.Same(7.0),
	}},
	Since: "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		rules := r.At("rules")
		answers := []rule.Truth{rule.No}
		for _, item := range rules.Items() {
			inTime := item.At("abortIncompleteMultipartUpload.daysAfterInitiation").HoldsNumber(func(n float64) bool {
				return n >= 1 && n <= rep.Number("days")
			})
			answers = append(answers, rule.And(item.At("status").Is("Enabled"), wholeBucket(item), inTime))
		}
		rep.Require(rule.Or(answers...), rules, "unfinished uploads stay for ever, or longer than %v days", rep.Number("days"))
	},
}

// wholeBucket says whether a lifecycle rule holds for every object. (S3 takes no
// tags and no sizes beside the abortion of uploads.)
func wholeBucket(item rule.Value) rule.Truth {
	return rule.And(item.At("prefix").Blank(), item.At("filter.prefix").Blank(),
		rule.Not(item.At("filter.and").Present()), rule.Not(item.At("filter.tag").Present()))
}
