package fidelity

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"github.com/covetpy/platform/internal/engine"
	"github.com/covetpy/platform/internal/markdown"
	"github.com/covetpy/platform/sim/provider/eks"
)

// Write puts the tables about pulumi-eks into the document on fidelity, between
// its marks.
func Write(ctx context.Context, page string) error {
	parts := []struct {
		name string
		make func(context.Context) (string, error)
	}{
		{"children", children},
		{"inputs", inputs},
		{"transform", transformed},
		{"choices", func(context.Context) (string, error) { return choices(), nil }},
		{"refused", func(context.Context) (string, error) { return refused(), nil }},
	}
	for _, p := range parts {
		text, err := p.make(ctx)
		if err != nil {
			return fmt.Errorf("write the table of %s: %w", p.name, err)
		}
		if err := markdown.Replace(page, "fidelity:eks", p.name, text); err != nil {
			return fmt.Errorf("write the table of %s: %w", p.name, err)
		}
	}
	return nil
}

// children is the table of what the component registers.
func children(ctx context.Context) (string, error) {
	f, err := observe(ctx, standing(nil))
	if err != nil {
		return "", err
	}
	mine, err := observe(ctx, program)
	if err != nil {
		return "", err
	}
	known := evidence()
	var rows [][]string
	var errs []error
	for _, r := range inOrder(f) {
		suffix := f.names[r.URN]
		claims, ok := known[suffix]
		if !ok {
			errs = append(errs, fmt.Errorf("child NAME%s has no evidence: say in evidence.go where it is known from", suffix))
		}
		delete(known, suffix)
		in := "no"
		if _, there := mine.child(suffix); there {
			in = "yes"
		}
		rows = append(rows, []string{code("NAME" + suffix), code(string(r.URN.Type())), code(f.parent(r)), waits(f, r), given(f, r), in, written(claims)})
	}
	for suffix := range known {
		errs = append(errs, fmt.Errorf("evidence of a child NAME%s that is not registered: take it out of evidence.go, or register it", suffix))
	}
	head := []string{"Child", "Type", "Parent", "Waits for", "Inputs", "In the program", "Evidence"}
	return table(head, rows), errors.Join(errs...)
}

// inOrder lists children with those below a child right after it.
func inOrder(f *family) []engine.Resource {
	out := slices.Clone(f.children)
	slices.SortFunc(out, func(a, b engine.Resource) int { return strings.Compare(f.names[a.URN], f.names[b.URN]) })
	return out
}

// waits lists the children that a child waits for, by a value or by an option.
func waits(f *family, r engine.Resource) string {
	var out []string
	for _, urn := range r.DependsOn {
		if suffix := f.names[urn]; suffix != "" {
			out = append(out, code("NAME"+suffix))
		}
	}
	return strings.Join(out, ", ")
}

// given lists the inputs that the component gives a child.
func given(f *family, r engine.Resource) string {
	in := f.told(r)
	var out []string
	for _, k := range in.StableKeys() {
		out = append(out, code(string(k)+": "+value(in[k])))
	}
	return strings.Join(out, ", ")
}

// inputs is the table of where inputs arrive.
func inputs(ctx context.Context) (string, error) {
	all, err := reach(ctx)
	if err != nil {
		return "", err
	}
	var rows [][]string
	for _, r := range all {
		var places, without []string
		for _, p := range r.places {
			if p.path == "" {
				places = append(places, "whether there is "+code("NAME"+p.suffix))
				continue
			}
			places = append(places, code("NAME"+p.suffix+"."+p.path))
			if r.without == nil {
				continue
			}
			if child, ok := r.without.child(p.suffix); ok {
				if v := code(value(at(r.without.told(child), p.path))); !slices.Contains(without, v) {
					without = append(without, v)
				}
			}
		}
		if r.without == nil {
			without = []string{"refused"}
		}
		rows = append(rows, []string{code(r.input), strings.Join(places, ", "), strings.Join(without, ", "), string(arrivals(r.input))})
	}
	return table([]string{"Input", "Arrives at", "There without it", "Evidence"}, rows), nil
}

// transformed is the table of what the program's transform changes.
func transformed(ctx context.Context) (string, error) {
	before, err := observe(ctx, standing(nil))
	if err != nil {
		return "", err
	}
	after, err := observe(ctx, standing(nil, pulumi.Transforms([]pulumi.ResourceTransform{wanted().Transform()})))
	if err != nil {
		return "", err
	}
	var rows [][]string
	for _, p := range differ(before, after) {
		was, _ := before.child(p.suffix)
		is, _ := after.child(p.suffix)
		rows = append(rows, []string{
			code("NAME" + p.suffix + "." + p.path), code(value(at(before.told(was), p.path))), code(value(at(after.told(is), p.path))),
		})
	}
	return table([]string{"Property", "Component", "With the transform"}, rows), nil
}

// choices is the table of inputs of which one value is simulated.
func choices() string {
	var rows [][]string
	for _, c := range eks.Choices() {
		rows = append(rows, []string{code(c.Keep), c.Brings, string(c.Evidence)})
	}
	return table([]string{"Simulated", "Any other value brings", "Evidence"}, rows)
}

// refused is the table of inputs that are not taken, those that bring the same in
// one row.
func refused() string {
	all := eks.Refused()
	type saying struct{ children, note, evidence string }
	same := map[saying][]string{}
	for _, input := range slices.Sorted(maps.Keys(all)) {
		r := all[input]
		says := saying{codes(r.Children), r.Note, string(r.Evidence)}
		same[says] = append(same[says], input)
	}
	var rows [][]string
	for says, inputs := range same {
		rows = append(rows, []string{codes(inputs), says.children, says.note, says.evidence})
	}
	slices.SortFunc(rows, func(a, b []string) int { return strings.Compare(a[0], b[0]) })
	return table([]string{"Inputs", "Real children that they bring or change", "Note", "Evidence"}, rows)
}
