package encryption

import (
	"slices"
	"strings"

	"github.com/covetpy/platform/policy/iam"
	"github.com/covetpy/platform/policy/rule"
)

// launcher is the path and name of the role by which autoscaling groups launch
// instances, those of EKS's managed node groups among them. Its own rights name no
// key.
const launcher = "aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling"

// useOfDisks is what the launcher needs of the key of an encrypted disk (EC2 Auto
// Scaling user guide, "Required KMS key policy for use with encrypted volumes").
func useOfDisks() []string {
	return []string{"kms:CreateGrant", "kms:Decrypt", "kms:GenerateDataKeyWithoutPlaintext"}
}

// letsLaunch says whether a policy of a key allows the launcher what it needs.
func letsLaunch(at rule.Value) rule.Truth {
	doc, known := document(at)
	if known != rule.Yes {
		return known
	}
	for _, action := range useOfDisks() {
		if !slices.ContainsFunc(doc.Statements, func(s iam.Statement) bool {
			return s.Allows() && s.Principal != nil && anyMatches(s.Actions, action) && isLauncher(s)
		}) {
			return rule.No
		}
	}
	return rule.Yes
}

// isLauncher is true for a statement about the role, or about everyone under
// conditions that the role's calls meet: they come from the account, through EC2,
// and ask for grants on EC2's behalf. The account's root is not the role: it only
// lets IAM policies decide, and the role's say nothing of keys.
func isLauncher(s iam.Statement) bool {
	if slices.ContainsFunc(s.Principal.AWS, meansLauncher) {
		return true
	}
	return s.Principal.Everyone && !slices.ContainsFunc(s.Conditions, func(c iam.Condition) bool {
		switch strings.ToLower(c.Key) {
		case "kms:calleraccount", "aws:principalaccount", "kms:grantisforawsresource":
			return false
		case "kms:viaservice":
			return !slices.ContainsFunc(c.Values, func(v string) bool { return strings.HasPrefix(v, "ec2.") || strings.HasPrefix(v, "ec2*") })
		case "aws:principalarn":
			return !slices.ContainsFunc(c.Values, meansLauncher)
		default:
			return true // a condition that the role may not meet
		}
	})
}

// meansLauncher compares from the role's path on: account and partition are the
// policy's own. A suffix is the one that a custom service-linked role may have.
func meansLauncher(arn string) bool {
	_, role, found := strings.Cut(arn, ":role/")
	return found && (matches(role, launcher) || strings.HasPrefix(role, launcher+"_"))
}

// launches says whether something launches instances from a template by itself.
func launches(s *rule.Stack, template *rule.Resource) rule.Truth {
	return rule.Or(
		s.Any([]string{nodeGroup, autoscalingGroup}, "launchTemplate.id", template, "id"),
		s.Any([]string{nodeGroup, autoscalingGroup}, "launchTemplate.name", template, "name"),
		s.Any([]string{autoscalingGroup}, "mixedInstancesPolicy.launchTemplate.launchTemplateSpecification.launchTemplateId", template, "id"),
	)
}

const (
	nodeGroup        = "aws:eks/nodeGroup:NodeGroup"
	autoscalingGroup = "aws:autoscaling/group:Group"
)

// hasDiskUnder says whether a template encrypts a disk with a key.
func hasDiskUnder(template, key *rule.Resource) rule.Truth {
	if from := template.From("blockDeviceMappings", kmsKey); len(from) > 0 {
		return rule.Of(slices.Contains(from, key.URN))
	}
	answers := []rule.Truth{rule.No}
	for _, m := range template.At("blockDeviceMappings").Items() {
		text, known := m.At("ebs.kmsKeyId").Text()
		if known != rule.Yes {
			answers = append(answers, known)
			continue
		}
		for _, property := range []string{"arn", "keyId", "id"} {
			answers = append(answers, key.At(property).IsName(text))
		}
	}
	return rule.Or(answers...)
}
