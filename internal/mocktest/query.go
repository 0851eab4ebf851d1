package mocktest

import (
	"cmp"
	"slices"
	"strings"
	"testing"
)

// All returns what was registered, sorted by type and name: the order of
// registration is not part of a program's meaning.
func (r *Recorder) All() []Resource {
	r.mu.Lock()
	defer r.mu.Unlock()
	out := slices.Clone(r.resources)
	slices.SortStableFunc(out, func(a, b Resource) int {
		return cmp.Or(cmp.Compare(a.Type, b.Type), cmp.Compare(a.Name, b.Name))
	})
	return out
}

// Of returns the resources of one type, sorted by name.
func (r *Recorder) Of(typ string) []Resource {
	return slices.DeleteFunc(r.All(), func(res Resource) bool { return res.Type != typ })
}

// Names returns the logical names of one type, sorted.
func (r *Recorder) Names(typ string) []string {
	var names []string
	for _, res := range r.Of(typ) {
		names = append(names, res.Name)
	}
	return names
}

// One returns the resource of this type and logical name, and fails the test
// when there is none, or more than one under different parents.
func (r *Recorder) One(t testing.TB, typ, name string) Resource {
	t.Helper()
	found := slices.DeleteFunc(r.Of(typ), func(res Resource) bool { return res.Name != name })
	if len(found) != 1 {
		t.Fatalf("want one %s named %q, got %d; there are %q", typ, name, len(found), r.Names(typ))
	}
	return found[0]
}

// Lines is every resource but components and providers as "module/Type name", sorted: a list
// that a test can compare with another.
func (r *Recorder) Lines() []string {
	var lines []string
	for _, res := range r.All() {
		if res.Custom && !strings.HasPrefix(res.Type, "pulumi:providers:") {
			module, kind, _ := strings.Cut(strings.TrimPrefix(res.Type, "aws:"), ":")
			lines = append(lines, strings.Split(module, "/")[0]+"/"+kind+" "+res.Name)
		}
	}
	slices.Sort(lines)
	return lines
}

// Plain is the inputs as Go values, without the tags.
func (r Resource) Plain() map[string]any {
	inputs := r.Inputs.Copy()
	delete(inputs, "tags")
	return inputs.Mappable()
}

// Tags is the tags as Go values.
func (r Resource) Tags() map[string]any { return r.Inputs["tags"].ObjectValue().Mappable() }
