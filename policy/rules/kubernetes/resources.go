package kubernetes

import (
	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
)

// amounts asks for a positive amount of each resource in one of the places that
// set it, for a container or for its pod as a whole. Ephemeral containers can't
// ask for any.
func amounts(c kube.Container, rep *rule.Report, wrong string, places []string, resources ...string) {
	if c.Role == kube.Ephemeral {
		return
	}
	for _, resource := range resources {
		at := c.At("resources." + places[0] + "." + resource)
		answers := []rule.Truth{rule.No}
		for _, place := range places {
			path := "resources." + place + "." + resource
			answers = append(answers, kube.Positive(c.At(path)), kube.Positive(c.Pod.Spec.At(path)))
		}
		if !c.Pod.Silent(at) {
			rep.Require(rule.Or(answers...), at, "%s %s: it is %s", c.Label(), wrong, at.Quote())
		}
	}
}
