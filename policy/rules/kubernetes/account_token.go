package kubernetes

import (
	"path"
	"slices"

	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
)

// tokenAccounts is a setting: the accounts whose pods talk to the cluster's API.
const tokenAccounts = "accounts"

var accountToken = rule.Rule{
	ID:    "kubernetes-account-token",
	Title: "Pods get no token for the cluster's API unless they use it",
	Why: "Unless it is switched off, each container finds a token of the pod's service account in its file system. " +
		"Few programs use it, but whoever reads one file of the pod speaks to the API server in its name. Roles of AWS " +
		"come by a token of their own and need none of this.",
	Fix: "Set automountServiceAccountToken to false on the pod or on its service account. A program that does use the " +
		"API gets a projected serviceAccountToken volume, or its account is listed in the setting accounts.",
	Severity: rule.Medium,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    append(kube.Workloads(), kube.ServiceAccountType, kube.ServiceAccountType+"Patch"),
	Controls: identified(rule.CISEKS.ID("4.1.6")),
	Settings: []rule.Setting{{
		Name:  tokenAccounts,
		Doc:   "Service accounts whose pods use the cluster's API, as namespace/name; a star is any text but a slash.",
		Texts: rule.Same([]string{}),
	}},
	Since: since,
	CheckStack: func(s *rule.Stack, rep *rule.Report) {
		for _, r := range s.OfType(kube.Workloads()...) {
			p := kube.PodOf(r)
			at := p.Spec.At("automountServiceAccountToken")
			if p.Silent(at) {
				continue
			}
			answer := rule.Or(withoutToken(s, p, at), accountListed(p, rep.Texts(tokenAccounts)))
			rep.On(r).Require(answer, at, "every container gets a token for the cluster's API: it is %s, on the pod and on its account", at.Quote())
		}
	},
}

// withoutToken says whether the token stays away: the pod decides, or where it is
// silent its account, and else it is mounted.
func withoutToken(s *rule.Stack, p kube.Pod, at rule.Value) rule.Truth {
	if at.Present() != rule.No {
		return rule.Not(at.IsTrue())
	}
	accounts, all := kube.Accounts(s, p)
	answers := []rule.Truth{rule.No}
	if all == rule.Unknown {
		answers = append(answers, rule.Unknown)
	}
	for _, account := range accounts {
		off := account.At("automountServiceAccountToken")
		answers = append(answers, rule.And(off.Present(), rule.Not(off.IsTrue())))
	}
	return rule.Or(answers...)
}

// accountListed says whether a pod's account is one of those that a setting lists.
func accountListed(p kube.Pod, patterns []string) rule.Truth {
	namespace, namespaceKnown := kube.NameOf(p.Resource.At("metadata.namespace"))
	name, nameKnown := kube.NameOf(p.Account())
	if known := rule.And(namespaceKnown, nameKnown); known != rule.Yes && len(patterns) > 0 {
		return known
	}
	return rule.Of(slices.ContainsFunc(patterns, func(pattern string) bool {
		matched, err := path.Match(pattern, namespace+"/"+name)
		return err == nil && matched
	}))
}
