package kube

import "github.com/covetpy/platform/policy/rule"

// Role is what a container is in its pod.
type Role int8

// The roles.
const (
	Main      Role = iota + 1
	Init           // runs before the others, or as a sidecar beside them
	Ephemeral      // added to a running pod to look into it
)

// Container is one of a pod's, or the whole list while it is not known.
type Container struct {
	rule.Value
	Pod  Pod
	Role Role
}

// Containers is every container of the pod, whatever its role.
func (p Pod) Containers() []Container {
	var out []Container
	for _, list := range []struct {
		field string
		role  Role
	}{{"containers", Main}, {"initContainers", Init}, {"ephemeralContainers", Ephemeral}} {
		for _, item := range p.Spec.At(list.field).Items() {
			out = append(out, Container{Value: item, Pod: p, Role: list.role})
		}
	}
	return out
}

// Label names the container in a message.
func (c Container) Label() string {
	role := map[Role]string{Main: "container ", Init: "init container ", Ephemeral: "ephemeral container "}[c.Role]
	if name, known := c.At("name").Name(); known == rule.Yes {
		return role + name
	}
	return role + "without a known name"
}

// Sidecar says whether it is an init container that stays beside the others.
func (c Container) Sidecar() rule.Truth {
	return rule.And(rule.Of(c.Role == Init), c.At("restartPolicy").Is("Always"))
}

// RunsOn says whether the container is meant to run until its pod is stopped.
func (c Container) RunsOn() rule.Truth {
	return rule.And(c.Pod.RunsOn(), rule.Or(rule.Of(c.Role == Main), c.Sidecar()))
}

// Context is a securityContext of a pod, the pod's own or a container's.
type Context struct {
	rule.Value
	Label string
}

// Contexts is every place where the pod's security is set: its own, then those of
// its containers.
func (p Pod) Contexts() []Context {
	out := []Context{{Value: p.Spec.At("securityContext"), Label: "the pod"}}
	for _, c := range p.Containers() {
		out = append(out, Context{Value: c.At("securityContext"), Label: c.Label()})
	}
	return out
}
