package identity

import (
	"fmt"
	"slices"
	"strings"

	"github.com/covetpy/platform/policy/iam"
	"github.com/covetpy/platform/policy/rule"
)

// allowed lists the actions that a statement names, wildcards written out, of
// those for which want is true. What NotAction allows is not among them: a rule of
// its own refuses that.
func allowed(s iam.Statement, want func(action string) bool) []string {
	var out []string
	for _, pattern := range s.Actions {
		names := []string{pattern}
		if iam.BreadthOf(pattern) != iam.Named {
			names = iam.Expand(pattern)
		}
		for _, name := range names {
			if want(name) {
				out = append(out, name)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// oneOf is a want of allowed: one of some actions, in any case of letters.
func oneOf(actions ...string) func(string) bool {
	return func(action string) bool {
		return slices.ContainsFunc(actions, func(a string) bool { return strings.EqualFold(a, action) })
	}
}

// exposing is a want of allowed: an action that hands something out and that can be
// held to resources. The others, such as the token to log in to a registry, have to
// be allowed on all.
func exposing(kinds ...iam.Exposure) func(string) bool {
	return func(action string) bool {
		return slices.Contains(kinds, iam.Exposes(action)) && iam.SupportsResources(action) != rule.No
	}
}

// first lists some of many names for a message.
func first(names []string) string {
	const shown = 4
	if len(names) <= shown {
		return strings.Join(names, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(names[:shown], ", "), len(names)-shown)
}

// resourceKeys are the condition keys, or their beginnings, by which a statement
// says which resources it is about, where their ARNs are not known: tags that the
// resource has, a key's aliases, what was encrypted. aws:ResourceAccount is none:
// every resource of the account has it.
var resourceKeys = []string{
	"aws:resourcetag/", "ec2:resourcetag/", "ssm:resourcetag/", "iam:resourcetag/", "autoscaling:resourcetag/",
	"elasticloadbalancing:resourcetag/", "secretsmanager:resourcetag/", "secretsmanager:resource/", "secretsmanager:secretid",
	"s3:existingobjecttag/", "kms:resourcealiases", "kms:requestalias", "kms:encryptioncontext:", "dynamodb:leadingkeys",
	"ecs:cluster", "ec2:vpc", "ec2:subnet", "eks:clustername",
}

// requestKeys hold a statement to what is made by the request itself: one that makes
// nothing has no such key, and is not allowed then.
var requestKeys = []string{"aws:requesttag/", "ec2:createaction"}

func begins(lists ...[]string) func(key string) bool {
	return func(key string) bool {
		return slices.ContainsFunc(slices.Concat(lists...), func(k string) bool {
			return key == k || strings.HasPrefix(key, k) && strings.ContainsAny(k[len(k)-1:], "/:")
		})
	}
}

// failOnAll reports each statement of an identity that allows some of the wanted
// actions on all resources of a kind, with no condition that says which.
func failOnAll(r *rule.Resource, rep *rule.Report, want func(action string) bool, message string) {
	eachAllow(r, rep, permissions, func(p place, label string, s iam.Statement) {
		at := slices.IndexFunc(s.Resources, iam.EveryOfKind)
		if at < 0 || s.Pins(begins(resourceKeys, requestKeys)) {
			return
		}
		if actions := allowed(s, want); len(actions) > 0 {
			rep.Fail(p.at, message, label, first(actions), s.Resources[at])
		}
	})
}
