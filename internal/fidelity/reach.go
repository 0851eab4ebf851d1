package fidelity

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/pulumi/pulumi-eks/sdk/v4/go/eks"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
)

// place is a property of a child, or with an empty path the child as a whole.
type place struct{ suffix, path string }

// reached is where an input arrives, and what is there without it.
type reached struct {
	input   string
	places  []place
	without *family // nil where the component has to be given the input
}

// reach observes where each input that is free to choose arrives: it is changed,
// and what differs among the children is its doing.
func reach(ctx context.Context) ([]reached, error) {
	base, err := observe(ctx, standing(nil))
	if err != nil {
		return nil, err
	}
	all := samples()
	byInput := map[string][]place{}
	for input, s := range all {
		changed, err := observe(ctx, standing(s.change))
		if err != nil {
			return nil, fmt.Errorf("change %s: %w", input, err)
		}
		byInput[input] = differ(base, changed)
	}
	var out []reached
	for _, input := range slices.Sorted(maps.Keys(all)) {
		others := byInput[all[input].with]
		r := reached{input: input}
		r.places = slices.DeleteFunc(slices.Clone(byInput[input]), func(p place) bool { return slices.Contains(others, p) })
		// What the component refuses it has to be given.
		r.without, err = observe(ctx, standing(func(_ *ground, a *eks.ClusterArgs) { unset(a, input) }))
		if err != nil {
			r.without = nil
		}
		out = append(out, r)
	}
	return out, nil
}

// differ lists what differs among the children of two observations, sorted.
func differ(a, b *family) []place {
	var out []place
	note := func(f, other *family) {
		for _, r := range f.children {
			suffix := f.names[r.URN]
			if _, there := other.child(suffix); !there {
				out = append(out, place{suffix: suffix})
			}
		}
	}
	note(a, b)
	note(b, a)
	for _, r := range a.children {
		suffix := a.names[r.URN]
		if s, there := b.child(suffix); there {
			for _, path := range paths(a.told(r), b.told(s)) {
				out = append(out, place{suffix, path})
			}
		}
	}
	slices.SortFunc(out, func(x, y place) int {
		return cmp.Or(cmp.Compare(x.suffix, y.suffix), cmp.Compare(x.path, y.path))
	})
	return out
}

// paths are the properties in which two objects differ; tags count as one.
func paths(a, b resource.PropertyMap) []string {
	var out []string
	keys := map[resource.PropertyKey]bool{}
	for _, m := range []resource.PropertyMap{a, b} {
		for k := range m {
			keys[k] = true
		}
	}
	for _, k := range slices.Sorted(maps.Keys(keys)) {
		x, y := a[k], b[k]
		switch {
		case x.DeepEquals(y):
		case k != "tags" && x.IsObject() && y.IsObject():
			for _, below := range paths(x.ObjectValue(), y.ObjectValue()) {
				out = append(out, string(k)+"."+below)
			}
		default:
			out = append(out, string(k))
		}
	}
	return out
}
