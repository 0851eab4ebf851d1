package iam

import (
	"slices"
	"strings"

	"github.com/covetpy/platform/policy/truth"
)

// Grants is what an identity may do: the union of the Allows of all its policies,
// without what their Denies take away, within its boundary.
type Grants struct {
	Policies  []Policy
	Boundary  []Policy // empty is none
	Account   string   // of the identity, where it is known
	Partition string   // empty is "aws"
}

// Reach is one pattern of resources on which an action is granted, by one
// statement.
type Reach struct {
	Cite
	Action     string
	Resource   string      // the pattern, as the narrowest of those that bound it writes it
	Except     []string    // patterns of resources that are left out
	Conditions []Condition // all of which a request must meet
	Unless     []Remaining // Denies that take it away from requests that meet them
	pattern    Pattern
}

// Certain is true when no condition stands in the way.
func (r Reach) Certain() bool { return len(r.Conditions) == 0 && len(r.Unless) == 0 }

// Pattern is the reach's resources.
func (r Reach) Pattern() Pattern { return r.pattern }

// Reaches lists where an action is granted, given what is known of the request.
// Where patterns only overlap, the wider is listed: a reach may be wider than what
// is granted, never narrower.
func (g Grants) Reaches(action string, ctx Context) []Reach {
	var out []Reach
	each(g.Policies, Allow, func(c Cite) { out = append(out, reachesOf(c, action, ctx)...) })
	if len(out) == 0 {
		return nil
	}
	if len(g.Boundary) > 0 {
		out = bounded(out, g.Boundary, action, ctx)
	}
	for _, set := range [][]Policy{g.Policies, g.Boundary} {
		each(set, Deny, func(c Cite) {
			if c.Statement.HasAction(action) {
				out = without(out, c, ctx)
			}
		})
	}
	return out
}

// reachesOf lists the reaches of one statement.
func reachesOf(c Cite, action string, ctx Context) []Reach {
	s := c.Statement
	if !s.HasAction(action) {
		return nil
	}
	open, never := remains(s.Conditions, ctx)
	if never {
		return nil
	}
	base := Reach{Cite: c, Action: action, Conditions: open, Except: s.NotResources}
	patterns := s.Resources
	if len(patterns) == 0 {
		patterns = []string{"*"} // NotResource, or a trust policy
	}
	whole := SupportsResources(action) == truth.No
	var out []Reach
	for _, p := range patterns {
		if whole && !matchText(p, "*") {
			continue // the action names no resource, and this statement asks for one
		}
		r := base
		r.Resource, r.pattern = p, Compile(p, s.Variables).Bind(ctx)
		out = append(out, r)
	}
	return out
}

// remains lists the conditions that the context leaves open; never is true when
// it rules one out.
func remains(conditions []Condition, ctx Context) (open []Condition, never bool) {
	for _, c := range conditions {
		switch c.Holds(ctx) {
		case truth.No:
			return nil, true
		case truth.Unknown:
			open = append(open, c)
		case truth.Yes:
		}
	}
	return open, false
}

// within narrows a reach to a pattern; false when they share nothing.
func (r Reach) within(p Pattern) (Reach, bool) {
	if r.pattern.Intersects(p) == truth.No || slices.ContainsFunc(r.Except, func(e string) bool {
		return Compile(e, r.Statement.Variables).Covers(p) == truth.Yes
	}) {
		return r, false
	}
	if r.pattern.Covers(p) == truth.Yes {
		r.Resource, r.pattern = p.Text, p
	}
	return r, true
}

// bounded keeps of the reaches what a boundary allows, too.
func bounded(reaches []Reach, boundary []Policy, action string, ctx Context) []Reach {
	var bounds []Reach
	each(boundary, Allow, func(c Cite) { bounds = append(bounds, reachesOf(c, action, ctx)...) })
	var out []Reach
	for _, r := range reaches {
		for _, b := range bounds {
			if both, ok := r.within(b.pattern); ok {
				both.Except = slices.Concat(r.Except, b.Except)
				both.Conditions = slices.Concat(r.Conditions, b.Conditions)
				out = append(out, both)
			}
		}
	}
	return out
}

// without takes away what a Deny forbids.
func without(reaches []Reach, deny Cite, ctx Context) []Reach {
	open, never := remains(deny.Statement.Conditions, ctx)
	if never {
		return reaches
	}
	var out []Reach
	for _, r := range reaches {
		switch {
		case !deny.touches(r):
			out = append(out, r)
		case len(open) > 0:
			r.Unless = append(slices.Clone(r.Unless), Remaining{deny, open})
			out = append(out, r)
		default:
			out = append(out, deny.cut(r)...)
		}
	}
	return out
}

// touches says whether a Deny is about some of a reach.
func (c Cite) touches(r Reach) bool {
	s := c.Statement
	if len(s.NotResources) > 0 {
		return !slices.ContainsFunc(s.NotResources, func(p string) bool {
			return Compile(p, s.Variables).Covers(r.pattern) == truth.Yes
		})
	}
	return len(s.Resources) == 0 || slices.ContainsFunc(s.Resources, func(p string) bool {
		return Compile(p, s.Variables).Intersects(r.pattern) != truth.No
	})
}

// cut is what an unconditional Deny leaves of a reach.
func (c Cite) cut(r Reach) []Reach {
	s := c.Statement
	var out []Reach
	if len(s.NotResources) > 0 {
		for _, p := range s.NotResources {
			if left, ok := r.within(Compile(p, s.Variables)); ok {
				out = append(out, left)
			}
		}
		return out
	}
	except := slices.Clone(r.Except)
	for _, text := range s.Resources {
		p := Compile(text, s.Variables)
		if p.Covers(r.pattern) == truth.Yes {
			return nil
		}
		if p.Intersects(r.pattern) != truth.No {
			except = append(except, text)
		}
	}
	if len(s.Resources) == 0 {
		return nil
	}
	r.Except = except
	return []Reach{r}
}

// Can says whether an action is granted on something of a pattern of resources:
// Yes without conditions, Unknown under some.
func (g Grants) Can(action, resources string, ctx Context) truth.Truth {
	target := Compile(resources, false)
	answer := truth.No
	for _, r := range g.Reaches(action, ctx) {
		if part, ok := r.within(target); ok {
			answer = truth.Or(answer, truth.And(truth.Of(part.Certain()), part.pattern.Intersects(target)))
			if !part.Certain() && answer == truth.No {
				answer = truth.Unknown
			}
		}
	}
	return answer
}

// Actions lists the action patterns that the grants' Allows spell, each once in
// lower case, sorted; NotAction counts as "*".
func (g Grants) Actions() []string {
	var out []string
	each(g.Policies, Allow, func(c Cite) {
		if len(c.Statement.NotActions) > 0 {
			out = append(out, "*")
		}
		for _, a := range c.Statement.Actions {
			out = append(out, strings.ToLower(a))
		}
	})
	slices.Sort(out)
	return slices.Compact(out)
}
