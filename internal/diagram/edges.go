package diagram

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// many is how many others take from a component that stands in the frame.
const many = 4

// frame is the name of the frame among those of components, which have a colon.
const frame = "ground"

// edge leads from what is needed to what needs it.
type edge struct{ from, to string }

// edges are the arrows between components.
type edges map[edge]bool

// ground is what many others take from, and what that needs itself: so an arrow
// only ever leads out of the frame.
func (e edges) ground() map[string]bool {
	takers := map[string]int{}
	for x := range e {
		takers[x.from]++
	}
	out := map[string]bool{}
	for component, n := range takers {
		if n >= many {
			out[component] = true
		}
	}
	for grew := true; grew; {
		grew = false
		for x := range e {
			if out[x.to] && !out[x.from] {
				out[x.from], grew = true, true
			}
		}
	}
	return out
}

// contract leaves out what is within the ground, and has the ground as one.
func (e edges) contract(ground map[string]bool) edges {
	out := edges{}
	for x := range e {
		if ground[x.to] {
			continue
		}
		if ground[x.from] {
			x.from = frame
		}
		out[x] = true
	}
	return out
}

// within are the arrows between components of the ground.
func (e edges) within(ground map[string]bool) edges {
	out := maps.Clone(e)
	maps.DeleteFunc(out, func(x edge, _ bool) bool { return !ground[x.from] || !ground[x.to] })
	return out
}

// reduce leaves out an arrow where others lead the same way (transitive
// reduction). Components that need each other keep both arrows.
func (e edges) reduce() edges {
	out := maps.Clone(e)
	for x := range e {
		for y := range e {
			if y.from == x.from && y.to != x.to && e.reaches(y.to, x.to, map[string]bool{x.from: true}) {
				delete(out, x)
			}
		}
	}
	return out
}

// reaches says whether arrows lead from one to another, not through what was seen.
func (e edges) reaches(from, to string, seen map[string]bool) bool {
	if from == to {
		return true
	}
	seen[from] = true
	for x := range e {
		if x.from == from && !seen[x.to] && e.reaches(x.to, to, seen) {
			return true
		}
	}
	return false
}

func (e edges) draw(b *strings.Builder, indent string) {
	sorted := slices.SortedFunc(maps.Keys(e), func(x, y edge) int {
		return cmp.Or(cmp.Compare(x.from, y.from), cmp.Compare(x.to, y.to))
	})
	for _, x := range sorted {
		fmt.Fprintf(b, "%s%s --> %s\n", indent, id(x.from), id(x.to))
	}
}
