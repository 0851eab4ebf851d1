package consistency

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/aws"
)

var keyUsed = rule.Rule{
	ID:    "consistency-key-used",
	Title: "Every key encrypts something",
	Why: "A key that nothing uses is paid for, has a policy that lets someone in, and suggests that what it was made " +
		"for is encrypted with it. An alias is no use of a key.",
	Fix: "Give the key to what it was made for, or take it away. A key that something outside the program uses is " +
		"named in the setting kept.",
	Severity: rule.Low,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Advisory, Prod: rule.Mandatory},
	Types:    aws.Types(),
	Controls: configured(rule.NIST.IDs("SC-12")...),
	Settings: keptSetting("keys"),
	Since:    since,
	CheckStack: checkUsed(
		[]string{"aws:kms/alias:Alias", "aws:kms/keyPolicy:KeyPolicy"}, "nothing in the stack is made from this key",
		"aws:kms/key:Key", "aws:kms/replicaKey:ReplicaKey",
	),
}
