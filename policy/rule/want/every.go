package want

import "github.com/covetpy/platform/policy/rule"

// Every is the check of a stack rule: each resource of a type has one of another
// type that names it by a path. What by lists are properties that the path may
// hold; a finding is put at the first of them.
func Every(of, other, path, wrong string, by ...string) func(*rule.Stack, *rule.Report) {
	return func(s *rule.Stack, rep *rule.Report) {
		for _, r := range s.OfType(of) {
			answers := []rule.Truth{rule.No}
			for _, o := range s.OfType(other) {
				answers = append(answers, s.Names(o, path, r, by...))
			}
			rep.On(r).Require(rule.Or(answers...), r.At(by[0]), "%s", wrong)
		}
	}
}
