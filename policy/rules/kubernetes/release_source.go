package kubernetes

import (
	"strings"

	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
)

var releaseSource = rule.Rule{
	ID:    "kubernetes-release-source",
	Title: "Charts are fetched over TLS",
	Why: "A chart holds the rights that it gives to its own pods. Whoever sits between the repository and Helm can " +
		"hand over another one where the way is plain text; an index has no signature.",
	Fix:      "Use a repository of https, or a chart of an OCI registry.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{kube.ReleaseType},
	Controls: supplied(),
	Since:    since,
	Check: func(r *rule.Resource, rep *rule.Report) {
		repo, chart := r.At("repositoryOpts.repo"), r.At("chart")
		plain := func(text string) bool { return strings.HasPrefix(strings.ToLower(strings.TrimSpace(text)), "http://") }
		for _, at := range []rule.Value{repo, chart} {
			rep.Require(rule.Not(at.Holds(plain)), at, "it comes in plain text: %s", at.Quote())
		}
	},
}
