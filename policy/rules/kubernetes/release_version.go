package kubernetes

import (
	"regexp"

	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
)

// exactVersion is a whole version of Semantic Versioning, with or without a v: no
// range, no star and no part left out.
var exactVersion = regexp.MustCompile(`^v?\d+\.\d+\.\d+([-+][0-9A-Za-z.+-]+)?$`)

var releaseVersion = rule.Rule{
	ID:    "kubernetes-release-version",
	Title: "A Helm release is of an exact version of its chart",
	Why: "Without a version, or with a range, the newest chart is installed: today's preview is not tomorrow's, two " +
		"environments differ without anybody's doing, and whoever may publish the chart is in the cluster.",
	Fix:      "Set version to the one that was tested, such as 2.21.0.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{kube.ReleaseType},
	Controls: supplied(),
	Since:    since,
	Check: func(r *rule.Resource, rep *rule.Report) {
		version := r.At("version")
		rep.Require(version.Holds(exactVersion.MatchString), version, "the chart's version is not an exact one: %s", version.Quote())
	},
}
