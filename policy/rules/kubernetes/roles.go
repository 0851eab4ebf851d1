package kubernetes

import (
	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

// patched are kinds, with those that change an object that somebody else made.
func patched(kinds ...string) []string {
	out := make([]string, 0, 2*len(kinds)) //nolint:mnd // each kind and its patch
	for _, kind := range kinds {
		out = append(out, kind, kind+"Patch")
	}
	return out
}

// roles are the kinds that hold rights, bindings those that give them.
func roles() []string    { return patched(kube.ClusterRoleType, kube.RoleType) }
func bindings() []string { return patched(kube.ClusterRoleBindingType, kube.RoleBindingType) }

// clusterRoles are the only ones whose rights on what belongs to no namespace
// count.
func clusterRoles() []string { return patched(kube.ClusterRoleType) }

// refuse demands that no rule of a role grants any of the rights.
func refuse(wrong string, rights ...kube.Right) want.Check {
	return func(r *rule.Resource, rep *rule.Report) {
		for _, of := range r.At("rules").Items() {
			rep.Require(rule.Not(kube.Rights(rights).Granted(of)), of, "%s", wrong)
		}
	}
}
