package iam

import (
	"slices"
	"strings"

	"github.com/covetpy/platform/policy/truth"
)

// Principal is who makes a request: exactly one of ARN, Service, Federated,
// Canonical and Anonymous says so.
type Principal struct {
	ARN       string // of an IAM role or user
	Session   string // ARN of the role's session (assumed-role/NAME/SESSION), where it is known
	Service   string // "ec2.amazonaws.com"
	Federated string // an OIDC or SAML provider: its ARN or host
	Canonical string // a canonical user id of S3
	Anonymous bool
}

// Account is the principal's account, empty for one that has none.
func (p Principal) Account() string { return accountOf(p.ARN) }

func (p Principal) isUser() bool {
	parts := splitARN(p.ARN)
	return len(parts) == arnParts && strings.HasPrefix(parts[5], "user/")
}

// isIAM is true for a role or a user, which have policies of their own.
func (p Principal) isIAM() bool { return p.ARN != "" }

// accountOf is the account in an ARN.
func accountOf(arn string) string {
	parts := splitARN(arn)
	if len(parts) < arnParts {
		return ""
	}
	return parts[4]
}

// naming is how a statement names the principal of a request, from the widest to
// the narrowest. What a resource policy grants depends on it.
type naming int

const (
	notNamed  naming = iota
	byAccount        // its account: a delegation to that account's own policies
	byStar           // everyone
	byARN            // the role or the user itself, or a service, a provider
	bySession        // this one session of the role
)

// names says how a list of principals names this one; the answer is Unknown when
// it might.
func (p *Principals) names(who Principal) (naming, truth.Truth) {
	best, sure := notNamed, truth.No
	note := func(n naming, t truth.Truth) {
		if t == truth.Yes && (sure != truth.Yes || n > best) || t == truth.Unknown && sure == truth.No {
			best, sure = n, t
		}
	}
	if p.Everyone {
		note(byStar, truth.Yes)
	}
	for _, name := range p.AWS {
		n, t := who.isAWS(strings.TrimSpace(name))
		note(n, t)
	}
	if who.Service != "" && anyFold(p.Service, who.Service) || who.Federated != "" && anyFold(p.Federated, who.Federated) ||
		who.Canonical != "" && anyFold(p.Canonical, who.Canonical) {
		note(byARN, truth.Yes)
	}
	if slices.Contains(p.Service, "*") && who.Service != "" || slices.Contains(p.Federated, "*") && who.Federated != "" {
		note(byStar, truth.Yes)
	}
	return best, sure
}

func anyFold(list []string, name string) bool {
	return slices.ContainsFunc(list, func(l string) bool { return strings.EqualFold(l, name) })
}

// isAWS says how one AWS principal of a policy names this principal.
func (p Principal) isAWS(name string) (naming, truth.Truth) {
	switch {
	case !p.isIAM() || name == "" || name == "*":
		return notNamed, truth.No
	case name == p.ARN:
		return byARN, truth.Yes
	case name == p.Session && name != "":
		return bySession, truth.Yes
	case name == p.Account() || isRootOf(name, p.Account()):
		return byAccount, truth.Yes
	case p.maySession(name):
		return bySession, truth.Unknown
	case !strings.Contains(name, ":") && len(name) > accountDigits:
		// The id of a deleted role or user, or a canonical id: whose, it does not say.
		return byARN, truth.Unknown
	default:
		return notNamed, truth.No
	}
}

// accountDigits is the length of an account's id.
const accountDigits = 12

func isRootOf(arn, account string) bool {
	return account != "" && strings.HasPrefix(arn, "arn:") && strings.HasSuffix(arn, ":iam::"+account+":root")
}

// maySession is true when a name is a session of this role, and which session the
// request is of is not known.
func (p Principal) maySession(name string) bool {
	parts := splitARN(name)
	if p.Session != "" || len(parts) < arnParts || parts[4] != p.Account() {
		return false
	}
	rest, ok := strings.CutPrefix(parts[5], "assumed-role/")
	role, _, _ := strings.Cut(rest, "/")
	return ok && strings.HasSuffix(p.ARN, "/"+role)
}

// about says how a statement is about a principal. Statements without a principal
// are those of identity policies: about whom they are attached to.
func (s Statement) about(who Principal) (naming, truth.Truth) {
	switch {
	case s.Principal != nil:
		return s.Principal.names(who)
	case s.NotPrincipal != nil:
		return s.aboutAllBut(who)
	default:
		return byARN, truth.Yes
	}
}

// aboutAllBut is for NotPrincipal. A principal is left out for certain only when
// both it and its account are listed: AWS may deny the account otherwise.
func (s Statement) aboutAllBut(who Principal) (naming, truth.Truth) {
	named, sure := s.NotPrincipal.names(who)
	if sure == truth.No {
		return byStar, truth.Yes
	}
	if sure == truth.Unknown {
		return byStar, truth.Unknown
	}
	account := slices.ContainsFunc(s.NotPrincipal.AWS, func(name string) bool {
		return name == who.Account() || isRootOf(name, who.Account())
	})
	if who.isIAM() && s.Effect == Deny && named != byStar && (!account || named == byAccount) {
		return byStar, truth.Unknown
	}
	return notNamed, truth.No
}
