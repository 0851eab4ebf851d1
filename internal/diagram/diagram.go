// Package diagram draws an environment from its state, as text that GitHub and
// most editors render as a picture (Mermaid). Nothing in the picture is known
// beforehand: boxes are components, with how many resources they have of each
// service, and arrows are dependencies.
//
// A dozen components take something from each other so often that all of their
// arrows would hide everything. So what many take from stands in a frame of its
// own, from which one arrow stands for any, and an arrow that follows from others
// is left out.
package diagram

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/covetpy/platform/internal/engine"
)

// box is a component: how many resources it has of each service.
type box map[string]int

// Mermaid draws the resources as a flowchart.
func Mermaid(resources []engine.Resource) string {
	boxes, owner := boxesOf(resources)
	all := arrows(resources, owner, boxes)
	ground := all.ground()
	outer := all.contract(ground)

	var b strings.Builder
	b.WriteString("flowchart LR\n")
	if len(ground) > 0 {
		fmt.Fprintf(&b, "    subgraph %s[\"What the others stand on\"]\n        direction TB\n", frame)
		for _, component := range slices.Sorted(maps.Keys(ground)) {
			boxes[component].draw(&b, "        ", component)
		}
		all.within(ground).reduce().draw(&b, "        ")
		b.WriteString("    end\n")
	}
	for _, component := range slices.Sorted(maps.Keys(boxes)) {
		if !ground[component] {
			boxes[component].draw(&b, "    ", component)
		}
	}
	outer.reduce().draw(&b, "    ")
	return b.String()
}

// boxesOf counts resources by component and service, and tells which component
// each resource is of.
func boxesOf(resources []engine.Resource) (boxes map[string]box, owner map[string]string) {
	boxes, owner = map[string]box{}, map[string]string{}
	for _, r := range resources {
		component := r.Step().Outermost()
		owner[string(r.URN)] = component
		if component == "" || !r.Custom || r.Step().IsProvider() {
			continue
		}
		if boxes[component] == nil {
			boxes[component] = box{}
		}
		service, _ := split(string(r.URN.Type()))
		boxes[component][service]++
	}
	return boxes, owner
}

// draw writes the component's name and its services, the fullest first.
func (x box) draw(b *strings.Builder, indent, component string) {
	total := 0
	for _, n := range x {
		total += n
	}
	_, name := split(component)
	lines := []string{fmt.Sprintf("<b>%s</b>: %d resources", name, total)}
	services := slices.SortedFunc(maps.Keys(x), func(s, t string) int {
		return cmp.Or(cmp.Compare(x[t], x[s]), cmp.Compare(s, t))
	})
	for _, service := range services {
		lines = append(lines, fmt.Sprintf("%d %s", x[service], service))
	}
	fmt.Fprintf(b, "%s%s[\"%s\"]\n", indent, id(component), strings.Join(lines, "<br/>"))
}

// arrows is which component needs which, each pair once: from what is needed to
// what needs it, as things come up.
func arrows(resources []engine.Resource, owner map[string]string, boxes map[string]box) edges {
	set := edges{}
	for _, r := range resources {
		to := owner[string(r.URN)]
		for _, d := range r.DependsOn {
			from := owner[string(d)]
			if from != to && boxes[from] != nil && boxes[to] != nil {
				set[edge{from, to}] = true
			}
		}
	}
	return set
}

// split takes a type token apart: "aws:ec2/vpc:Vpc" is a Vpc of ec2. What is not
// in AWS goes by its package: a StorageClass of kubernetes.
func split(token string) (service, kind string) {
	parts := strings.Split(token, ":")
	service, kind = parts[0], parts[len(parts)-1]
	if service == "aws" && len(parts) == 3 {
		service, _, _ = strings.Cut(parts[1], "/")
	}
	return service, kind
}

// id is a name that Mermaid takes for a box.
func id(name string) string {
	return strings.NewReplacer(":", "_", "/", "_").Replace(name)
}
