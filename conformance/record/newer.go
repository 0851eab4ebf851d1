package record

import (
	"fmt"
	"maps"
	"slices"

	"github.com/covetpy/platform/conformance/schema"
	"github.com/covetpy/platform/sim/examples"
)

// older are the examples as upstream's provider can have them: without the
// properties that only the Go SDK has, which is newer. It also returns which those
// are, by example.
func older(all examples.All, schemaFile string) (examples.All, map[string][]string, error) {
	pkg, err := schema.Read(schemaFile)
	if err != nil {
		return nil, nil, err
	}
	out, without := examples.All{}, map[string][]string{}
	for name, e := range all {
		resource, served := pkg.Resources[e.Type]
		if !served {
			return nil, nil, fmt.Errorf("the plugin has no %s, which example %s is", e.Type, name)
		}
		left := map[string]bool{}
		keep := func(inputs map[string]any) map[string]any {
			kept := map[string]any{}
			for key, v := range inputs {
				if _, known := resource.Inputs[key]; known {
					kept[key] = v
				} else {
					left[key] = true
				}
			}
			return kept
		}
		e.Inputs, e.Update, e.Replace = keep(e.Inputs), keep(e.Update), keep(e.Replace)
		e.Wrong = slices.Clone(e.Wrong)
		for i, w := range e.Wrong {
			e.Wrong[i].Inputs = keep(w.Inputs)
		}
		out[name] = e
		if len(left) > 0 {
			without[name] = slices.Sorted(maps.Keys(left))
		}
	}
	return out, without, nil
}
