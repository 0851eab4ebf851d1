package encryption

import (
	"slices"
	"strings"

	"github.com/covetpy/platform/policy/iam"
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/aws"
)

// This file is all that this concern knows of policy documents: whether one
// refuses plain text, and whether one lets a service use a key.

// document reads a policy. It is Unknown as long as the text is, No when there is
// none or it can't be read.
func document(at rule.Value) (iam.Document, rule.Truth) {
	text, known := at.JSON()
	if known != rule.Yes {
		return iam.Document{}, known
	}
	doc, err := iam.Parse(text)
	if err != nil {
		return iam.Document{}, rule.No
	}
	return *doc, rule.Yes
}

// refusesPlaintext says whether a policy denies everyone who comes without TLS
// each of some actions on each of some resources, which are the last part of their
// ARNs. One statement has to do so for a pair, under no other condition: a second
// one would let the rest in again.
func refusesPlaintext(at rule.Value, actions, resources []string) rule.Truth {
	doc, known := document(at)
	if known != rule.Yes {
		return known
	}
	for _, action := range actions {
		for _, resource := range resources {
			if !slices.ContainsFunc(doc.Statements, func(s iam.Statement) bool {
				return s.Effect == iam.Deny && s.Principal != nil && s.Principal.Everyone && onlyWithoutTLS(s.Conditions) &&
					anyMatches(s.Actions, action) && anyNames(s.Resources, resource)
			}) {
				return rule.No
			}
		}
	}
	return rule.Yes
}

func onlyWithoutTLS(conditions []iam.Condition) bool {
	if len(conditions) != 1 {
		return false
	}
	c := conditions[0]
	operator := strings.TrimSuffix(strings.ToLower(c.Operator), "ifexists")
	return operator == "bool" && strings.EqualFold(c.Key, "aws:SecureTransport") && slices.Contains(c.Values, "false")
}

// letsUse says whether a policy of a key allows a service each of some actions.
// The service is a pattern, as some have their region in their name. What the
// statement's conditions are is not judged here.
func letsUse(at rule.Value, service string, actions []string) rule.Truth {
	doc, known := document(at)
	if known != rule.Yes {
		return known
	}
	for _, action := range actions {
		if !slices.ContainsFunc(doc.Statements, func(s iam.Statement) bool {
			return s.Allows() && s.Principal != nil && anyMatches(s.Actions, action) &&
				slices.ContainsFunc(s.Principal.Service, func(name string) bool { return matches(service, name) })
		}) {
			return rule.No
		}
	}
	return rule.Yes
}

// anyNames says whether one of a statement's ARNs means a resource of the account
// and region that the policy is in.
func anyNames(arns []string, resource string) bool {
	return slices.ContainsFunc(arns, func(arn string) bool {
		parts, ok := aws.SplitARN(arn)
		if !ok {
			return strings.Trim(arn, "*") == "" && arn != ""
		}
		return matches(parts.Resource, resource)
	})
}

func anyMatches(patterns []string, text string) bool {
	return slices.ContainsFunc(patterns, func(pattern string) bool { return matches(pattern, text) })
}

// matches compares without regard to case: a star is any text, a question mark any
// character.
func matches(pattern, text string) bool {
	return iam.CompileAction(pattern).Match(strings.ToLower(text)) == rule.Yes
}
