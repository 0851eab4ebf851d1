package encryption

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var databaseProxyTLS = rule.Rule{
	ID:    "encryption-database-proxy-tls",
	Title: "Database proxies accept no connection without TLS",
	Why: "Applications speak to the proxy, not to the database: that the database demands TLS says nothing about the " +
		"first half of the way. Unset means that a client may do without.",
	Fix:      "Set requireTls of the proxy to true.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{"aws:rds/proxy:Proxy"},
	Controls: inTransit(rule.FSBP.ID("RDS.43")),
	Since:    "0.3.0",
	Check:    want.True("requireTls", "clients may connect in clear text"),
}
