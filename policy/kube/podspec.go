package kube

import (
	"slices"
	"strings"

	"github.com/covetpy/platform/policy/rule"
)

// workload is a kind of resource that describes pods.
type workload struct {
	kind, group string
	at          string // of the pod's metadata and spec
}

var workloads = []workload{
	{"Pod", "core/v1", ""},
	{"PodTemplate", "core/v1", "template"},
	{"ReplicationController", "core/v1", "spec.template"},
	{"DaemonSet", "apps/v1", "spec.template"},
	{"Deployment", "apps/v1", "spec.template"},
	{"ReplicaSet", "apps/v1", "spec.template"},
	{"StatefulSet", "apps/v1", "spec.template"},
	{"Job", "batch/v1", "spec.template"},
	{"CronJob", "batch/v1", "spec.jobTemplate.spec.template"},
}

const patchSuffix = "Patch"

// Workloads is the types of resource that describe pods, patches of them
// included: those of some kinds, or of all.
func Workloads(kinds ...string) []string {
	var out []string
	for _, w := range workloads {
		if len(kinds) == 0 || slices.Contains(kinds, w.kind) {
			token := "kubernetes:" + w.group + ":" + w.kind
			out = append(out, token, token+patchSuffix)
		}
	}
	return out
}

// Pod is the pod that a resource describes.
type Pod struct {
	Resource *rule.Resource
	// Kind is the resource's, "Deployment"; of a patch that of what it patches.
	Kind string
	// Patch is true when fields that are not said may be set elsewhere.
	Patch bool
	// Meta and Spec are the pod's own metadata and spec.
	Meta, Spec rule.Value
}

// PodOf finds the pod in a resource of one of the types that Workloads lists.
func PodOf(r *rule.Resource) Pod {
	kind, patch := KindOf(r)
	p := Pod{Resource: r, Kind: kind, Patch: patch, Meta: r.At("metadata"), Spec: r.At("spec")}
	for _, w := range workloads {
		if w.kind == kind && w.at != "" {
			p.Meta, p.Spec = r.At(w.at+".metadata"), r.At(w.at+".spec")
		}
	}
	return p
}

// KindOf is a resource's kind, and whether it is a patch of one.
func KindOf(r *rule.Resource) (kind string, patch bool) {
	kind = r.Type[strings.LastIndex(r.Type, ":")+1:]
	return strings.CutSuffix(kind, patchSuffix)
}

// Silent is true when the pod is described by a patch that says nothing about a
// value: then another decides it.
func (p Pod) Silent(v rule.Value) bool { return p.Patch && v.Present() == rule.No }

// Windows says whether the pod declares that it runs on Windows, where Linux's
// means of confinement must not be set.
func (p Pod) Windows() rule.Truth { return p.Spec.At("os.name").Is("windows") }

// OwnUsers says whether the pod has a user namespace of its own, so that its root
// is nobody on the node.
func (p Pod) OwnUsers() rule.Truth {
	users := p.Spec.At("hostUsers")
	return rule.And(users.Present(), rule.Not(users.IsTrue()))
}

// RunsOn says whether the pod is meant to run until it is stopped.
func (p Pod) RunsOn() rule.Truth {
	switch p.Kind {
	case "Job", "CronJob":
		return rule.No
	case "Pod", "PodTemplate":
		policy := p.Spec.At("restartPolicy")
		if p.Silent(policy) {
			return rule.No
		}
		return rule.Or(rule.Not(policy.Present()), policy.Is("Always"))
	default:
		return rule.Yes
	}
}

// Account is the name of the service account. The older of its two fields counts
// where the newer is not given.
func (p Pod) Account() rule.Value {
	name, older := p.Spec.At("serviceAccountName"), p.Spec.At("serviceAccount")
	if name.Blank() == rule.Yes && older.Blank() != rule.Yes {
		return older
	}
	return name
}
