// Package diagram draws an environment from its state, as text that GitHub and
// most editors render as a picture (Mermaid). Nothing in the picture is known
// beforehand: frames are components, boxes in them are the services that they use
// with what they have there, arrows are dependencies.
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
const most = 16

// frame is a component: how many resources of each type it has in each service.
type frame map[string]map[string]int

// Mermaid draws the resources as a flowchart.
func Mermaid(resources []engine.Resource) string {
	frames := map[string]frame{}
	owner := map[string]string{}
	for _, r := range resources {
		component := r.Step().Outermost()
		owner[string(r.URN)] = component
		if component == "" || !r.Custom || r.Step().IsProvider() {
			continue
		}
		if frames[component] == nil {
			frames[component] = frame{}
		}
		service, kind := split(string(r.URN.Type()))
		if frames[component][service] == nil {
			frames[component][service] = map[string]int{}
		}
		frames[component][service][kind]++
	}
	var b strings.Builder
	b.WriteString("flowchart TB\n")
	for _, component := range slices.Sorted(maps.Keys(frames)) {
		frames[component].draw(&b, component)
	}
	for _, a := range arrows(resources, owner, frames) {
		fmt.Fprintf(&b, "    %s --> %s\n", id(a[0]), id(a[1]))
	}
	return b.String()
}

// draw writes the frame with a box for each service, the fullest first.
func (f frame) draw(b *strings.Builder, component string) {
	total := 0
	for _, kinds := range f {
		total += sum(kinds)
	}
	_, name := split(component)
	// Boxes without arrows between them stand side by side under this direction.
	fmt.Fprintf(b, "    subgraph %s[\"%s: %d resources\"]\n        direction TB\n", id(component), name, total)
	services := slices.SortedFunc(maps.Keys(f), func(x, y string) int {
		return cmp.Or(cmp.Compare(sum(f[y]), sum(f[x])), cmp.Compare(x, y))
	})
	for _, service := range services {
		fmt.Fprintf(b, "        %s_%s[\"%s\"]\n", id(component), id(service), label(service, f[service]))
	}
	b.WriteString("    end\n")
}

// label is the text of a box: the service and how many there are of each type.
func label(service string, kinds map[string]int) string {
	order := slices.SortedFunc(maps.Keys(kinds), func(x, y string) int {
		return cmp.Or(cmp.Compare(kinds[y], kinds[x]), cmp.Compare(x, y))
	})
	lines := []string{"<b>" + service + "</b>"}
	rest := sum(kinds)
	for i, kind := range order {
		if i == most && len(order) > most+1 {
			lines = append(lines, fmt.Sprintf("%d more", rest))
			break
		}
		lines = append(lines, fmt.Sprintf("%d %s", kinds[kind], kind))
		rest -= kinds[kind]
	}
	return strings.Join(lines, "<br/>")
}

func sum(counts map[string]int) int {
	total := 0
	for _, n := range counts {
		total += n
	}
	return total
}

// arrows lists which component needs which, each pair once: from what is needed
// to what needs it, as things come up.
func arrows(resources []engine.Resource, owner map[string]string, frames map[string]frame) [][2]string {
	set := map[[2]string]struct{}{}
	for _, r := range resources {
		to := owner[string(r.URN)]
		for _, d := range r.DependsOn {
			from := owner[string(d)]
			if from != to && frames[from] != nil && frames[to] != nil {
				set[[2]string{from, to}] = struct{}{}
			}
		}
	}
	return slices.SortedFunc(maps.Keys(set), func(a, b [2]string) int {
		return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1]))
	})
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
