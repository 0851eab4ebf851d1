package identity

import (
	"strings"

	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/aws"
)

// attachments is where a resource type names managed policies, by ARN.
var attachments = map[string]string{
	"aws:iam/rolePolicyAttachment:RolePolicyAttachment":                     "policyArn",
	"aws:iam/policyAttachment:PolicyAttachment":                             "policyArn",
	"aws:iam/groupPolicyAttachment:GroupPolicyAttachment":                   "policyArn",
	"aws:iam/userPolicyAttachment:UserPolicyAttachment":                     "policyArn",
	"aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive": "policyArns",
	"aws:iam/role:Role": "managedPolicyArns",
}

// awsPolicy is the name of a policy that AWS manages, without its path
// ("job-function/", "service-role/"); false for a policy of one's own.
func awsPolicy(arn string) (string, bool) {
	parts, ok := aws.SplitARN(arn)
	if !ok || parts.Account != "aws" {
		return "", false
	}
	return parts.Resource[strings.LastIndexByte(parts.Resource, '/')+1:], true
}

// failPolicies reports each attached policy of AWS whose name is refused, and
// each attachment whose policy is not known yet.
func failPolicies(r *rule.Resource, rep *rule.Report, refused func(name string) bool, message string) {
	for _, at := range r.At(attachments[r.Type]).Items() {
		arn, known := at.Text()
		if known == rule.Unknown {
			// A policy that this stack makes is judged where it is made.
			rep.Undecided(at, "aws:iam/policy:Policy")
		}
		if name, ok := awsPolicy(arn); ok && refused(name) {
			rep.Fail(at, message, name)
		}
	}
}
