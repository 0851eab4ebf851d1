package mutate

import (
	"maps"
	"slices"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"

	"github.com/covetpy/platform/policy/rule"
)

// Mutant is one thing broken in one resource.
type Mutant struct {
	URN      resource.URN
	Type     string
	Path     string // to the place, elements by their names; empty for the resource
	Operator string

	// variants are ways to break the same thing the same way. It is guarded when a
	// rule objects to any of them: of the words of a choice only some are worse.
	variants []variant
	// doubtful is set where it may be no weakening at all: it is none unless a rule
	// objects.
	doubtful bool
}

// variant is a change of one resource.
type variant struct {
	edits []edit
	// links replaces, by input, the resources that it is made from.
	links       map[string][]resource.URN
	deleted     bool
	unprotected bool
}

// edit puts a value at a path; null takes away what is there.
type edit struct {
	path  path
	value resource.PropertyValue
}

// roots are the inputs that a variant touches; nil when it touches the resource
// as a whole.
func (v variant) roots() []string {
	if v.deleted || v.unprotected {
		return nil
	}
	var out []string
	for _, e := range v.edits {
		out = append(out, e.path.root())
	}
	return out
}

// apply returns the changed resource, nil when it is deleted. The links of
// resources that have none, as Check sees them, stay none; so do the properties of
// those that the preview shows without any, because their provider is not known
// yet.
func (v variant) apply(r *rule.Resource) *rule.Resource {
	if v.deleted {
		return nil
	}
	properties := resource.NewProperty(r.Properties)
	for _, e := range v.edits {
		if len(r.Properties) == 0 {
			break
		}
		properties = put(properties, e.path, e.value)
		if shown := append(path{"tagsAll"}, e.path[1:]...); e.path.root() == "tags" && !get(properties, shown).IsNull() {
			properties = put(properties, shown, e.value)
		}
	}
	out := r.With(properties.ObjectValue())
	out.Protect = r.Protect && !v.unprotected
	if r.Dependencies != nil && v.links != nil {
		out.Dependencies = maps.Clone(r.Dependencies)
		for input, urns := range v.links {
			out.Dependencies[input] = urns
			if len(urns) == 0 {
				delete(out.Dependencies, input)
			}
		}
	}
	return out
}

// without is a list of resources without those of which drop is true.
func without(urns []resource.URN, drop func(resource.URN) bool) []resource.URN {
	return slices.DeleteFunc(slices.Clone(urns), drop)
}
