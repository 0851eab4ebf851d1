package identity

import "github.com/covetpy/platform/policy/rule"

var eksScope = rule.Rule{
	ID:    "identity-eks-scope",
	Title: "Who changes things in an EKS cluster does so in named namespaces",
	Why: "The policies that edit or administer, given for the whole cluster, reach kube-system and everyone else's " +
		"namespaces, with the secrets in them.",
	Fix:      "Set accessScope to the type namespace and list the namespaces.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{accessPolicyAssociation},
	Controls: leastPrivilege(rule.CISEKS.IDs("4.1.1")...),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		scope := r.At("accessScope")
		// The cluster administrator's policy has no other scope; who may hold it is another rule.
		asked := rule.And(accessPolicy(r, eksChanging...), rule.Not(accessPolicy(r, eksClusterAdmin)))
		named := rule.And(scope.At("type").Is("namespace"), rule.Not(scope.At("namespaces").Empty()), rule.Not(scope.At("namespaces").Contains("*")))
		rep.Require(rule.Or(rule.Not(asked), named), scope, "the policy holds in every namespace")
	},
}
