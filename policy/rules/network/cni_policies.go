package network

import (
	"fmt"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/covetpy/platform/policy/rule"
)

var cniPolicies = rule.Rule{
	ID:    "network-cni-policies",
	Title: "The cluster's network plugin enforces network policies",
	Why: "Kubernetes accepts NetworkPolicy objects whether or not anything enforces them. The VPC plugin does not " +
		"unless its configuration says so, and then every pod reaches every other.",
	Fix:      "Set \"enableNetworkPolicy\": \"true\" in configurationValues of the add-on vpc-cni.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{"aws:eks/addon:Addon"},
	Controls: boundary(rule.CISEKS.IDs("4.3.1", "5.4.4")),
	Since:    since,
	Check: func(r *rule.Resource, rep *rule.Report) {
		name, values := r.At("addonName"), r.At("configurationValues")
		text, known := values.JSON()
		enforced := rule.And(known, rule.Of(enforcesPolicies(text)))
		if known == rule.Unknown {
			enforced = rule.Unknown
		}
		rep.Require(rule.Or(rule.Not(name.Is("vpc-cni")), enforced), values, "enableNetworkPolicy is not true")
	},
}

// enforcesPolicies reads the add-on's configuration, which EKS takes as JSON or
// as YAML, and the switch as a text or as a boolean.
func enforcesPolicies(text string) bool {
	var values map[string]any
	if yaml.Unmarshal([]byte(text), &values) != nil {
		return false
	}
	return strings.EqualFold(fmt.Sprint(values["enableNetworkPolicy"]), "true")
}
