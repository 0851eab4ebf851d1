package kube

import "github.com/covetpy/platform/policy/rule"

// ReleaseType is a Helm release, whose objects the stack does not show.
const ReleaseType = "kubernetes:helm.sh/v3:Release"

// Exists says whether one of the resources is what is looked for. What none is may
// still be among the objects of a release.
func Exists(s *rule.Stack, among []*rule.Resource, found func(*rule.Resource) rule.Truth) rule.Truth {
	answers := []rule.Truth{rule.No}
	if len(s.OfType(ReleaseType)) > 0 {
		answers = append(answers, rule.Unknown)
	}
	for _, r := range among {
		answers = append(answers, found(r))
	}
	return rule.Or(answers...)
}
