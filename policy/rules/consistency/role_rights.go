package consistency

import (
	"slices"

	"github.com/covetpy/platform/policy/rule"
)

const rolePolicyType = "aws:iam/rolePolicy:RolePolicy"

var roleRights = rule.Rule{
	ID:    "consistency-role-rights",
	Title: "Every role may do something",
	Why: "A role without a policy fails whatever takes it, at its first call and not in the preview. Most often the " +
		"policy is attached to another role by mistake, which now may do what it was never meant to.",
	Fix: "Attach the policy to the role, or take the role away. A role that gets its rights elsewhere, as by a " +
		"resource's policy, is named in the setting kept.",
	Severity: rule.Low,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Advisory, Prod: rule.Advisory},
	Types:    []string{roleType, rolePolicyType, rolePolicyAttachment, "aws:iam/policyAttachment:PolicyAttachment"},
	Controls: configured(rule.NIST.IDs("AC-6")...),
	Settings: keptSetting("roles"),
	Since:    since,
	CheckStack: func(s *rule.Stack, rep *rule.Report) {
		for _, role := range s.OfType(roleType) {
			if slices.ContainsFunc(rep.Texts(settingKept), func(pattern string) bool { return rule.Like(pattern, role.Name) }) {
				continue
			}
			rep.On(role).Require(rule.Or(
				rule.Not(role.At("inlinePolicies").Blank()), rule.Not(role.At("managedPolicyArns").Blank()),
				s.Any([]string{rolePolicyType, rolePolicyAttachment}, "role", role),
				s.Any([]string{"aws:iam/policyAttachment:PolicyAttachment"}, "roles", role),
			), rule.Value{}, "no policy says what the role may do")
		}
	},
}
