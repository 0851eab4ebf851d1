package encryption

import "github.com/covetpy/platform/policy/rule"

var nodeClass = rule.Rule{
	ID:    "encryption-node-class",
	Title: "Volumes of the nodes that Karpenter makes are encrypted with a customer-managed key",
	Why: "A node's volumes hold the images, the logs and the scratch files of every pod on it. Karpenter makes them, out " +
		"of sight of Pulumi, and takes AWS's key where its class names none.",
	Fix: "List the volumes in spec.blockDeviceMappings, each with ebs.encrypted true and ebs.kmsKeyID the ARN of a key " +
		"of the account that the nodes' role may use.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{"kubernetes:karpenter.k8s.aws/v1:EC2NodeClass"},
	Controls: atRest(),
	Since:    since,
	Check: func(r *rule.Resource, rep *rule.Report) {
		volumes := r.At("spec.blockDeviceMappings")
		rep.Require(rule.Not(volumes.Empty()), volumes, "the volumes are Karpenter's own, with the key of AWS")
		for _, volume := range volumes.Items() {
			switchedOn(rep, volume.At("ebs.encrypted"))
			customerKey(rep, volume.At("ebs.kmsKeyID"))
		}
	},
}
