package identity

import (
	"slices"
	"strings"

	"github.com/covetpy/platform/policy/iam"
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/aws"
)

var openPrincipal = rule.Rule{
	ID:    "identity-open-principal",
	Title: "No policy lets everyone in without a condition on who they are",
	Why: "A principal of * is every AWS customer, and for many services anyone at all; Allow with NotPrincipal " +
		"is the same but for a few. Only a condition that pins the caller closes it again: an account, an " +
		"organisation, an ARN with its account, a VPC endpoint. A condition of the network (aws:SourceIp), of " +
		"TLS or of kms:ViaService does not, nor one with IfExists, which holds when the key is missing. In " +
		"VPC endpoint policies a statement that names its resources is closed as well: it bounds a door of " +
		"this network to them (the bucket of ECR's layers, fetched with AWS's own signature).",
	Fix: "Name the principals, or add a StringEquals on aws:PrincipalAccount, aws:PrincipalOrgID, " +
		"aws:SourceAccount or kms:CallerAccount.",
	Severity: rule.Critical,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    typesWith(shared),
	Controls: leastPrivilege(
		rule.FSBP.ID("S3.2"), rule.FSBP.ID("KMS.5"), rule.FSBP.ID("SQS.3"), rule.FSBP.ID("SNS.4"),
		rule.Control{Framework: rule.NIST, ID: "AC-3"}, // access enforcement
	),
	Since: since,
	Check: func(r *rule.Resource, rep *rule.Report) {
		eachAllow(r, rep, shared, func(p place, label string, s iam.Statement) {
			if !letsEveryoneIn(s) || s.Narrows(iam.Callers) || p.kind == endpoint && namesResources(s) {
				return
			}
			rep.Fail(p.at, "%s lets everyone in, and no condition says who they are", label)
		})
	},
}

func letsEveryoneIn(s iam.Statement) bool {
	return s.NotPrincipal != nil || s.Principal != nil && s.Principal.Everyone
}

// namesResources is true when every resource is an ARN whose own part does not
// begin with a wildcard.
func namesResources(s iam.Statement) bool {
	if len(s.Resources) == 0 {
		return false
	}
	return !slices.ContainsFunc(s.Resources, func(arn string) bool {
		parts, ok := aws.SplitARN(arn)
		return !ok || parts.Resource == "" || strings.ContainsAny(parts.Resource[:1], "*?")
	})
}
