package recovery

import "github.com/covetpy/platform/policy/rule"

var protect = rule.Rule{
	ID:    "recovery-protect",
	Title: "Pulumi refuses to delete or replace what holds state",
	Why: "A name that changes, a property that can't be changed in place or a line that is deleted makes an update " +
		"delete a database, a bucket, or the key without which both are noise. The option Protect stops that update " +
		"before it begins.",
	Fix: "Register the resource with pulumi.Protect(true). Whoever means to delete it takes the protection off in an " +
		"update of its own.",
	Severity: rule.Medium,
	Levels:   kept,
	Types:    statefulTypes(),
	Controls: restorable(rule.Control{Framework: rule.AWSWA, ID: "REL09"}),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		if !r.Protect {
			rep.Fail(r.At("options.protect"), "an update may delete it, or replace it with an empty one")
		}
	},
}
