package consistency

import (
	"iter"
	"maps"
	"slices"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"

	"github.com/covetpy/platform/policy/rule"
)

const settingKept = "kept"

// keptSetting names resources that something outside the stack uses.
func keptSetting(what string) []rule.Setting {
	return []rule.Setting{{
		Name: settingKept, Texts: rule.Same([]string{}),
		Doc: "Names of " + what + " in the program that something outside the stack uses; a star is any text.",
	}}
}

// checkUsed reports each resource of some types that no other is made from or
// names by its id or ARN. The types that belong to it, such as its alias or its
// policy, are no use.
func checkUsed(belongings []string, message string, types ...string) func(*rule.Stack, *rule.Report) {
	return func(s *rule.Stack, rep *rule.Report) {
		used := map[string]bool{}
		for _, r := range s.All() { // whatever its type: there are more than a list has
			if slices.Contains(belongings, r.Type) {
				continue
			}
			for _, from := range r.Dependencies {
				for _, urn := range from {
					used[string(urn)] = used[string(urn)] || urn != r.URN
				}
			}
		}
		named := namedIn(s, belongings)
		for _, r := range s.OfType(types...) {
			byValue := named(r)
			kept := slices.ContainsFunc(rep.Texts(settingKept), func(pattern string) bool { return rule.Like(pattern, r.Name) })
			rep.On(r).Require(rule.Or(rule.Of(used[string(r.URN)] || kept), byValue), r.At("name"), "%s", message)
		}
	}
}

// namedIn returns a function that says whether a resource's id or ARN is a value
// of another resource, those of some types left out. What is not known yet and is
// made from nothing may turn out to be the id of what stands already; of what is
// still to be made nothing but a dependency can tell.
func namedIn(s *rule.Stack, except []string) func(*rule.Resource) rule.Truth {
	in := map[string][]*rule.Resource{}
	open := false
	for _, r := range s.All() {
		if slices.Contains(except, r.Type) {
			continue
		}
		for key, v := range r.Properties {
			found, known := texts(v, nil)
			open = open || !known && len(r.From(string(key))) == 0
			for _, text := range found {
				in[text] = append(in[text], r)
			}
		}
	}
	return func(r *rule.Resource) rule.Truth {
		answer := rule.No
		for _, path := range []string{"id", "arn"} {
			text, known := r.At(path).Text()
			if known != rule.Yes || text == "" {
				continue
			}
			if slices.ContainsFunc(in[text], func(o *rule.Resource) bool { return o.URN != r.URN }) {
				return rule.Yes
			}
			if open {
				answer = rule.Unknown
			}
		}
		return answer
	}
}

// texts are all texts in a value, at any depth; known is false when it holds
// something that is not known yet.
func texts(v resource.PropertyValue, found []string) (all []string, known bool) {
	switch {
	case v.IsSecret():
		return texts(v.SecretValue().Element, found)
	case v.IsComputed(), v.IsOutput() && !v.OutputValue().Known:
		return found, false
	case v.IsOutput():
		return texts(v.OutputValue().Element, found)
	case v.IsString():
		return append(found, v.StringValue()), true
	case v.IsArray():
		return textsOf(slices.Values(v.ArrayValue()), found)
	case v.IsObject():
		return textsOf(maps.Values(v.ObjectValue()), found)
	default:
		return found, true
	}
}

func textsOf(values iter.Seq[resource.PropertyValue], found []string) (all []string, known bool) {
	known = true
	for v := range values {
		var whole bool
		found, whole = texts(v, found)
		known = known && whole
	}
	return found, known
}
