package identity

import (
	"slices"
	"strings"

	"github.com/covetpy/platform/policy/iam"
	"github.com/covetpy/platform/policy/rule"
)

var trustOIDC = rule.Rule{
	ID:    "identity-trust-oidc",
	Title: "A role that trusts tokens pins their audience and whose they are",
	Why: "GitHub signs tokens for every repository in the world, and a cluster for each of its service " +
		"accounts. Only the subject says whose token it is, and the audience that it was made for AWS. A " +
		"subject of repo:acme* is also repo:acme-evil's; one open entry of a list, or one open statement, " +
		"opens the role.",
	Fix: "In every statement, StringEquals on the provider's :aud (sts.amazonaws.com) and :sub; for GitHub " +
		"with owner and repository written out.",
	Severity: rule.Critical,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{roleType},
	Controls: leastPrivilege(),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		eachAllow(r, rep, trust, func(p place, label string, s iam.Statement) {
			for _, provider := range oidcProviders(s) {
				for _, wrong := range looseTokens(s, provider) {
					rep.Fail(p.at, "%s takes tokens of %s %s", label, provider, wrong)
				}
			}
		})
	},
}

// githubProvider begins the host of every GitHub organisation: an enterprise may
// have a path of its own behind it.
const githubProvider = "token.actions.githubusercontent.com"

// oidcProviders lists the hosts of the OIDC providers that a statement trusts, as
// its condition keys begin. A SAML provider is none. Providers of AWS's own table
// (Cognito, Google) are named without an ARN.
func oidcProviders(s iam.Statement) []string {
	if s.Principal == nil {
		return nil
	}
	var out []string
	for _, name := range s.Principal.Federated {
		_, host, isOIDC := strings.Cut(name, ":oidc-provider/")
		switch {
		case isOIDC:
			out = append(out, host)
		case !strings.HasPrefix(name, "arn:"):
			out = append(out, name)
		}
	}
	return out
}

// looseTokens says which tokens of a provider a statement takes too many of.
func looseTokens(s iam.Statement, provider string) []string {
	of := s // with the conditions alone that read tokens of this provider
	of.Conditions = slices.DeleteFunc(slices.Clone(s.Conditions), func(c iam.Condition) bool {
		return !strings.HasPrefix(strings.ToLower(c.Key), strings.ToLower(provider)+":")
	})
	var out []string
	if !of.Narrows(iam.Audience) {
		out = append(out, "for any audience"+because(of.Loose(iam.Audience)))
	}
	switch {
	case provider == "cognito-identity.amazonaws.com":
		// The audience is the pool, and its users have subjects that nobody knows.
	case !of.Narrows(iam.Subject):
		out = append(out, "of any subject"+because(of.Loose(iam.Subject)))
	case strings.HasPrefix(provider, githubProvider) && !slices.ContainsFunc(of.Conditions, namesRepository):
		out = append(out, "of any repository of an owner")
	}
	return out
}

// namesRepository is true for a condition whose every value spells owner and
// repository out.
func namesRepository(c iam.Condition) bool {
	return iam.Narrows(c, iam.Subject) && !slices.ContainsFunc(c.Values, func(v string) bool {
		rest, ok := strings.CutPrefix(iam.Fixed(v), "repo:")
		owner, rest, slash := strings.Cut(rest, "/")
		name, _, colon := strings.Cut(rest, ":")
		return !ok || !slash || !colon || owner == "" || name == ""
	})
}
