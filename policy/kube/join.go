package kube

import "github.com/covetpy/platform/policy/rule"

// defaultName is the namespace and the service account of those who name none.
const defaultName = "default"

// NameOf is a name for comparison: that of unset is "default".
func NameOf(v rule.Value) (string, rule.Truth) {
	if v.Blank() == rule.Yes {
		return defaultName, rule.Yes
	}
	return v.Text()
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
	return []string{"kubernetes:autoscaling/v2:HorizontalPodAutoscaler", "kubernetes:keda.sh/v1alpha1:ScaledObject"}
}

// Namespaces lists what the stack says about the namespace that a resource is in.
// All is Unknown when there may be more.
func Namespaces(s *rule.Stack, r *rule.Resource) (found []*rule.Resource, all rule.Truth) {
	return joined(s, func(to *rule.Resource) rule.Truth {
		return named(r, "metadata", r.At("metadata.namespace"), to)
	}, NamespaceType, NamespaceType+patchSuffix)
}

// Accounts lists what the stack says about the service account of a pod. All is
// Unknown when there may be more.
func Accounts(s *rule.Stack, p Pod) (found []*rule.Resource, all rule.Truth) {
	return joined(s, func(to *rule.Resource) rule.Truth {
		return rule.And(
			Same(p.Resource.At("metadata.namespace"), to.At("metadata.namespace")),
			named(p.Resource, rule.Root(p.Spec.Path()), p.Account(), to),
		)
	}, ServiceAccountType, ServiceAccountType+patchSuffix)
}

// Scaled says whether something in the stack sets how many pods a workload has.
func Scaled(s *rule.Stack, r *rule.Resource) rule.Truth {
	kind, _ := KindOf(r)
	found, all := joined(s, func(scaler *rule.Resource) rule.Truth {
		target := scaler.At("spec.scaleTargetRef")
		return rule.And(
			rule.Or(rule.Not(target.At("kind").Present()), target.At("kind").Is(kind)), // KEDA means a Deployment
			Same(scaler.At("metadata.namespace"), r.At("metadata.namespace")),
			named(scaler, "spec", target.At("name"), r),
		)
	}, Scalers()...)
	switch {
	case len(found) > 0:
		return rule.Yes
	case all == rule.Unknown:
		return rule.Unknown
	default:
		return rule.No
	}
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

// named says whether a value names a resource. While it is not known, the
// resources that it is made from tell.
func named(r *rule.Resource, root string, v rule.Value, to *rule.Resource) rule.Truth {
	answer := Same(v, to.At("metadata.name"))
	if to.At("metadata.name").Present() == rule.No {
		answer = rule.Unknown // it is given one when it is made
	}
	if from := r.From(root, to.Type); answer == rule.Unknown && len(from) == 1 {
		return rule.Of(from[0] == to.URN)
	}
	return answer
}
