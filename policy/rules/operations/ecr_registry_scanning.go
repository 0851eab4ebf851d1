package operations

import "github.com/covetpy/platform/policy/rule"

var ecrRegistryScanning = rule.Rule{
	ID:       "operations-ecr-registry-scanning",
	Title:    "The registry searches images by itself",
	Why:      "A registry whose rules wait to be asked (MANUAL) finds what somebody thought of looking for.",
	Fix:      "Set scanFrequency of each rule to SCAN_ON_PUSH or CONTINUOUS_SCAN.",
	Severity: rule.Low,
	Levels:   rule.Everywhere(rule.Advisory),
	Types:    []string{registryScanning},
	Controls: supported(append(rule.FSBP.IDs("ECR.1"), rule.NIST.IDs("RA-5")...)...),
	Since:    since,
	Check: func(r *rule.Resource, rep *rule.Report) {
		rules := r.At("rules")
		rep.Require(rule.Not(rules.Empty()), rules, "the registry has no rule, so nothing is searched by itself")
		for _, one := range rules.Items() {
			how := one.At("scanFrequency")
			rep.Require(searches(one), how, "images are searched when somebody asks: %s", how.Quote())
		}
	},
}
