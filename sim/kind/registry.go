package kind

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/covetpy/platform/sim/facts"
)

// Registry is every kind, checked against the facts and against each other.
type Registry struct {
	Schema *facts.Schema
	kinds  map[string]Kind
	// by lists for each type by which outputs it is looked up.
	by map[string][]string
}

// NewRegistry joins kinds with the facts of their types. Its error names every
// kind that says what the facts do not know: a type, a path, a target.
func NewRegistry(schema *facts.Schema, kinds ...Kind) (*Registry, error) {
	r := &Registry{Schema: schema, kinds: map[string]Kind{}, by: map[string][]string{}}
	var errs []error
	for _, k := range kinds {
		if _, twice := r.kinds[k.Type]; twice {
			errs = append(errs, fmt.Errorf("kind %s: declared twice", k.Type))
		}
		r.kinds[k.Type] = k
	}
	for _, k := range kinds {
		errs = append(errs, r.audit(k)...)
		r.lookedUp(k.Type, "id")
		for _, ref := range k.Refs {
			for _, to := range ref.To {
				r.lookedUp(to.Type, to.By)
			}
		}
	}
	return r, errors.Join(errs...)
}

// Kind returns the kind of a type.
func (r *Registry) Kind(typ string) (Kind, bool) {
	k, ok := r.kinds[typ]
	return k, ok
}

// Types are the tokens of every kind, sorted.
func (r *Registry) Types() []string { return slices.Sorted(maps.Keys(r.kinds)) }

func (r *Registry) lookedUp(typ, by string) {
	if !slices.Contains(r.by[typ], by) {
		r.by[typ] = append(r.by[typ], by)
	}
}

// audit finds the words of a kind that lead nowhere.
func (r *Registry) audit(k Kind) []error {
	var errs []error
	complain := func(format string, args ...any) {
		errs = append(errs, fmt.Errorf("kind %s: "+format, append([]any{k.Type}, args...)...))
	}
	if _, ok := r.Schema.Resources[k.Type]; !ok {
		complain("the facts have no such type: run `go run -C conformance ./cmd/conform build`, then `go run -C conformance ./cmd/conform facts`")
		return errs
	}
	if k.ID == nil {
		complain("has no ID")
	}
	for _, path := range k.paths() {
		if !r.exists(k.Type, path) {
			complain("the facts have no property %q", path)
		}
	}
	for _, ref := range k.Refs {
		if ref.Missing == "" && ref.External == nil {
			complain("reference %q does not say what the service answers when it is missing", ref.Path)
		}
		for _, to := range ref.To {
			if _, ok := r.kinds[to.Type]; !ok {
				complain("reference %q leads to %s, which is no kind", ref.Path, to.Type)
			} else if to.By != "id" && !r.exists(to.Type, to.By) {
				complain("reference %q looks up %s by %q, which it does not have", ref.Path, to.Type, to.By)
			}
		}
	}
	return errs
}

// paths are all the property paths that a kind mentions.
func (k Kind) paths() []string {
	paths := slices.Collect(maps.Keys(k.Checks))
	for key := range k.Defaults {
		paths = append(paths, string(key))
	}
	for key := range k.Noted {
		paths = append(paths, string(key))
	}
	for _, ref := range k.Refs {
		paths = append(paths, ref.Path)
	}
	for _, u := range k.Unique {
		paths = append(paths, u.On...)
	}
	paths = append(paths, k.Computed...)
	paths = append(paths, k.Volatile...)
	paths = append(paths, k.Replaces...)
	paths = slices.AppendSeq(paths, maps.Keys(k.ReplacesIf))
	return append(paths, k.Updates...)
}

// exists is true when the facts have the path as an input or an output.
func (r *Registry) exists(typ, path string) bool {
	steps := Steps(path)
	res := r.Schema.Resources[typ]
	p, ok := res.Inputs[steps[0]]
	if !ok {
		p, ok = res.Outputs[steps[0]]
	}
	for _, step := range steps[1:] {
		if !ok {
			return false
		}
		if step == "*" {
			p, ok = r.Schema.Element(p, 0)
		} else {
			p, ok = r.Schema.Element(p, step)
		}
	}
	return ok
}

// regionOf is the region in which objects of a type are kept.
func (r *Registry) regionOf(typ, region string) string {
	if r.kinds[typ].Global {
		return ""
	}
	return region
}

// key is the index key of a target's value seen from a region. An ARN says its
// region itself.
func (r *Registry) key(t Target, region, value string) string {
	region = r.regionOf(t.Type, region)
	if t.By == "arn" {
		region = ""
	}
	return IndexKey(t, region, value)
}

// IndexKey is the key under which an object that lives somewhere is found.
func IndexKey(t Target, where, value string) string {
	return strings.Join([]string{t.Type, t.By, where, value}, "|")
}
