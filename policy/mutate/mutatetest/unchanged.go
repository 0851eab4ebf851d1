// Package mutatetest helps to test mutants.
package mutatetest

import (
	"maps"
	"slices"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"

	"github.com/covetpy/platform/policy/rule"
)

// Unchanged is a rule that wants a stack just as it is: a mutant that survives it
// changed nothing that a rule about stacks can see.
func Unchanged(stack *rule.Stack) rule.Rule {
	was, types := index(stack.All())
	return rule.Rule{
		ID: "mutate-unchanged", Levels: rule.Everywhere(rule.Mandatory), Types: types,
		CheckStack: func(s *rule.Stack, rep *rule.Report) {
			left := maps.Clone(was)
			for _, r := range s.OfType(types...) {
				delete(left, r.URN)
				rep.On(r).Require(same(was[r.URN], r), r.At(""), "it has changed")
			}
			for _, r := range left {
				rep.On(r).Fail(r.At(""), "it is gone")
			}
		},
	}
}

// UnchangedInputs is the same for the inputs of resources, which a rule about
// single resources sees.
func UnchangedInputs(inputs []*rule.Resource) rule.Rule {
	was, types := index(inputs)
	return rule.Rule{
		ID: "mutate-unchanged-inputs", Levels: rule.Everywhere(rule.Mandatory), Types: types,
		Check: func(r *rule.Resource, rep *rule.Report) {
			rep.Require(same(was[r.URN], r), r.At(""), "it has changed")
		},
	}
}

func index(list []*rule.Resource) (byURN map[resource.URN]*rule.Resource, types []string) {
	byURN = map[resource.URN]*rule.Resource{}
	for _, r := range list {
		byURN[r.URN] = r
		types = append(types, r.Type)
	}
	slices.Sort(types)
	return byURN, slices.Compact(types)
}

// same compares resources, and reads every input, so that each counts as read.
func same(before, now *rule.Resource) rule.Truth {
	for key := range before.Properties {
		now.At(string(key))
	}
	return rule.Of(before.Protect == now.Protect && before.Properties.DeepEquals(now.Properties) &&
		maps.EqualFunc(before.Dependencies, now.Dependencies, slices.Equal))
}
