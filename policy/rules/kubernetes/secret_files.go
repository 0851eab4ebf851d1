package kubernetes

import (
	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
)

var secretFiles = rule.Rule{
	ID:    "kubernetes-secret-files",
	Title: "Secrets come to a pod as files, not as variables",
	Why: "A variable is inherited by every child, printed by crash reports and shown by /proc; it keeps its old value " +
		"until the pod is replaced. A file has an owner and follows the Secret.",
	Fix:      "Mount the Secret as a volume, or by the secrets store's CSI driver, and have the program read the file.",
	Severity: rule.Low,
	Levels:   rule.Everywhere(rule.Advisory),
	Types:    kube.Workloads(),
	Controls: identified(rule.CISEKS.ID("4.4.1")),
	Since:    since,
	Check: containers(func(c kube.Container, rep *rule.Report) {
		for _, variable := range c.At("env").Items() {
			at := variable.At("valueFrom.secretKeyRef")
			rep.Require(rule.Not(at.Present()), at, "%s has a Secret in its variable %s", c.Label(), variable.At("name").Quote())
		}
		for _, source := range c.At("envFrom").Items() {
			at := source.At("secretRef")
			rep.Require(rule.Not(at.Present()), at, "%s has a whole Secret in its variables", c.Label())
		}
	}),
}
