package kubernetes

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var tokenSecret = rule.Rule{
	ID:    "kubernetes-token-secret",
	Title: "No secret is a token of a service account that never expires",
	Why: "Such a token is valid until somebody deletes the secret, from anywhere, and stands in every backup of the " +
		"cluster. Tokens that pods get expire within the hour.",
	Fix:      "Mount a projected token, or ask for one with kubectl create token. Let outsiders in by access entries of EKS.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    patched("kubernetes:core/v1:Secret"),
	Controls: authenticated(rule.CISEKS.IDs("4.1.6")...),
	Since:    since,
	Check:    want.NotOneOf("type", "it is a token that never expires", "kubernetes.io/service-account-token"),
}
