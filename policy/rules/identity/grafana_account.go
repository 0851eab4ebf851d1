package identity

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var grafanaAccount = rule.Rule{
	ID:    "identity-grafana-account",
	Title: "Grafana reads one account, and its users sign in with single sign-on",
	Why: "A workspace of a whole organisation reads metrics and logs of accounts whose owners did not ask for " +
		"that. Users whom the identity provider does not know outlive their employment.",
	Fix:      "Set accountAccessType to CURRENT_ACCOUNT, and authenticationProviders to AWS_SSO or SAML.",
	Severity: rule.Medium,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    []string{"aws:grafana/workspace:Workspace"},
	Controls: leastPrivilege(),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		want.OneOf("accountAccessType", "the workspace reads other accounts", "CURRENT_ACCOUNT")(r, rep)
		providers := r.At("authenticationProviders")
		rep.Require(rule.Or(providers.Contains("AWS_SSO"), providers.Contains("SAML")), providers, "users sign in without single sign-on")
	},
}
