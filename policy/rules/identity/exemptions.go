package identity

import (
	"regexp"

	"github.com/covetpy/platform/policy/iam"
)

// rootPrincipal is an account itself: its root ARN, or its bare id.
var rootPrincipal = regexp.MustCompile(`^(arn:aws[a-z-]*:iam::\d{12}:root|\d{12})$`)

// actionsExempt says whether a statement may hold wildcard actions after all.
//
// A key's policy has to give its account everything, otherwise IAM policies of
// the account have no say over it and the key can become unmanageable (KMS
// developer guide, default key policy). Only an account may have that, alone in
// the statement.
//
// A VPC endpoint's policy grants nothing: it bounds what passes. With callers and
// owners of resources both pinned, every action is AWS's own data-perimeter
// pattern.
func actionsExempt(p place, s iam.Statement) bool {
	switch p.kind {
	case key:
		return isAccountOnly(s.Principal)
	case endpoint:
		return s.Narrows(iam.Callers) && s.Narrows(iam.Owners)
	default:
		return false
	}
}

func isAccountOnly(p *iam.Principals) bool {
	return p != nil && len(p.AWS) == 1 && rootPrincipal.MatchString(p.AWS[0]) &&
		len(p.Service)+len(p.Federated)+len(p.Canonical) == 0
}
