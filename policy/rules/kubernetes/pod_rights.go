package kubernetes

import (
	"strings"

	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
)

var podRights = rule.Rule{
	ID:    "kubernetes-pod-rights",
	Title: "No pod's service account can take over more than the pod",
	Why: "A pod is what an attacker gets first. Over all bindings and roles of its account, those of its groups and " +
		"aggregated roles included, it must not read all secrets, get into other pods, act as somebody else or give " +
		"itself rights.",
	Fix: "Bind the account to a role with the rights that the workload calls, in its namespace. List a controller that " +
		"can't do with less in the setting accounts.",
	Severity: rule.Critical,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types: append(kube.WorkloadTypes(), kube.ClusterRoleType, kube.RoleType, kube.ClusterRoleBindingType, kube.RoleBindingType,
		kube.ServiceAccountType), // joined by what names are made from
	Controls: entitled(rule.CISEKS.IDs("4.1.1", "4.1.2", "4.1.8")...),
	Since:    since,
	Settings: []rule.Setting{{
		Name:  tokenAccounts,
		Doc:   "Service accounts that may, as namespace/name; a star is any text but a slash.",
		Texts: rule.Same([]string{}),
	}},
	CheckStack: checkPodRights,
}

func checkPodRights(s *rule.Stack, rep *rule.Report) {
	for _, w := range s.OfType(kube.WorkloadTypes()...) {
		account := kube.ServiceAccount(w)
		exempt := accountListed(kube.PodOf(w), rep.Texts(tokenAccounts))
		var may []string
		open := false
		for _, power := range kube.Powers() {
			answer := rule.And(rule.Not(exempt), hasPower(s, w, power))
			open = open || answer == rule.Unknown
			if answer == rule.Yes {
				may = append(may, power.May)
			}
		}
		if len(may) > 0 {
			rep.On(w).Fail(account, "its service account may %s", strings.Join(may, ", "))
		} else if open {
			rep.On(w).Undecided(account)
		}
	}
}

func hasPower(s *rule.Stack, w *rule.Resource, power kube.Power) rule.Truth {
	answers := []rule.Truth{rule.No}
	for _, binding := range s.OfType(kube.ClusterRoleBindingType, kube.RoleBindingType) {
		if holds := kube.Holds(binding, w); holds != rule.No {
			answers = append(answers, rule.And(holds, kube.Gives(s, binding, power)))
		}
	}
	return rule.Or(answers...)
}
