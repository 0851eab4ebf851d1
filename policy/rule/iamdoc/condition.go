package iamdoc

import (
	"slices"
	"strings"
)

// Keys that say who calls, or on whose behalf. A key of the network (aws:SourceIp)
// is none, and neither is kms:ViaService: it names a service, which acts for
// every customer of AWS.
var callerKeys = []string{
	"aws:principalaccount", "aws:principalarn", "aws:principalorgid", "aws:principalorgpaths",
	"aws:sourceaccount", "aws:sourcearn", "aws:sourceorgid", "aws:sourceorgpaths", "aws:sourceowner",
	"aws:sourcevpc", "aws:sourcevpce", "kms:calleraccount",
}

// Keys that say whose the resource is.
var ownerKeys = []string{"aws:resourceaccount", "aws:resourceorgid", "aws:resourceorgpaths"}

// Operators that a value must match for the statement to apply. Negated ones
// leave the rest of the world in, so they are none.
var matchingOperators = []string{
	"stringequals", "stringequalsignorecase", "stringlike", "arnequals", "arnlike",
}

// NarrowsCallers says whether the statement applies only to certain callers: one
// condition is enough, as all have to be met. With IfExists a request without
// the key passes (an anonymous one), so it narrows nothing here.
func (s Statement) NarrowsCallers() bool {
	return slices.ContainsFunc(s.Conditions, func(c Condition) bool {
		operator, optional := c.operator()
		return !optional && c.narrows(operator, callerKeys)
	})
}

// NarrowsOwners says whether the statement applies only to resources of certain
// owners. Here IfExists is good: AWS leaves the key out for its own resources and
// for requests that name none.
func (s Statement) NarrowsOwners() bool {
	return slices.ContainsFunc(s.Conditions, func(c Condition) bool {
		operator, _ := c.operator()
		return c.narrows(operator, ownerKeys)
	})
}

// operator is the condition's operator in lower case, without its set prefix and
// suffix; optional when a request without the key would meet it.
func (c Condition) operator() (name string, optional bool) {
	name = strings.ToLower(c.Operator)
	if rest, ok := strings.CutPrefix(name, "forallvalues:"); ok {
		name, optional = rest, true
	}
	name = strings.TrimPrefix(name, "foranyvalue:")
	if rest, ok := strings.CutSuffix(name, "ifexists"); ok {
		name, optional = rest, true
	}
	return name, optional
}

func (c Condition) narrows(operator string, keys []string) bool {
	return slices.Contains(matchingOperators, operator) &&
		slices.Contains(keys, strings.ToLower(c.Key)) &&
		len(c.Values) > 0 &&
		!slices.ContainsFunc(c.Values, func(v string) bool {
			// A key compared with itself holds for every request.
			return matchesAnyone(operator, v) || strings.EqualFold(v, "${"+c.Key+"}")
		})
}

// matchesAnyone is true for a value that does not pin an owner: nothing but
// wildcards, or an ARN whose account is one and whose resource begins with one.
func matchesAnyone(operator, value string) bool {
	if !strings.HasSuffix(operator, "like") && !strings.HasPrefix(operator, "arn") {
		return false
	}
	if strings.Trim(value, wildcards) == "" {
		return true
	}
	const account, resource = 4, 5 // arn:partition:service:region:account:resource
	parts := strings.SplitN(value, ":", resource+1)
	if len(parts) <= resource || parts[0] != "arn" {
		// No ARN: an account, an organisation or an endpoint must begin with
		// something that is not a wildcard.
		return strings.ContainsAny(value[:1], wildcards)
	}
	if parts[account] == "" {
		// Buckets: without an account, their name is unique in the world.
		return strings.ContainsAny(parts[resource][:min(1, len(parts[resource]))], wildcards)
	}
	return strings.ContainsAny(parts[account], wildcards)
}
