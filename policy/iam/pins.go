package iam

import (
	"slices"
	"strings"
)

// Pins says whether the statement, which allows something, holds for some values
// alone of a condition key, whatever the key: one that keys picks, in lower case.
func (s Statement) Pins(keys func(key string) bool) bool {
	return slices.ContainsFunc(s.Conditions, func(c Condition) bool {
		// Network is of the classes that ask nothing of the value but that it be one.
		return keys(strings.ToLower(c.Key)) && looseness(c, Network, s.requires(c.Key)) == ""
	})
}

// Vacuous says, of each condition that every request meets that has the key, or
// every one that has not, why that is so: each is a sentence for a message. What
// restricts only a little is not listed, nor a key that a request may lack by
// design: those of the resource and of its tags.
func (s Statement) Vacuous() []string {
	var out []string
	for _, c := range s.Conditions {
		if why := vacuous(c, s.requires(c.Key)); why != "" {
			out = append(out, c.Operator+" "+c.Key+" "+why)
		}
	}
	return out
}

func vacuous(c Condition, present bool) string {
	op, known := parseOperator(c.Operator)
	if !known || op.negated || len(c.Values) == 0 {
		return ""
	}
	if op.optional() && !present && aboutCaller(c.Key) {
		return "is met by a request without the key"
	}
	for _, v := range c.Values {
		switch {
		case c.Variables && strings.EqualFold(v, "${"+c.Key+"}"):
			return "is compared with itself"
		case (op.base == "stringlike" || op.base == "arnlike") && strings.Contains(v, "*") && strings.Trim(v, wildcards) == "":
			return `takes "` + v + `", which is anything`
		}
	}
	switch op.base {
	case "ipaddress":
		return looseRanges(c.Values)
	case "bool":
		if slices.ContainsFunc(c.Values, isTrue) && slices.ContainsFunc(c.Values, func(v string) bool { return !isTrue(v) }) {
			return "takes true and false"
		}
	}
	return ""
}

func isTrue(v string) bool { return strings.EqualFold(v, "true") }

// aboutCaller is true for keys that say who calls and how they signed in: a request
// that lacks one is of somebody else, or signed in otherwise.
func aboutCaller(key string) bool {
	key = strings.ToLower(key)
	if key == "aws:multifactorauthpresent" || key == "aws:multifactorauthage" || key == "sts:externalid" {
		return true
	}
	for _, class := range []Class{Callers, Source, PassedTo, Audience, Subject, Network} {
		if class.Has(key) {
			return true
		}
	}
	return false
}

// EveryOfKind says whether a pattern of resources leaves none of a kind out, in an
// account and a region or beyond: EveryResource, and also "key/*", "secret:*".
func EveryOfKind(pattern string) bool {
	if EveryResource(pattern) {
		return true
	}
	parts := splitARN(pattern)
	if len(parts) < arnParts || parts[2] == "s3" || parts[2] == "execute-api" {
		// Their resources begin with a name: "bucket/*" is one bucket's.
		return false
	}
	at := strings.IndexAny(parts[arnParts-1], "/:")
	if at < 0 {
		return false
	}
	rest := parts[arnParts-1][at:]
	return strings.Contains(rest, "*") && strings.Trim(rest, wildcards+"/:") == ""
}

// IsOneResource says whether a pattern of resources is the ARN of one, without a
// wildcard or a policy variable.
func IsOneResource(pattern string) bool {
	return len(splitARN(pattern)) == arnParts && !strings.ContainsAny(pattern, wildcards+"$")
}
