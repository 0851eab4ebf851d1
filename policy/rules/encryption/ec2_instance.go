package encryption

import "github.com/covetpy/platform/policy/rule"

var ec2Instance = rule.Rule{
	ID:    "encryption-ec2-instance",
	Title: "EC2 instances encrypt every EBS volume with a customer-managed key",
	Why: "A root volume that the instance does not describe takes the image's settings, and public images are " +
		"unencrypted. Whoever may snapshot such a disk may read it in another account.",
	Fix: "Give rootBlockDevice and each of ebsBlockDevices encrypted true and kmsKeyId the ARN of a KMS key of the " +
		"account, or launch from a template that describes the disks.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{"aws:ec2/instance:Instance"},
	Controls: atRest(rule.FSBP.ID("EC2.3"), rule.CISAWS.ID("5.1.1")),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		root := r.At("rootBlockDevice")
		described := rule.Or(root.Present(), r.At("launchTemplate").Present())
		rep.Require(described, root, "the root volume is not described, so the image decides whether it is encrypted")
		for _, disk := range append(root.Items(), r.At("ebsBlockDevices").Items()...) {
			switchedOn(rep, disk.At("encrypted"))
			customerKey(rep, disk.At("kmsKeyId"))
		}
	},
}
