package kubernetes

import (
	"slices"
	"strings"

	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
)

// wantedLabels is a setting.
const wantedLabels = "labels"

var labels = rule.Rule{
	ID:    "kubernetes-labels",
	Title: "A workload says by its labels what it is and what it belongs to",
	Why: "Dashboards, cost reports and people on call group pods by the labels that Kubernetes recommends. A workload " +
		"without them is nobody's.",
	Fix:      "Set app.kubernetes.io/name and app.kubernetes.io/part-of in metadata.labels.",
	Severity: rule.Low,
	Levels:   rule.Everywhere(rule.Advisory),
	Types: slices.DeleteFunc(kube.Workloads(), func(token string) bool {
		return strings.HasSuffix(token, "Patch") // which need not repeat what it patches
	}),
	Controls: orderly(),
	Settings: []rule.Setting{{
		Name: wantedLabels, Doc: "Labels that every workload has.",
		Texts: rule.Same([]string{"app.kubernetes.io/name", "app.kubernetes.io/part-of"}),
	}},
	Since: since,
	Check: func(r *rule.Resource, rep *rule.Report) {
		for _, key := range rep.Texts(wantedLabels) {
			at := r.At("metadata.labels").Field(key)
			rep.Require(rule.Not(at.Blank()), at, "the label is missing")
		}
	},
}
