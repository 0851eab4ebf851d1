package encryption

import "github.com/covetpy/platform/policy/rule"

var storageClass = rule.Rule{
	ID:    "encryption-storage-class",
	Title: "Kubernetes storage classes on EBS encrypt volumes with a customer-managed key",
	Why: "Volumes of a claim are made by the CSI driver, out of sight of Pulumi: what the storage class does not " +
		"ask for, no volume has. Unset means unencrypted unless the region's default says otherwise.",
	Fix: "Set parameters.encrypted to \"true\" and parameters.kmsKeyId to the ARN of a KMS key of the account " +
		"that the driver's role may use.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types: []string{
		"kubernetes:storage.k8s.io/v1:StorageClass",
		"kubernetes:storage.k8s.io/v1:StorageClassPatch",
	},
	Controls: atRest(rule.FSBP.ID("EC2.3")),
	Since:    since,
	Check: func(r *rule.Resource, rep *rule.Report) {
		provisioner := r.At("provisioner")
		// The driver of the add-on, and the one that EKS Auto Mode brings.
		switch provisioner.Is("ebs.csi.aws.com", "ebs.csi.eks.amazonaws.com") {
		case rule.Yes:
			switchedOn(rep, r.At("parameters.encrypted"))
			customerKey(rep, r.At("parameters.kmsKeyId"))
		case rule.Unknown:
			rep.Undecided(provisioner)
		case rule.No:
		}
	},
}
