package encryption

import (
	"strings"

	"github.com/covetpy/platform/policy/rule"
)

var databaseTLS = rule.Rule{
	ID:    "encryption-database-tls",
	Title: "Parameter groups of databases refuse connections in clear text",
	Why: "A client that does not ask for TLS gets a connection without it, and nobody notices: queries, rows and, " +
		"at login, what proves the client's identity cross the network readable. PostgreSQL refuses by itself only " +
		"from version 17 on Aurora and 15 on RDS, MySQL, MariaDB and SQL Server never do.",
	Fix: "Set rds.force_ssl to 1 (PostgreSQL, SQL Server) or require_secure_transport to ON (MySQL, MariaDB) in the " +
		"parameter group; on Aurora in the cluster's.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{clusterParametersType, parametersType},
	Controls: inTransit(rule.FSBP.ID("RDS.38")),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		at := r.At("family")
		family, known := at.Text()
		if known == rule.Unknown {
			rep.Undecided(at)
			return
		}
		if r.Type == parametersType && strings.HasPrefix(strings.ToLower(family), "aurora-") {
			return // Aurora has the parameter in the cluster's group alone
		}
		if p := tlsParameterOf(family); p != nil {
			settings := r.At("parameters")
			rep.Require(p.refuses(settings, family), settings, "clear text is not refused: %s has to be %s", p.name, p.on[0])
		}
	},
}
