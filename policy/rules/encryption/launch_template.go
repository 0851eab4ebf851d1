package encryption

import "github.com/covetpy/platform/policy/rule"

var launchTemplate = rule.Rule{
	ID:    "encryption-launch-template",
	Title: "Launch templates encrypt every EBS volume with a customer-managed key",
	Why: "A node's root volume holds images, logs, emptyDir volumes and the kubelet's copy of secrets. A disk " +
		"that the template does not mention takes the image's settings, which are unencrypted for public images.",
	Fix: "Describe each disk, the root disk included, in blockDeviceMappings with ebs.encrypted \"true\" and " +
		"ebs.kmsKeyId set to the ARN of a KMS key of the account.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{"aws:ec2/launchTemplate:LaunchTemplate"},
	Controls: atRest(rule.FSBP.ID("EC2.181"), rule.CISAWS.ID("5.1.1")),
	Since:    since,
	Check: func(r *rule.Resource, rep *rule.Report) {
		mappings := r.At("blockDeviceMappings")
		disks := 0
		for _, m := range mappings.Items() {
			ebs := m.At("ebs")
			if ebs.Present() == rule.No {
				continue // an instance store, or a device that is left out
			}
			disks++
			switchedOn(rep, ebs.At("encrypted"))
			customerKey(rep, ebs.At("kmsKeyId"))
		}
		if disks == 0 {
			rep.Fail(mappings, "no disk is described, so the image decides whether the root volume is encrypted")
		}
	},
}
