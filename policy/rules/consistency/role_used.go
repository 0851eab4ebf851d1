package consistency

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/aws"
)

var roleUsed = rule.Rule{
	ID:    "consistency-role-used",
	Title: "Every role is given to something",
	Why: "A role that nothing takes keeps its rights, and waits for whoever its trust policy lets in. Nobody looks " +
		"after it, because nothing breaks.",
	Fix: "Give the role to what it was made for, or take it away. A role that someone outside the program takes is " +
		"named in the setting kept.",
	Severity: rule.Low,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Advisory, Prod: rule.Mandatory},
	Types:    aws.Types(),
	Controls: configured(rule.NIST.IDs("AC-6(7)")...),
	Settings: keptSetting("roles"),
	Since:    since,
	CheckStack: checkUsed(
		[]string{
			"aws:iam/rolePolicy:RolePolicy", rolePolicyAttachment, "aws:iam/policyAttachment:PolicyAttachment",
			"aws:iam/rolePoliciesExclusive:RolePoliciesExclusive", "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive",
		}, "nothing in the stack is given this role", roleType,
	),
}

const (
	roleType             = "aws:iam/role:Role"
	rolePolicyAttachment = "aws:iam/rolePolicyAttachment:RolePolicyAttachment"
)
