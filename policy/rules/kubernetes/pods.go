package kubernetes

import (
	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

// pods asks about the pod that a workload describes.
func pods(judge func(kube.Pod, *rule.Report)) want.Check {
	return func(r *rule.Resource, rep *rule.Report) { judge(kube.PodOf(r), rep) }
}

// containers asks about each container of a pod, whatever its role.
func containers(judge func(kube.Container, *rule.Report)) want.Check {
	return pods(func(p kube.Pod, rep *rule.Report) {
		for _, c := range p.Containers() {
			judge(c, rep)
		}
	})
}

// contexts asks about each security context, the pod's and its containers'.
func contexts(judge func(kube.Context, *rule.Report)) want.Check {
	return pods(func(p kube.Pod, rep *rule.Report) {
		for _, c := range p.Contexts() {
			judge(c, rep)
		}
	})
}

// demand requires an answer about a value that has to be said. What a patch is
// silent about is said, or not, by what it patches.
func demand(rep *rule.Report, p kube.Pod, at rule.Value, wrong string, answer rule.Truth) {
	if !p.Silent(at) {
		want.Value(rep, at, wrong, answer)
	}
}

// inEffect requires that a field of the security context is good for each
// container: what it says itself or, where it is silent, what its pod says. A pod
// that says something else fails as well, even where every container corrects it,
// as admission has it. The leaf is the place below the field that a person looks
// at, if it is not the field.
func inEffect(rep *rule.Report, p kube.Pod, field, leaf, wrong string, good func(rule.Value) rule.Truth) {
	pods := p.Spec.At("securityContext." + field)
	want.Value(rep, pods.At(leaf), "the pod "+wrong, rule.Or(rule.Not(pods.Present()), good(pods)))
	for _, c := range p.Containers() {
		own := c.At("securityContext." + field)
		if own.Present() == rule.No && (pods.Present() != rule.No || p.Silent(own)) {
			continue
		}
		want.Value(rep, own.At(leaf), c.Label()+" "+wrong, good(own))
	}
}

// isZero says whether a value is the number nought.
func isZero(v rule.Value) rule.Truth {
	n, known := v.Number()
	return rule.And(known, rule.Of(n == 0))
}

// oneOfOrEmpty says whether a value is one of some texts, the empty one, or not
// given. A blank is a text like any other, as admission has it.
func oneOfOrEmpty(v rule.Value, texts ...string) rule.Truth {
	return rule.Or(rule.Not(v.Present()), v.Is(append(texts, "")...))
}

// images asks about each image that a pod names. Where it names none the API
// server refuses it, or a patch leaves it as it is.
func images(judge func(rule.Value, *rule.Report)) want.Check {
	return pods(func(p kube.Pod, rep *rule.Report) {
		for _, at := range p.Images() {
			if at.Present() != rule.No {
				judge(at, rep)
			}
		}
	})
}
