// Package diagram draws an environment from its state, as text that GitHub and
// most editors render as a picture (Mermaid). Nothing in the picture is known
// beforehand: boxes are components, lines in them count resource types, arrows
// are dependencies.
package diagram

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/covetpy/platform/internal/engine"
)

// most is how many resource types a box lists before it sums up the rest.
const most = 9

// Mermaid draws the resources as a flowchart.
func Mermaid(resources []engine.Resource) string {
	boxes := map[string]map[string]int{}
	owner := map[string]string{}
	for _, r := range resources {
		component := r.Step().Outermost()
		owner[string(r.URN)] = component
		if component == "" || !r.Custom || r.Step().IsProvider() {
			continue
		}
		if boxes[component] == nil {
			boxes[component] = map[string]int{}
		}
		boxes[component][short(string(r.URN.Type()))]++
	}
	var b strings.Builder
	b.WriteString("flowchart LR\n")
	for _, component := range slices.Sorted(maps.Keys(boxes)) {
		fmt.Fprintf(&b, "    %s[\"%s\"]\n", id(component), label(component, boxes[component]))
	}
	for _, a := range arrows(resources, owner, boxes) {
		fmt.Fprintf(&b, "    %s --> %s\n", id(a[0]), id(a[1]))
	}
	return b.String()
}

// label is the text of a box: the component and how many there are of each type.
func label(component string, counts map[string]int) string {
	total := 0
	for _, n := range counts {
		total += n
	}
	types := slices.SortedFunc(maps.Keys(counts), func(a, b string) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b))
	})
	lines := []string{fmt.Sprintf("<b>%s</b> · %s", short(component), count(total, "resource"))}
	listed := 0
	for i, t := range types {
		if i == most {
			lines = append(lines, fmt.Sprintf("%d more of %s", total-listed, count(len(types)-most, "type")))
			break
		}
		lines = append(lines, fmt.Sprintf("%d %s", counts[t], t))
		listed += counts[t]
	}
	return strings.Join(lines, "<br/>")
}

// count is a number and what it counts.
func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// arrows lists which component needs which, each pair once: from what is needed
// to what needs it, as things come up.
func arrows(resources []engine.Resource, owner map[string]string, boxes map[string]map[string]int) [][2]string {
	set := map[[2]string]struct{}{}
	for _, r := range resources {
		to := owner[string(r.URN)]
		for _, d := range r.DependsOn {
			from := owner[string(d)]
			if from != to && boxes[from] != nil && boxes[to] != nil {
				set[[2]string{from, to}] = struct{}{}
			}
		}
	}
	return slices.SortedFunc(maps.Keys(set), func(a, b [2]string) int {
		return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1]))
	})
}

// short is the last part of a type token: "Vpc" of "aws:ec2/vpc:Vpc".
func short(token string) string { return token[strings.LastIndex(token, ":")+1:] }

// id is a name that Mermaid takes for a box.
func id(component string) string {
	return strings.NewReplacer(":", "_", "/", "_").Replace(component)
}
