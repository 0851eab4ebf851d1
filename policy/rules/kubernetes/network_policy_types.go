package kubernetes

import (
	"strings"

	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
)

var networkPolicyTypes = rule.Rule{
	ID:       "kubernetes-network-policy-types",
	Title:    "A network policy restricts the directions that it has rules for",
	Why:      "Rules of a direction that policyTypes leaves out are ignored without a word: the pods go on being open that way.",
	Fix:      "Add Ingress or Egress to spec.policyTypes, or leave it out.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{networkPolicyType},
	Controls: segmented(rule.CISEKS.IDs("4.3.2")...),
	Since:    since,
	Check:    checkPolicyTypes,
}

func checkPolicyTypes(r *rule.Resource, rep *rule.Report) {
	for _, direction := range []string{"Ingress", "Egress"} {
		rules := r.At("spec." + strings.ToLower(direction))
		rep.Require(rule.Or(rules.Empty(), kube.Isolates(r, direction)), rules, "policyTypes leaves %s out, so these rules do nothing", direction)
	}
}
