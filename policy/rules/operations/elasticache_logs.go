package operations

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var elasticacheLogs = rule.Rule{
	ID:    "operations-elasticache-logs",
	Title: "Caches deliver their slow log and their engine log",
	Why: "A node keeps a short list of slow commands in memory and its own log nowhere: after a failover both are gone, and " +
		"with them why there was one.",
	Fix:      "Give logDeliveryConfigurations an entry for slow-log and one for engine-log.",
	Severity: rule.Low,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    []string{replicationGroupType},
	Controls: recorded(),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		entries := r.At("logDeliveryConfigurations")
		for _, log := range []string{"slow-log", "engine-log"} {
			delivered := []rule.Truth{rule.No}
			for _, entry := range entries.Items() {
				delivered = append(delivered, rule.And(want.Among(entry.At("logType"), log), entry.At("destination").Given()))
			}
			rep.Require(rule.Or(delivered...), entries, "the %s is not delivered", log)
		}
	},
}
