package identity

import "github.com/covetpy/platform/policy/rule"

const (
	launchTemplate   = "aws:ec2/launchTemplate:LaunchTemplate"
	instance         = "aws:ec2/instance:Instance"
	metadataDefaults = "aws:ec2/instanceMetadataDefaults:InstanceMetadataDefaults"
)

// describedByTemplate says whether an instance leaves its metadata options to a
// launch template, which is asked in its own right.
func describedByTemplate(r *rule.Resource) rule.Truth {
	return rule.And(rule.Of(r.Type == instance), r.At("launchTemplate").Present(), rule.Not(r.At("metadataOptions").Present()))
}
