package operations

import (
	"slices"
	"strings"

	"github.com/covetpy/platform/policy/rule"
)

var databaseConnections = rule.Rule{
	ID:    "operations-database-connections",
	Title: "PostgreSQL that logs who connects or who leaves logs both",
	Why: "Half of the record looks like the whole: that somebody was in the database at night is there, and not from " +
		"which address, or not for how long.",
	Fix:      "In the parameter group set log_connections and log_disconnections to 1; on Aurora in the cluster's.",
	Severity: rule.Low,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Advisory, Prod: rule.Mandatory},
	Types:    []string{clusterParametersType, parametersType},
	Controls: recorded(rule.NIST.IDs("AU-14")...),
	Since:    since,
	Check: func(r *rule.Resource, rep *rule.Report) {
		settings, both := r.At("parameters"), []string{"log_connections", "log_disconnections"}
		asked := rule.No
		for _, name := range both {
			asked = rule.Or(asked, rule.And(isPostgres(r), setTo(settings, name, switchedOn)))
		}
		for _, name := range both {
			rep.Require(rule.Or(rule.Not(asked), setTo(settings, name, switchedOn)), settings, "%s is off", name)
		}
	},
}

// isPostgres says whether a parameter group has PostgreSQL's parameters. One of an
// instance on Aurora has only what differs from the cluster's.
func isPostgres(r *rule.Resource) rule.Truth {
	return r.At("family").Holds(func(family string) bool {
		family = strings.ToLower(family)
		return strings.HasPrefix(family, "postgres") || r.Type == clusterParametersType && strings.HasPrefix(family, "aurora-postgres")
	})
}

// switchedOn says whether PostgreSQL reads a parameter as on. From version 18 on,
// log_connections lists the steps of a connection.
func switchedOn(v rule.Value) rule.Truth {
	return rule.Not(v.Holds(func(text string) bool {
		return slices.Contains([]string{"", "0", "off", "false", "no", "f", "n"}, strings.ToLower(strings.TrimSpace(text)))
	}))
}
