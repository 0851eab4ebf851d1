package identity

import (
	"slices"
	"strings"

	"github.com/covetpy/platform/policy/iam"
	"github.com/covetpy/platform/policy/rule"
)

var trustServiceAccount = rule.Rule{
	ID:    "identity-trust-service-account",
	Title: "A role that trusts a cluster trusts one service account of it",
	Why: "A cluster signs a token for every service account. With a wildcard in the namespace or the name, " +
		"any pod of the namespace, or of the cluster, has the role, and whoever may create a service account " +
		"gives it to himself.",
	Fix:      "StringEquals on the provider's :sub with system:serviceaccount:NAMESPACE:NAME, or EKS Pod Identity.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{roleType},
	Controls: leastPrivilege(rule.Control{Framework: rule.CISEKS, ID: "5.2.1"}),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		eachAllow(r, rep, trust, func(p place, label string, s iam.Statement) {
			for _, provider := range oidcProviders(s) {
				if isCluster(provider) && !slices.ContainsFunc(s.Conditions, func(c iam.Condition) bool {
					return strings.EqualFold(c.Key, provider+":sub") && namesServiceAccount(c)
				}) {
					rep.Fail(p.at, "%s trusts more than one service account of %s", label, provider)
				}
			}
		})
	},
}

// namesServiceAccount is true for a condition whose every value is one service
// account. The operator is known to narrow, so a star in StringEquals is a star,
// which no name has.
func namesServiceAccount(c iam.Condition) bool {
	return iam.Narrows(c, iam.Subject) && !slices.ContainsFunc(c.Values, func(v string) bool {
		rest, ok := strings.CutPrefix(v, "system:serviceaccount:")
		namespace, name, found := strings.Cut(rest, ":")
		return !ok || !found || namespace == "" || name == "" || strings.ContainsAny(rest, "*?$")
	})
}

// isCluster is true for the issuers of EKS, of which those that answer by IPv6 have
// another name.
func isCluster(provider string) bool {
	return strings.HasPrefix(provider, "oidc.eks.") || strings.HasPrefix(provider, "oidc-eks.")
}
