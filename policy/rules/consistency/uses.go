package consistency

import (
	"slices"

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

// checkUsed reports each resource of some types that no other is made from. The
// types that belong to it, such as its alias or its policy, are no use.
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
		for _, r := range s.OfType(types...) {
			kept := slices.ContainsFunc(rep.Texts(settingKept), func(pattern string) bool { return rule.Like(pattern, r.Name) })
			if !used[string(r.URN)] && !kept {
				rep.On(r).Fail(r.At("name"), "%s", message)
			}
		}
	}
}
