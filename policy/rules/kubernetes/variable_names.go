package kubernetes

import (
	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
)

var variableNames = rule.Rule{
	ID:    "kubernetes-variable-names",
	Title: "A container sets each variable once",
	Why: "Of two variables of one name the later counts, and the earlier stands there as if it did; an update that " +
		"merges the list may keep the other one.",
	Fix:      "Remove one of the two.",
	Severity: rule.Low,
	Levels:   rule.Everywhere(rule.Advisory),
	Types:    kube.Workloads(),
	Controls: orderly(),
	Since:    since,
	Check: containers(func(c kube.Container, rep *rule.Report) {
		seen, unknown := map[string]bool{}, false
		for _, variable := range c.At("env").Items() {
			at := variable.At("name")
			name, known := at.Text()
			unknown = unknown || known == rule.Unknown
			if known == rule.Yes && seen[name] {
				rep.Fail(at, "%s sets %s twice", c.Label(), at.Quote())
			}
			seen[name] = seen[name] || known == rule.Yes
		}
		if unknown {
			rep.Undecided(c.At("env"))
		}
	}),
}
