package identity

import "github.com/covetpy/platform/policy/rule"

var instanceRole = rule.Rule{
	ID:    "identity-instance-role",
	Title: "EC2 instances have a role of their own",
	Why: "A program on an instance without a role gets its credentials some other way: keys in a file, in the " +
		"image, in user data, which do not expire and are found by whoever gets in.",
	Fix:      "Set iamInstanceProfile, or launch from a template that has one.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{"aws:ec2/instance:Instance"},
	Controls: leastPrivilege(rule.CISAWS.ID("1.17")),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		profile := r.At("iamInstanceProfile")
		rep.Require(rule.Or(rule.Not(profile.Blank()), r.At("launchTemplate").Present()), profile, "the instance has no role")
	},
}
