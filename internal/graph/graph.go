// Package graph tells how long an environment takes to come up at best: the
// longest chain of resources each of which needs the one before.
//
// How long one resource takes is the caller's to say; that it takes the time at
// all on the real cloud is not known here.
package graph

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"

	"github.com/covetpy/platform/internal/engine"
)

// Span is one resource on the way: when it can begin at the earliest, and how
// long it takes.
type Span struct {
	URN    resource.URN
	Begins time.Duration
	Takes  time.Duration
}

// Ends is when it is there.
func (s Span) Ends() time.Duration { return s.Begins + s.Takes }

// Graph is resources and what each needs.
type Graph struct {
	resources []engine.Resource
	byURN     map[resource.URN]engine.Resource
	children  map[resource.URN][]resource.URN
	takes     func(engine.Resource) time.Duration
	spans     map[resource.URN]Span
	last      map[resource.URN]resource.URN // what each had to wait for longest
}

// New makes a graph of a state's resources. What was replaced and waits to be
// deleted is not part of it.
func New(resources []engine.Resource, takes func(engine.Resource) time.Duration) *Graph {
	g := &Graph{
		byURN: map[resource.URN]engine.Resource{}, children: map[resource.URN][]resource.URN{}, takes: takes,
		spans: map[resource.URN]Span{}, last: map[resource.URN]resource.URN{},
	}
	for _, r := range resources {
		if r.Doomed {
			continue
		}
		g.resources = append(g.resources, r)
		g.byURN[r.URN] = r
		if r.Parent != "" {
			g.children[r.Parent] = append(g.children[r.Parent], r.URN)
		}
	}
	return g
}

// Needs are the resources that one waits for, sorted: those that its properties
// come from or that it was told to wait for, its provider, and its parent where
// that stands for something in the cloud. Waiting for a component is waiting for
// everything in it.
func (g *Graph) Needs(urn resource.URN) []resource.URN {
	r := g.byURN[urn]
	direct := slices.Clone(r.DependsOn)
	if r.Provider != "" {
		direct = append(direct, r.Provider)
	}
	if parent, ok := g.byURN[r.Parent]; ok && parent.Custom {
		direct = append(direct, r.Parent)
	}
	var out []resource.URN
	for _, d := range direct {
		out = append(out, g.members(d)...)
	}
	slices.Sort(out)
	out = slices.Compact(out)
	return slices.DeleteFunc(out, func(d resource.URN) bool { return d == urn })
}

// members are a resource itself, or all that stands for something in a component.
func (g *Graph) members(urn resource.URN) []resource.URN {
	r, ok := g.byURN[urn]
	switch {
	case !ok:
		return nil
	case r.Custom:
		return []resource.URN{urn}
	}
	var out []resource.URN
	for _, child := range g.children[urn] {
		out = append(out, g.members(child)...)
	}
	return out
}

// Span is when a resource can begin, and how long it takes.
func (g *Graph) Span(urn resource.URN) Span {
	if s, ok := g.spans[urn]; ok {
		return s
	}
	s := Span{URN: urn, Takes: g.takes(g.byURN[urn])}
	g.spans[urn] = s // the engine has no circles; should one be here, it ends
	for _, need := range g.Needs(urn) {
		if end := g.Span(need).Ends(); end > s.Begins {
			s.Begins = end
			g.last[urn] = need
		}
	}
	g.spans[urn] = s
	return s
}

// CriticalPath is the longest chain, from its first resource to its last. Its
// last end is how long everything takes if nothing waits for anything else. Of
// two chains of one length it is the one whose last URN sorts first.
func (g *Graph) CriticalPath() []Span {
	var last resource.URN
	for _, r := range g.custom() {
		if last == "" || g.Span(r.URN).Ends() > g.Span(last).Ends() {
			last = r.URN
		}
	}
	var out []Span
	for urn := last; urn != ""; urn = g.last[urn] {
		out = append(out, g.Span(urn))
	}
	slices.Reverse(out)
	return out
}

// Length is when the last resource is there.
func (g *Graph) Length() time.Duration {
	path := g.CriticalPath()
	if len(path) == 0 {
		return 0
	}
	return path[len(path)-1].Ends()
}

// Last is, for each component of the stack, its resource that stands last, in the
// order in which they do.
func (g *Graph) Last() []Span {
	last := map[string]Span{}
	for _, r := range g.custom() {
		component := r.Step().Outermost()
		if s := g.Span(r.URN); component != "" && (last[component].URN == "" || s.Ends() > last[component].Ends()) {
			last[component] = s
		}
	}
	return slices.SortedFunc(maps.Values(last), func(a, b Span) int {
		return cmp.Or(cmp.Compare(a.Ends(), b.Ends()), cmp.Compare(a.URN, b.URN))
	})
}

// custom are the resources that stand for something, in the order of URNs.
func (g *Graph) custom() []engine.Resource {
	out := slices.DeleteFunc(slices.Clone(g.resources), func(r engine.Resource) bool { return !r.Custom })
	slices.SortFunc(out, func(a, b engine.Resource) int { return cmp.Compare(a.URN, b.URN) })
	return out
}
