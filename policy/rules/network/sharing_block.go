package network

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

const snapshotBlock = "aws:ebs/snapshotBlockPublicAccess:SnapshotBlockPublicAccess"

var sharingBlock = rule.Rule{
	ID:    "network-sharing-block",
	Title: "The account can make no snapshot and no machine image public",
	Why: "One click makes a disk readable for every customer of AWS, and scanners look for such disks all day. The " +
		"block of the region refuses it whoever asks; for snapshots, only block-all-sharing also closes those " +
		"that are public already.",
	Fix: "Set state of aws.ebs.SnapshotBlockPublicAccess to block-all-sharing, and that of " +
		"aws.ec2.ImageBlockPublicAccess to block-new-sharing.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{snapshotBlock, "aws:ec2/imageBlockPublicAccess:ImageBlockPublicAccess"},
	Controls: exposure(rule.FSBP.IDs("EC2.182")...),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		blocked := "block-new-sharing"
		if r.Type == snapshotBlock {
			blocked = "block-all-sharing"
		}
		want.OneOf("state", "what the account has can be made public", blocked)(r, rep)
	},
}
