package iam

import (
	"strings"

	"github.com/covetpy/platform/policy/truth"
)

// Request is one question: may this principal do this on that?
type Request struct {
	Principal Principal
	Action    string // one action, no pattern
	Resource  string // an ARN; empty when it is not known yet
	Context   Context
}

// applies says whether a statement is about a request, and how it names the
// principal. Of its conditions, open are those that the context does not decide.
func (s *Statement) applies(r Request) (named naming, applies truth.Truth, open []Condition) {
	if !s.HasAction(r.Action) {
		return notNamed, truth.No, nil
	}
	named, who := s.about(r.Principal)
	if who == truth.No {
		return notNamed, truth.No, nil
	}
	what := s.hasResource(r.Resource, r.Context)
	if what == truth.No {
		return notNamed, truth.No, nil
	}
	when := truth.Yes
	for _, c := range s.Conditions {
		switch c.Holds(r.Context) {
		case truth.No:
			return notNamed, truth.No, nil
		case truth.Unknown:
			when, open = truth.Unknown, append(open, c)
		case truth.Yes:
		}
	}
	return named, truth.And(who, what, when), open
}

// HasAction says whether an action is among those of the statement.
func (s *Statement) HasAction(action string) bool {
	if len(s.NotActions) > 0 {
		return !anyAction(s.NotActions, action)
	}
	return anyAction(s.Actions, action)
}

func anyAction(patterns []string, action string) bool {
	for _, p := range patterns {
		if matchAction(p, action) {
			return true
		}
	}
	return false
}

// HasResource says whether a resource is among those of the statement; Unknown
// when a policy variable decides, or when the resource is empty, that is not
// known.
func (s *Statement) HasResource(resource string) truth.Truth { return s.hasResource(resource, nil) }

func (s *Statement) hasResource(resource string, ctx Context) truth.Truth {
	switch {
	case len(s.NotResources) > 0:
		return truth.Not(anyResource(s.NotResources, resource, s.Variables, ctx))
	case len(s.Resources) > 0:
		return anyResource(s.Resources, resource, s.Variables, ctx)
	default:
		return truth.Yes // a trust policy: the role that it is of
	}
}

func anyResource(patterns []string, resource string, variables bool, ctx Context) truth.Truth {
	found := truth.No
	for _, p := range patterns {
		found = truth.Or(found, matchResource(p, resource, variables, ctx))
		if found == truth.Yes {
			break
		}
	}
	return found
}

// matchResource takes a star over colons, which IAM does for one that ends a part
// of the ARN. One within a part should stay there; that it does not matters for
// ARNs that nobody has.
func matchResource(pattern, resource string, variables bool, ctx Context) truth.Truth {
	switch {
	case pattern == "*":
		return truth.Yes
	case resource == "":
		return truth.Unknown
	case !strings.Contains(pattern, "${"):
		return truth.Of(matchText(pattern, resource))
	default:
		return Compile(pattern, variables).Bind(ctx).Match(resource)
	}
}
