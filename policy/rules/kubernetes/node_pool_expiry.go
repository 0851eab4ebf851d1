package kubernetes

import (
	"time"

	"github.com/covetpy/platform/policy/rule"
)

var nodePoolExpiry = rule.Rule{
	ID:    "kubernetes-node-pool-expiry",
	Title: "Nodes of a Karpenter pool are replaced before they are old, and can't be held for ever",
	Why: "A node that never expires runs the kernel and the kubelet that it was born with until somebody notices. One " +
		"whose pods may refuse to go, by a budget or an annotation, never ends, however urgent the patch.",
	Fix: "Set spec.template.spec.expireAfter to 720h or less, and terminationGracePeriod to as long as a pod may hold a " +
		"node up.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{nodePool},
	Controls: []rule.Control{
		{Framework: rule.NIST, ID: "SI-2"}, // flaw remediation
		{Framework: rule.SOC2, ID: "CC7.1"},
		{Framework: rule.PCIDSS, ID: "6.3.3"},
	},
	Since: since,
	Settings: []rule.Setting{{
		Name: "hours", Doc: "The greatest age of a node, in hours; 720 is what Karpenter takes where nothing is said.",
		Number: rule.Same(720.0),
	}},
	Check: func(r *rule.Resource, rep *rule.Report) {
		age, grace := r.At("spec.template.spec.expireAfter"), r.At("spec.template.spec.terminationGracePeriod")
		young := age.Holds(func(text string) bool {
			d, err := time.ParseDuration(text)
			return err == nil && d > 0 && d.Hours() <= rep.Number("hours")
		})
		rep.Require(rule.Or(rule.Not(age.Present()), young), age, "nodes get too old: expireAfter is %s", age.Quote())
		rep.Require(rule.Not(grace.Blank()), grace, "a pod can hold its node up for ever")
	},
}
