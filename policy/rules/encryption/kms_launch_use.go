package encryption

import "github.com/covetpy/platform/policy/rule"

var kmsLaunchUse = rule.Rule{
	ID:    "encryption-kms-launch-use",
	Title: "Keys of disks let autoscaling launch instances with them",
	Why: "Groups launch by a role of AWS, which has no right to any key but from the key's policy. Where that " +
		"leaves it out, no node starts: instances end at once with Client.InternalError, and the group tries " +
		"again for ever.",
	Fix: "In the policy of the key, allow AWSServiceRoleForAutoScaling, or the account's callers through EC2 " +
		"(kms:CallerAccount and kms:ViaService), to decrypt, to generate data keys and to create grants.",
	Severity:   rule.High,
	Levels:     rule.Everywhere(rule.Mandatory),
	Types:      []string{kmsKey, kmsKeyPolicy, "aws:ec2/launchTemplate:LaunchTemplate", nodeGroup, autoscalingGroup},
	Controls:   keysAlone(),
	Since:      "0.3.0",
	CheckStack: checkLaunchUse,
}

func checkLaunchUse(s *rule.Stack, rep *rule.Report) {
	for _, template := range s.OfType("aws:ec2/launchTemplate:LaunchTemplate") {
		needed := launches(s, template)
		for _, key := range s.OfType(kmsKey) {
			concerned := rule.And(needed, hasDiskUnder(template, key))
			if concerned == rule.No {
				continue // its policy need not be read
			}
			rep.On(template).Require(rule.Or(rule.Not(concerned), policyHolds(s, key, letsLaunch)), template.At("blockDeviceMappings"),
				"the policy of the key of a disk does not let autoscaling use it")
		}
	}
}
