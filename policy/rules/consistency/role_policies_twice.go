package consistency

import (
	"slices"

	"github.com/covetpy/platform/policy/rule"
)

const rolePolicy = "aws:iam/rolePolicy:RolePolicy"

var rolePoliciesTwice = rule.Rule{
	ID:    "consistency-role-policies-twice",
	Title: "A role's policies are listed in one place",
	Why: "managedPolicyArns and inlinePolicies of a role are whole lists: each update takes away what resources of " +
		"their own attached, and the next puts it back. The role has its rights every other time.",
	Fix:        "Take the lists out of the role and use RolePolicyAttachment and RolePolicy, or the other way round.",
	Severity:   rule.Medium,
	Levels:     rule.Everywhere(rule.Mandatory),
	Types:      []string{roleType, rolePolicyAttachment, rolePolicy},
	Controls:   configured(rule.NIST.IDs("AC-6")...),
	Since:      since,
	CheckStack: checkRolePolicies,
}

func checkRolePolicies(s *rule.Stack, rep *rule.Report) {
	for _, role := range s.OfType(roleType) {
		listedTwice(s, rep, role, list{path: "managedPolicyArns"}, rolePolicyAttachment, "policyArn")
		listedTwice(s, rep, role, list{path: "inlinePolicies", each: "name"}, rolePolicy, "name")
	}
}

// list is a list within a resource, and what tells its elements apart.
type list struct{ path, each string }

// listedTwice reports each element of a list that a role is given beside resources
// of their own. What AWS says about the role is in the same place as what the
// program does: an element that one of those resources made is that, and a list
// that is not known yet and made from nothing is not the program's.
func listedTwice(s *rule.Stack, rep *rule.Report, role *rule.Resource, l list, typ, property string) {
	apart := partsOf(s, typ, func(r *rule.Resource) rule.Truth { return rule.Refers(r, "role", role, "name", "id", "arn") })
	at := role.At(l.path)
	if !certain(apart) || at.Present() == rule.Unknown && len(role.From(l.path)) == 0 {
		return
	}
	for _, item := range at.Items() {
		if l.each != "" {
			item = item.At(l.each)
		}
		answer := rule.No
		text, known := item.Name()
		if known == rule.Unknown {
			answer = rule.Unknown
		}
		for _, p := range apart {
			answer = rule.Or(answer, rule.And(known, p.belongs, p.At(property).IsName(text)))
		}
		rep.On(role).Require(answer, item, "the role lists it, and other policies are attached by resources of their own")
	}
}

// part is a resource that is, or may be, an element of another's list.
type part struct {
	*rule.Resource
	belongs rule.Truth // Yes or Unknown
}

func partsOf(s *rule.Stack, typ string, belongs func(*rule.Resource) rule.Truth) []part {
	var out []part
	for _, r := range s.OfType(typ) {
		if b := belongs(r); b != rule.No {
			out = append(out, part{r, b})
		}
	}
	return out
}

// certain says whether one of the parts is known to belong.
func certain(parts []part) bool {
	return slices.ContainsFunc(parts, func(p part) bool { return p.belongs == rule.Yes })
}
