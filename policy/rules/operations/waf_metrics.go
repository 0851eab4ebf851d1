package operations

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/waf"
)

var wafMetrics = rule.Rule{
	ID:       "operations-waf-metrics",
	Title:    "Web ACLs and each of their rules have metrics",
	Why:      "Without them nobody sees that a rule begins to block the site's own clients, or an attack that it holds off.",
	Fix:      "Set visibilityConfig.cloudwatchMetricsEnabled to true, for the web ACL and for every rule.",
	Severity: rule.Low,
	Levels:   rule.Everywhere(rule.Advisory),
	Types:    append(waf.Types(), waf.RuleGroup),
	Controls: watched(rule.FSBP.IDs("WAF.12")...),
	Since:    since,
	Check: func(r *rule.Resource, rep *rule.Report) {
		own := r.At("visibilityConfig.cloudwatchMetricsEnabled")
		rep.Require(waf.Measured(r.At("")), own, "there are no metrics: %s", own.Quote())
		rules, _ := waf.Within(r)
		for _, one := range rules {
			rep.Require(one.Measured(), one.At, "the rule has no metrics")
		}
	},
}
