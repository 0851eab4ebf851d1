package consistency

import (
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
			if named(r) {
				continue
			}
			kept := slices.ContainsFunc(rep.Texts(settingKept), func(pattern string) bool { return rule.Like(pattern, r.Name) })
			if !used[string(r.URN)] && !kept {
				rep.On(r).Fail(r.At("name"), "%s", message)
			}
		}
	}
}

// namedIn returns a function that says whether a resource's id or ARN is a value
// of another resource, those of some types left out.
func namedIn(s *rule.Stack, except []string) func(*rule.Resource) bool {
	in := map[string][]*rule.Resource{}
	for _, r := range s.All() {
		if slices.Contains(except, r.Type) {
			continue
		}
		for _, text := range texts(resource.NewProperty(r.Properties), nil) {
			in[text] = append(in[text], r)
		}
	}
	return func(r *rule.Resource) bool {
		for _, path := range []string{"id", "arn"} {
			text, known := r.At(path).Text()
			if known == rule.Yes && text != "" && slices.ContainsFunc(in[text], func(o *rule.Resource) bool { return o != r }) {
				return true
			}
		}
		return false
	}
}

// texts are all texts in a value, at any depth.
func texts(v resource.PropertyValue, found []string) []string {
	switch {
	case v.IsSecret():
		return texts(v.SecretValue().Element, found)
	case v.IsOutput():
		return texts(v.OutputValue().Element, found)
	case v.IsString():
		return append(found, v.StringValue())
	case v.IsArray():
		for _, item := range v.ArrayValue() {
			found = texts(item, found)
		}
	case v.IsObject():
		for _, field := range v.ObjectValue() {
			found = texts(field, found)
		}
	}
	return found
}
