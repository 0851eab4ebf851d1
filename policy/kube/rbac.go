package kube

import (
	"slices"

	"github.com/covetpy/platform/policy/rule"
)

// The kinds of RBAC.
const (
	ClusterRoleType        = "kubernetes:rbac.authorization.k8s.io/v1:ClusterRole"
	RoleType               = "kubernetes:rbac.authorization.k8s.io/v1:Role"
	ClusterRoleBindingType = "kubernetes:rbac.authorization.k8s.io/v1:ClusterRoleBinding"
	RoleBindingType        = "kubernetes:rbac.authorization.k8s.io/v1:RoleBinding"
)

// RBACGroup is the API group of RBAC itself.
const RBACGroup = "rbac.authorization.k8s.io"

// Right is something that a role may let its holders do: any of the verbs on any
// of the resources. Wildcards grant it too.
type Right struct {
	// Group is the API group; empty is the core group.
	Group     string
	Resources []string
	Verbs     []string
	// UnlessNamed is true where it is harmless on objects that are listed by name.
	UnlessNamed bool
}

// Granted says whether one rule of a role grants the right. Resources and verbs
// are compared letter for letter, as the API server does; "*" is any of them, and
// "*/exec" is that subresource of all.
func (g Right) Granted(of rule.Value) rule.Truth {
	answers := []rule.Truth{
		anyOf(of.At("apiGroups"), g.Group, "*"),
		anyOf(of.At("resources"), withSubresources(g.Resources)...),
		anyOf(of.At("verbs"), append(slices.Clone(g.Verbs), "*")...),
	}
	if g.UnlessNamed {
		answers = append(answers, of.At("resourceNames").Empty())
	}
	return rule.And(answers...)
}

// withSubresources adds the wildcards that take the resources in.
func withSubresources(resources []string) []string {
	out := append(slices.Clone(resources), "*")
	for _, r := range resources {
		if at := slices.Index([]byte(r), '/'); at >= 0 {
			out = append(out, "*"+r[at:])
		}
	}
	return out
}

func anyOf(list rule.Value, wanted ...string) rule.Truth {
	answers := []rule.Truth{rule.No}
	for _, item := range list.Items() {
		answers = append(answers, item.Is(wanted...))
	}
	return rule.Or(answers...)
}

// Rights are rights that come to the same.
type Rights []Right

// Granted says whether a rule of a role grants one of them.
func (rs Rights) Granted(of rule.Value) rule.Truth {
	answers := []rule.Truth{rule.No}
	for _, r := range rs {
		answers = append(answers, r.Granted(of))
	}
	return rule.Or(answers...)
}
