package mutate

import (
	"slices"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"

	"github.com/covetpy/platform/policy/rule"
)

// whole breaks a resource as such: it is gone, or lacks Pulumi's protection.
func whole(r *rule.Resource) []Mutant {
	out := []Mutant{{URN: r.URN, Type: r.Type, Operator: "deleted", variants: []variant{{deleted: true}}}}
	if r.Protect {
		out = append(out, Mutant{URN: r.URN, Type: r.Type, Operator: "unprotected", variants: []variant{{unprotected: true}}})
	}
	return out
}

// redirects points each reference of a resource that matters at another resource
// of the same type that is not equivalent. What is known of the value moves along:
// a name, an ARN.
func (o others) redirects(r *rule.Resource, trace *rule.Trace) []Mutant {
	var out []Mutant
	for _, key := range r.Properties.StableKeys() {
		input := string(key)
		urns := r.Dependencies[input]
		for i, from := range urns {
			target := o.byURN[from]
			if target == nil || !matters(trace, input, target.Type) || awaited(target, urns) {
				continue
			}
			to := o.than(target, append(slices.Clip(urns), r.URN))
			if to == nil {
				continue
			}
			value, ok := moved(r.Properties[key], target, to)
			if !ok {
				continue
			}
			links := slices.Clone(urns)
			links[i] = to.URN
			out = append(out, Mutant{
				URN: r.URN, Type: r.Type, Path: input, Operator: "redirected",
				variants: []variant{{
					edits: []edit{{path{input}, value}},
					links: map[string][]resource.URN{input: links},
				}},
			})
		}
	}
	return out
}

// awaited is true for a resource that another one only waits for: it is made from
// one that the same input is made from, as a bucket's policy is from the bucket.
func awaited(r *rule.Resource, urns []resource.URN) bool {
	for _, from := range r.Dependencies {
		if slices.ContainsFunc(from, func(u resource.URN) bool { return u != r.URN && slices.Contains(urns, u) }) {
			return true
		}
	}
	return false
}

// moved is a value that was made from one resource, made from another. False when
// nobody can tell how.
func moved(value resource.PropertyValue, from, to *rule.Resource) (resource.PropertyValue, bool) {
	if unknowns(value) > 0 {
		return value, true // the links alone say what it is made from
	}
	value = plain(value)
	if !value.IsString() {
		return value, false
	}
	for _, key := range from.Properties.StableKeys() {
		if plain(from.Properties[key]).DeepEquals(value) {
			other := to.Properties[key]
			return other, !other.IsNull()
		}
	}
	return value, false
}
