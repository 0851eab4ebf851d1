package identity

import (
	"slices"

	"github.com/covetpy/platform/policy/rule"
)

const (
	settingMachines = "machines"
	eksAccessEntry  = "aws:eks/accessEntry:AccessEntry"
)

var eksAdministrators = rule.Rule{
	ID:    "identity-eks-administrators",
	Title: "No machine administers an EKS cluster",
	Why: "A cluster administrator reads every secret and becomes every pod, and with it every role of a pod. A " +
		"pipeline or a workload that holds this is a way to all of them for whoever changes what it runs.",
	Fix: "Give the role a policy for its namespaces. Roles of the stack are workloads'; roles that other machines " +
		"take are named, by their ARNs with stars, in the setting machines.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{accessPolicyAssociation, eksAccessEntry, roleType},
	Controls: leastPrivilege(rule.CISEKS.IDs("4.1.1")...),
	Settings: []rule.Setting{{
		Name: settingMachines,
		Doc:  "ARNs of principals that machines act with; a star is any text. IAM users are among them, as their keys are used by whatever has them.",
		Texts: rule.Same([]string{
			"arn:aws*:iam::*:role/ci/*", "arn:aws*:iam::*:role/service-role/*", "arn:aws*:iam::*:role/aws-service-role/*", "arn:aws*:iam::*:user/*",
		}),
	}},
	Since:      "0.3.0",
	CheckStack: checkEKSAdministrators,
}

func checkEKSAdministrators(s *rule.Stack, rep *rule.Report) {
	machines := rep.Texts(settingMachines)
	for _, a := range s.OfType(accessPolicyAssociation) {
		principal := a.At("principalArn")
		machine := rule.Of(ofRole(s, a))
		if machine == rule.No {
			arn, known := principal.Name()
			machine = rule.And(known, rule.Or(rule.Not(known), rule.Of(slices.ContainsFunc(machines, func(pattern string) bool { return rule.Like(pattern, arn) }))))
			for _, role := range s.OfType(roleType) {
				if known == rule.Yes {
					machine = rule.Or(machine, role.At("arn").IsName(arn))
				}
			}
		}
		rep.On(a).Require(rule.Not(rule.And(accessPolicy(a, eksClusterAdmin), machine)), principal, "%s administers the cluster", principal.Quote())
	}
}

// ofRole says whether an association is for a role of the stack, by itself or by
// the access entry that it is for.
func ofRole(s *rule.Stack, association *rule.Resource) bool {
	if len(association.From("principalArn", roleType)) > 0 {
		return true
	}
	entries := association.From("principalArn", eksAccessEntry)
	return slices.ContainsFunc(s.OfType(eksAccessEntry), func(entry *rule.Resource) bool {
		return slices.Contains(entries, entry.URN) && len(entry.From("principalArn", roleType)) > 0
	})
}
