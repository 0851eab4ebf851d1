package kubernetes

import (
	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
)

var imagePullPolicy = rule.Rule{
	ID:    "kubernetes-image-pull-policy",
	Title: "Nodes fetch an image again, or name it so that there is only one",
	Why: "A node that has an image of the name doesn't ask the registry: it runs what somebody pulled last month, or, " +
		"with Never, what somebody put there. A digest can only be that image.",
	Fix:      "Name the image by its digest, or set imagePullPolicy to Always. Don't set it to Never.",
	Severity: rule.Low,
	Levels:   rule.Everywhere(rule.Advisory),
	Types:    kube.Workloads(),
	Controls: supplied(),
	Since:    since,
	Check: containers(func(c kube.Container, rep *rule.Report) {
		at, image := c.At("imagePullPolicy"), c.At("image")
		if c.Pod.Silent(at) || c.Pod.Patch && at.Is("IfNotPresent") == rule.Yes && c.Pod.Silent(image) {
			return
		}
		pinned := image.Holds(func(text string) bool { return kube.ParseImage(text).Digest != "" })
		// The API server sets Always for what is latest, if nothing is said.
		newest := rule.And(rule.Not(at.Present()), image.Present(), rule.Not(image.Holds(namesVersion)))
		answer := rule.Or(at.Is("Always"), newest, rule.And(pinned, rule.Not(at.Is("Never"))))
		rep.Require(answer, at, "%s may run another image of the same name: it is %s", c.Label(), at.Quote())
	}),
}
