package identity

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/covetpy/platform/infra/fault"
)

// githubSub is repo:OWNER/NAME:SUBJECT. GitHub may put an immutable id after
// an @ in the owner and the name.
var githubSub = regexp.MustCompile(`^repo:[\w.@-]+/[\w.@-]+:(.+)$`)

func (s Statement) checkConditions(c *fault.Check) {
	seen := map[string]bool{}
	for _, cond := range s.Conditions {
		path := fmt.Sprintf("conditions[%s %s]", cond.operator, cond.key)
		c.Require(strings.Contains(cond.key, ":"), path, cond.key, "a condition key, service:Key")
		c.Require(!seen[path], path, strings.Join(cond.values, ", "), "one condition for an operator and a key: list its values together")
		c.Require(len(cond.values) > 0, path, nil, "at least one value")
		seen[path] = true
		for _, v := range cond.values {
			cond.checkValue(c, path, v)
		}
	}
}

func (cond Condition) checkValue(c *fault.Check, path, v string) {
	switch {
	case v == "":
		c.Add(path, nil, "a value")
	case onlyWildcards(v):
		c.Add(path, v, "a pattern that some request would not match")
	case hasWildcard(v) && cond.literal():
		c.Add(path, v, "a value without wildcards, which this operator compares as they are, or StringLike")
	case cond.key == githubIssuer+":sub":
		match := githubSub.FindStringSubmatch(v)
		c.Require(match != nil && strings.Trim(match[1], "*?:") != "", path, v,
			"repo:OWNER/NAME:SUBJECT of one repository, with a subject that not every run of it matches")
	}
}

// literal says whether the operator takes wildcards as plain characters.
func (cond Condition) literal() bool {
	return strings.Contains(cond.operator, opStringEquals) || strings.Contains(cond.operator, opStringNotEquals)
}

// saysWho says whether a condition holds the caller, or the source on whose
// behalf a service calls, to something named.
func (s Statement) saysWho() bool {
	return slices.ContainsFunc(s.Conditions, func(cond Condition) bool {
		switch cond.operator {
		case opStringEquals, opStringLike, opArnLike:
		default:
			return false
		}
		switch cond.key {
		case "aws:PrincipalAccount", "aws:PrincipalArn", "aws:PrincipalOrgID",
			sourceAccount, sourceARN, "kms:CallerAccount":
			return true
		default:
			return false
		}
	})
}
