package mutate

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"

	"github.com/covetpy/platform/policy/rule"
)

// others finds, for a resource, another one of its type that does not do the same.
type others struct {
	stack *rule.Stack
	byURN map[resource.URN]*rule.Resource
	// does describes each resource by what it is and who uses it for what.
	does map[resource.URN]string
}

func newOthers(stack *rule.Stack) others {
	o := others{stack, map[resource.URN]*rule.Resource{}, map[resource.URN]string{}}
	own, users := map[resource.URN]string{}, map[resource.URN]map[string]bool{}
	for _, r := range stack.All() {
		o.byURN[r.URN], own[r.URN] = r, does(r)
	}
	for _, r := range stack.All() {
		for input, urns := range r.Dependencies {
			for _, u := range urns {
				if users[u] == nil {
					users[u] = map[string]bool{}
				}
				users[u][input+" of "+own[r.URN]] = true
			}
		}
	}
	for urn := range o.byURN {
		o.does[urn] = own[urn] + strings.Join(slices.Sorted(maps.Keys(users[urn])), "\n")
	}
	return o
}

// than is the first resource, by name, of the type of one that is not equivalent to
// it, and none of the given ones. The order in which a preview shows them varies.
func (o others) than(r *rule.Resource, but []resource.URN) *rule.Resource {
	var first *rule.Resource
	for _, other := range o.stack.OfType(r.Type) {
		if !slices.Contains(but, other.URN) && o.does[other.URN] != o.does[r.URN] && (first == nil || other.URN < first.URN) {
			first = other
		}
	}
	return first
}

// does describes what a resource does, and not what it is called or where it lies:
// two subnets of one kind in two zones, and all that is in either, are equivalent.
func does(r *rule.Resource) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s{", r.Type)
	for _, key := range r.Properties.StableKeys() {
		fmt.Fprintf(&b, "%s: ", key)
		describe(&b, string(key), r.Properties[key])
		types := map[string]bool{}
		for _, u := range r.Dependencies[string(key)] {
			types[string(u.Type())] = true
		}
		fmt.Fprintf(&b, " %v; ", slices.Sorted(maps.Keys(types)))
	}
	b.WriteString("}")
	return b.String()
}

func describe(b *strings.Builder, name string, v resource.PropertyValue) {
	v = plain(v)
	switch {
	case v.IsObject():
		for _, key := range v.ObjectValue().StableKeys() {
			fmt.Fprintf(b, "{%s: ", key)
			describe(b, string(key), v.ObjectValue()[key])
			b.WriteString("}")
		}
	case v.IsArray():
		for _, item := range v.ArrayValue() {
			b.WriteString("[")
			describe(b, name, item)
			b.WriteString("]")
		}
	case unknown(v), calledOrPlaced.MatchString(name):
		b.WriteString("?")
	default:
		fmt.Fprint(b, v.V)
	}
}
