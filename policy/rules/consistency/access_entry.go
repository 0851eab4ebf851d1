package consistency

import (
	"slices"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"

	"github.com/covetpy/platform/policy/rule"
)

const (
	accessEntryType  = "aws:eks/accessEntry:AccessEntry"
	accessPolicyType = "aws:eks/accessPolicyAssociation:AccessPolicyAssociation"
)

var accessEntry = rule.Rule{
	ID:    "consistency-access-entry",
	Title: "Everyone who is let into the cluster has rights in it",
	Why: "An entry with neither an access policy nor a group of Kubernetes lets someone in who may do nothing. Mostly the " +
		"policy that was theirs is associated with somebody else, who now may do more than was meant.",
	Fix: "Associate an access policy with the entry's principal, give it kubernetesGroups, or take it away. An entry of a " +
		"type for nodes needs neither.",
	Severity: rule.Low,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Advisory, Prod: rule.Advisory},
	Types:    []string{accessEntryType, accessPolicyType},
	Controls: configured(rule.NIST.IDs("AC-2")...),
	Since:    since,
	CheckStack: func(s *rule.Stack, rep *rule.Report) {
		for _, entry := range s.OfType(accessEntryType) {
			kind := entry.At("type")
			rights := []rule.Truth{
				rule.And(rule.Not(kind.Blank()), rule.Not(kind.Is("STANDARD"))),
				rule.Not(entry.At("kubernetesGroups").Empty()),
			}
			for _, p := range s.OfType(accessPolicyType) {
				rights = append(rights, samePrincipal(p, entry))
			}
			rep.On(entry).Require(rule.Or(rights...), entry.At("principalArn"), "it is let in and may do nothing")
		}
	},
}

// samePrincipal says whether a policy is associated with whom an entry lets in: by
// the entry that it is made from, by the role that both are, or by value.
func samePrincipal(p, entry *rule.Resource) rule.Truth {
	const path = "principalArn"
	if from := p.From(path); len(from) > 0 {
		own := entry.From(path)
		return rule.Of(slices.ContainsFunc(from, func(u resource.URN) bool { return u == entry.URN || slices.Contains(own, u) }))
	}
	text, known := p.At(path).Text()
	if known != rule.Yes {
		return known
	}
	return entry.At(path).Is(text)
}
