package kube

import "github.com/covetpy/platform/policy/rule"

// defaultName is the namespace and the service account of those who name none.
const defaultName = "default"

// NameOf is a name for comparison: that of unset is "default".
func NameOf(v rule.Value) (string, rule.Truth) {
	if v.Blank() == rule.Yes {
		return defaultName, rule.Yes
	}
	return v.Name()
}

// Same says whether two values name the same thing; neither of them may be known
// yet.
func Same(a, b rule.Value) rule.Truth {
	left, leftKnown := NameOf(a)
	right, rightKnown := NameOf(b)
	if known := rule.And(leftKnown, rightKnown); known != rule.Yes {
		return known
	}
	return rule.Of(left == right)
}

// The types that pods are joined with.
const (
	NamespaceType      = "kubernetes:core/v1:Namespace"
	ServiceAccountType = "kubernetes:core/v1:ServiceAccount"
)

// Scalers is the types of resource that set how many pods a workload has.
func Scalers() []string {
	return []string{horizontalPodAutoscaler, scaledObject}
}

// Namespaces lists what the stack says about the namespace that a resource is in.
// All is Unknown when there may be more.
func Namespaces(s *rule.Stack, r *rule.Resource) (found []*rule.Resource, all rule.Truth) {
	return joined(s, func(to *rule.Resource) rule.Truth {
		return Names(r, r.At("metadata.namespace"), to)
	}, NamespaceType, NamespaceType+patchSuffix)
}

// Accounts lists what the stack says about the service account of a pod. All is
// Unknown when there may be more.
func Accounts(s *rule.Stack, p Pod) (found []*rule.Resource, all rule.Truth) {
	return joined(s, func(to *rule.Resource) rule.Truth {
		return NamesBeside(p.Resource, p.Account(), to)
	}, ServiceAccountType, ServiceAccountType+patchSuffix)
}

// Scaled says whether something in the stack sets how many pods a workload has.
func Scaled(s *rule.Stack, r *rule.Resource) rule.Truth {
	answers := []rule.Truth{rule.No}
	for _, scaler := range s.OfType(Scalers()...) {
		answers = append(answers, Scales(scaler, r))
	}
	return rule.Or(answers...)
}

func joined(s *rule.Stack, is func(*rule.Resource) rule.Truth, types ...string) (found []*rule.Resource, all rule.Truth) {
	all = rule.Yes
	for _, to := range s.OfType(types...) {
		switch is(to) {
		case rule.Yes:
			found = append(found, to)
		case rule.Unknown:
			all = rule.Unknown
		case rule.No:
		}
	}
	return found, all
}
