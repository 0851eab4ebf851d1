package network

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var encryptionControl = rule.Rule{
	ID:    "network-encryption-control",
	Title: "VPC encryption controls, where they are used, enforce",
	Why: "In the mode monitor the control records traffic that crosses the network unencrypted and lets it pass, so that " +
		"an instance type without encryption in its hardware slips in.",
	Fix:      "Set mode to enforce once monitoring shows nothing unencrypted.",
	Severity: rule.Low,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Advisory, Prod: rule.Mandatory},
	Types:    []string{"aws:ec2/vpcEncryptionControl:VpcEncryptionControl"},
	Controls: append(rule.NIST.IDs("SC-8"), rule.GDPR.IDs("Art. 32(1)(a)")...),
	Since:    since,
	Check:    want.OneOf("mode", "unencrypted traffic passes", "enforce"),
}
