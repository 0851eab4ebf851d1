package iam

import (
	"fmt"
	"slices"
	"strings"
)

// Class is a question that a condition may answer: whom or what it narrows a
// statement to.
type Class int8

// The classes of conditions.
const (
	// Callers is who calls, or on whose behalf. A key of the network (aws:SourceIp)
	// is none, and neither is kms:ViaService: it names a service, which acts for
	// every customer of AWS.
	Callers Class = iota
	// Owners is whose the resource is. A request without the key passes here, too:
	// AWS leaves it out for its own resources and for requests that name none.
	Owners
	// Source is on whose behalf a service calls: the remedy for a confused deputy.
	Source
	// PassedTo is the service that a role is passed to.
	PassedTo
	// Audience is whom an OIDC token was made for (`<provider>:aud`).
	Audience
	// Subject is whom an OIDC token was made of (`<provider>:sub`).
	Subject
	// Network is where a request comes from: an address, a VPC, an endpoint.
	Network
	// Transport is TLS. It restricts nobody.
	Transport
)

// keysOf are the condition keys that answer each class, in lower case. The keys
// of OIDC are told by how they end.
var keysOf = map[Class][]string{
	Callers: {
		"aws:principalaccount", "aws:principalarn", "aws:principalorgid", "aws:principalorgpaths",
		"aws:sourceaccount", "aws:sourcearn", "aws:sourceorgid", "aws:sourceorgpaths", "aws:sourceowner",
		"aws:sourcevpc", "aws:sourcevpce", "kms:calleraccount",
	},
	Owners:    {"aws:resourceaccount", "aws:resourceorgid", "aws:resourceorgpaths", "s3:resourceaccount"},
	Source:    {"aws:sourceaccount", "aws:sourcearn", "aws:sourceorgid", "aws:sourceorgpaths", "aws:sourceowner"},
	PassedTo:  {"iam:passedtoservice"},
	Network:   {"aws:sourceip", "aws:vpcsourceip", "aws:sourcevpc", "aws:sourcevpce", "aws:sourcevpcarn", "aws:vpceaccount", "aws:vpceorgid", "aws:vpceorgpaths"},
	Transport: {"aws:securetransport", "s3:tlsversion"},
}

// Has says whether a condition's key is of the class, whatever the condition does
// with it.
func (c Class) Has(key string) bool {
	key = strings.ToLower(key)
	switch c {
	case Audience:
		return strings.HasSuffix(key, ":aud")
	case Subject:
		return strings.HasSuffix(key, ":sub")
	default:
		return slices.Contains(keysOf[c], key)
	}
}

// Narrows says whether a condition, on its own, narrows a statement that allows
// something to some of the class.
func Narrows(c Condition, class Class) bool {
	return class.Has(c.Key) && looseness(c, class, false) == ""
}

// Narrows says whether the statement, which allows something, applies only to
// some of a class: one condition is enough, as all have to be met. A condition
// that a request without the key meets counts when another asks for the key
// (Null: false).
func (s Statement) Narrows(class Class) bool {
	return slices.ContainsFunc(s.Conditions, func(c Condition) bool {
		return class.Has(c.Key) && looseness(c, class, s.requires(c.Key)) == ""
	})
}

// Loose says, for every condition of the class that narrows nothing, why: each is
// a sentence for a message.
func (s Statement) Loose(class Class) []string {
	var out []string
	for _, c := range s.Conditions {
		if !class.Has(c.Key) {
			continue
		}
		if why := looseness(c, class, s.requires(c.Key)); why != "" {
			out = append(out, fmt.Sprintf("%s %s %s", c.Operator, c.Key, why))
		}
	}
	return out
}

// requires says whether a condition asks for a key to be there.
func (s Statement) requires(key string) bool {
	return slices.ContainsFunc(s.Conditions, func(c Condition) bool {
		return strings.EqualFold(c.Operator, "null") && strings.EqualFold(c.Key, key) &&
			len(c.Values) > 0 && !slices.ContainsFunc(c.Values, func(v string) bool { return !strings.EqualFold(v, "false") })
	})
}

// looseness says why a condition narrows nothing; empty when it narrows. present
// says that the key is in every request.
func looseness(c Condition, class Class, present bool) string {
	op, known := parseOperator(c.Operator)
	switch {
	case !known:
		return "has no operator of IAM's"
	case op.base == "null":
		return "asks whether the key is there, not what it says"
	case op.negated:
		return "leaves everything else in"
	case len(c.Values) == 0:
		return "has no value"
	case op.optional() && !present && class != Owners:
		return "is met by a request without the key"
	}
	switch op.base {
	case "stringequals", "stringequalsignorecase", "stringlike", "arnlike":
		return looseTexts(c, op.base, class)
	case "ipaddress":
		return looseRanges(c.Values)
	case "bool":
		return looseBool(c.Values)
	default:
		if class == Transport && strings.HasPrefix(op.base, "numericgreaterthan") {
			return ""
		}
		return "compares what has no order"
	}
}

func looseTexts(c Condition, base string, class Class) string {
	for _, v := range c.Values {
		// A key compared with itself holds for every request.
		if c.Variables && strings.EqualFold(v, "${"+c.Key+"}") {
			return "is compared with itself"
		}
		if base == "stringlike" || base == "arnlike" {
			if why := looseValue(v, class); why != "" {
				return fmt.Sprintf("takes %q, %s", v, why)
			}
		}
	}
	return ""
}

// looseValue says why a pattern does not pin its class; empty when it does.
func looseValue(value string, class Class) string {
	switch {
	case strings.Trim(value, wildcards) == "":
		return "which is anything"
	case class == Subject:
		return looseSubject(value)
	case strings.HasPrefix(value, "arn:"):
		return looseARN(value)
	case strings.ContainsAny(value[:1], wildcards):
		// An account, an organisation, a service must begin with something.
		return "which begins with a wildcard"
	default:
		return ""
	}
}

// looseARN says why an ARN does not pin an owner: its account is a wildcard, or
// it has none and its resource begins with one.
func looseARN(arn string) string {
	const account, resource = 4, 5
	parts := splitARN(arn)
	switch {
	case len(parts) < arnParts:
		return "which names no account"
	case parts[account] != "":
		if strings.ContainsAny(parts[account], wildcards) {
			return "which is of any account"
		}
	case parts[resource] != "" && strings.ContainsAny(parts[resource][:1], wildcards):
		// Buckets: without an account, their name is unique in the world.
		return "which is of any account"
	}
	return ""
}

// subjects are how the subjects of the well-known providers begin, and what ends
// the part that says whose the token is. Everything before that end has to be
// spelled out: "repo:acme*" is also "repo:acme-evil/x". The one without a remark is
// Terraform Cloud's.
var subjects = []struct{ prefix, ends string }{
	{"repo:", "/"},             // GitHub: repo:OWNER/NAME:...
	{"repository_owner:", ":"}, // GitHub, customised
	{"project_path:", "/"},     // GitLab: project_path:GROUP/PROJECT:...
	{"organization:", ":"},
	{"system:serviceaccount:", ":"}, // Kubernetes: system:serviceaccount:NAMESPACE:NAME
}

func looseSubject(value string) string {
	fixed := Fixed(value)
	for _, s := range subjects {
		rest, ok := strings.CutPrefix(fixed, s.prefix)
		if !ok && !strings.HasPrefix(s.prefix, fixed) {
			continue
		}
		if i := strings.Index(rest, s.ends); !ok || i <= 0 {
			return "which does not spell out whose token it is"
		}
		return ""
	}
	if fixed == "" {
		return "which begins with a wildcard"
	}
	return ""
}

// looseBool is for a list that has both answers.
func looseBool(values []string) string {
	if slices.ContainsFunc(values, func(v string) bool { return !strings.EqualFold(v, "true") }) {
		return "takes false, too"
	}
	return ""
}
