package encryption

import (
	"strings"

	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var opensearchTLS = rule.Rule{
	ID:    "encryption-opensearch-tls",
	Title: "OpenSearch domains speak TLS 1.2 or newer, with clients and between nodes",
	Why: "A domain answers HTTP as well as HTTPS unless HTTPS is enforced, speaks TLS 1.0 unless a policy says " +
		"otherwise, and its nodes exchange documents in clear text unless their encryption is switched on.",
	Fix: "Set domainEndpointOptions with enforceHttps true and tlsSecurityPolicy to " +
		"Policy-Min-TLS-1-2-PFS-2023-10, and nodeToNodeEncryption with enabled true.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{domainType},
	Controls: inTransit(rule.FSBP.ID("OpenSearch.3"), rule.FSBP.ID("OpenSearch.8")),
	Since:    "0.3.0",
	Check: want.All(
		want.True("nodeToNodeEncryption.enabled", "nodes talk in clear text"),
		func(r *rule.Resource, rep *rule.Report) {
			// Where the block is given, true is the provider's default.
			https := r.At("domainEndpointOptions.enforceHttps")
			block := r.At("domainEndpointOptions").Present()
			want.Value(rep, https, "HTTP is answered", rule.Or(https.IsTrue(), rule.And(block, rule.Not(https.Present()))))
		},
		want.Truthful("domainEndpointOptions.tlsSecurityPolicy", "versions of TLS before 1.2 are spoken", atLeastTLS12),
	),
}

// atLeastTLS12 knows a policy by its name, "Policy-Min-TLS-1-2-PFS-2023-10": new
// ones say their least version in the same way, and FIPS ones (RFC 9151) have it.
func atLeastTLS12(v rule.Value) rule.Truth {
	name, known := v.Text()
	if known != rule.Yes {
		return known
	}
	name = strings.ToLower(name)
	return rule.Of(strings.HasPrefix(name, "policy-min-tls-1-2") || strings.HasPrefix(name, "policy-min-tls-1-3") ||
		strings.HasPrefix(name, "policy-rfc9151"))
}
