package encryption

import (
	"slices"
	"strings"

	"github.com/covetpy/platform/policy/iam"
	"github.com/covetpy/platform/policy/rule"
)

// boundsGrants says whether a key's policy lets grants be made for AWS services
// alone, and which statement does not. No policy lets nobody but the account.
func boundsGrants(at rule.Value) (answer rule.Truth, label string) {
	doc, known := document(at)
	if known == rule.Unknown {
		return rule.Unknown, ""
	}
	for i, s := range doc.Statements {
		if s.Allows() && anyMatches(s.Actions, "kms:CreateGrant") && !accountAlone(s.Principal) &&
			!slices.ContainsFunc(s.Conditions, forServices) {
			return rule.No, s.Label(i)
		}
	}
	return rule.Yes, ""
}

func forServices(c iam.Condition) bool {
	return strings.EqualFold(c.Operator, "Bool") && strings.EqualFold(c.Key, "kms:GrantIsForAWSResource") &&
		!slices.ContainsFunc(c.Values, func(v string) bool { return !strings.EqualFold(v, "true") })
}

// accountAlone is true for accounts as such: their policies decide.
func accountAlone(p *iam.Principals) bool {
	return p != nil && !p.Everyone && len(p.AWS) > 0 && len(p.Service)+len(p.Federated)+len(p.Canonical) == 0 &&
		!slices.ContainsFunc(p.AWS, func(arn string) bool { return !strings.HasSuffix(arn, ":root") && strings.Contains(arn, ":") })
}
