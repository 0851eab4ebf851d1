package reach

import (
	"slices"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"

	"github.com/covetpy/platform/policy/rule"
)

// links is what a property refers to.
type links struct {
	sure  []*rule.Resource
	maybe []*rule.Resource // may be referred to, beside those that are
	open  bool             // something may be referred to that nothing says
	// elsewhere are the values that no resource of the stack has.
	elsewhere []string
}

// every is all that may be referred to.
func (l links) every() []*rule.Resource { return slices.Concat(l.sure, l.maybe) }

// none says that nothing at all is referred to.
func (l links) none() bool {
	return len(l.sure)+len(l.maybe)+len(l.elsewhere) == 0 && !l.open
}

// and joins what two properties refer to.
func (l links) and(o links) links {
	return links{
		sure: distinct(slices.Concat(l.sure, o.sure)), maybe: distinct(slices.Concat(l.maybe, o.maybe)),
		open: l.open || o.open, elsewhere: slices.Concat(l.elsewhere, o.elsewhere),
	}
}

// weak is the same with nothing sure.
func (l links) weak() links {
	return links{maybe: l.every(), open: l.open || len(l.elsewhere) > 0}
}

// index finds resources by what others call them.
type index struct {
	stack   *rule.Stack
	byURN   map[resource.URN]*rule.Resource
	byValue map[string]*rule.Resource // a type, a blank and a value
	// nameless are the resources by type of which a name is not known yet: any value
	// may turn out to be it.
	nameless map[string][]*rule.Resource
}

// names are the properties by which others refer to a resource of a type, beside
// its id and its ARN.
var names = map[string][]string{
	typeVPC:             {"defaultSecurityGroupId", "mainRouteTableId", "defaultRouteTableId", "defaultNetworkAclId"},
	typeDefaultVPC:      {"defaultSecurityGroupId", "mainRouteTableId", "defaultRouteTableId", "defaultNetworkAclId"},
	typeCluster:         {"vpcConfig.clusterSecurityGroupId", "name"},
	typeLaunchTemplate:  {"name"},
	typeRouteTable:      {},
	typeDefaultTable:    {"defaultRouteTableId"},
	typeDefaultACL:      {"defaultNetworkAclId"},
	typeDatabaseCluster: {"clusterIdentifier"},
}

func newIndex(s *rule.Stack) *index {
	x := &index{stack: s, byURN: map[resource.URN]*rule.Resource{}, byValue: map[string]*rule.Resource{}, nameless: map[string][]*rule.Resource{}}
	for _, r := range s.OfType(Types()...) {
		x.byURN[r.URN] = r
		keys := slices.Concat([]string{"id", "arn"}, names[r.Type])
		if strings.HasSuffix(strings.ToLower(r.Type), "subnetgroup") {
			keys = append(keys, "name")
		}
		for _, key := range keys {
			text, known := r.At(key).Name()
			if known == rule.Yes && text != "" {
				x.byValue[r.Type+" "+text] = r
			}
			if known == rule.Unknown && key != "arn" {
				x.nameless[r.Type] = append(x.nameless[r.Type], r)
			}
		}
	}
	return x
}

// find returns the resource of one of the types that has the value.
func (x *index) find(value string, types []string) *rule.Resource {
	for _, t := range types {
		if r, ok := x.byValue[t+" "+value]; ok {
			return r
		}
	}
	return nil
}

// unnamed are the resources of some types that a value may turn out to name.
func (x *index) unnamed(types []string) []*rule.Resource {
	var out []*rule.Resource
	for _, t := range types {
		out = append(out, x.nameless[t]...)
	}
	return distinct(out)
}

// follow reads what the properties at the paths refer to, all of which have one
// root. A value that is known is looked up; for what is not known yet, the
// resources that the root was made from stand in. Where another place below the
// same root could use them up (shared), several are only possible.
func (x *index) follow(r *rule.Resource, types []string, shared bool, paths ...string) links {
	var out links
	unknown := 0
	for _, path := range paths {
		for _, item := range r.At(path).Items() {
			text, known := item.Name()
			switch {
			case known == rule.Unknown:
				unknown++
			case known == rule.No || text == "":
			default:
				if found := x.find(text, types); found != nil {
					out.sure = append(out.sure, found)
					continue
				}
				out.elsewhere = append(out.elsewhere, text)
				out.maybe = append(out.maybe, x.unnamed(types)...)
			}
		}
	}
	out.maybe = slices.DeleteFunc(distinct(out.maybe), func(m *rule.Resource) bool { return slices.Contains(out.sure, m) })
	if unknown == 0 {
		return out
	}
	made := x.madeFrom(r, rule.Root(paths[0]), types)
	made = slices.DeleteFunc(made, func(m *rule.Resource) bool { return slices.Contains(out.sure, m) })
	// A list that is not known as a whole holds all that it was made from.
	whole := r.At(rule.Root(paths[0])).Present() == rule.Unknown
	out.open = len(made) == 0 || (unknown > len(made) && !whole)
	if shared && len(made) > 1 {
		out.maybe = distinct(append(out.maybe, made...))
	} else {
		out.sure = append(out.sure, made...)
	}
	return out
}

// madeFrom lists the resources of some types that a property was made from.
func (x *index) madeFrom(r *rule.Resource, property string, types []string) []*rule.Resource {
	var out []*rule.Resource
	for _, urn := range r.From(property, types...) {
		if found, ok := x.byURN[urn]; ok {
			out = append(out, found)
		}
	}
	return distinct(out)
}

// declared says whether the program gives the property: a value that is not known
// and was made from nothing is the provider's to fill in.
func declared(r *rule.Resource, property string) bool {
	switch r.At(property).Present() {
	case rule.Yes:
		return true
	case rule.Unknown:
		return len(r.Dependencies[property]) > 0
	default:
		return false
	}
}

// distinct keeps the first of each.
func distinct[T comparable](list []T) []T {
	var out []T
	for _, item := range list {
		if !slices.Contains(out, item) {
			out = append(out, item)
		}
	}
	return out
}
