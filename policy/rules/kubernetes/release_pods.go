package kubernetes

import (
	"slices"

	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
)

var releasePods = rule.Rule{
	ID:    "kubernetes-release-pods",
	Title: "Values of a Helm release switch no protection of its pods off",
	Why: "The pods of a chart are out of sight of Pulumi, and those of controllers hold more rights than any other. What " +
		"their values say about users, file systems and privileges is all that a review can see of them.",
	Fix: "Set runAsNonRoot and readOnlyRootFilesystem to true, and leave privileged, allowPrivilegeEscalation, " +
		"hostNetwork, hostPID and hostIPC false.",
	Severity: rule.High,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    []string{kube.ReleaseType},
	Controls: confined(),
	Since:    since,
	Check:    func(r *rule.Resource, rep *rule.Report) { checkValues(r.At("values").Sweep(), rep) },
}

// Switches of security contexts and of pods, as Kubernetes and so most charts call
// them: those that have to be on, and those that have to be off.
var (
	protections = []string{"runAsNonRoot", "readOnlyRootFilesystem"}
	privileges  = []string{"privileged", "allowPrivilegeEscalation", "hostNetwork", "hostPID", "hostIPC"}
)

// checkValues looks for the switches wherever a chart has them. What is not known yet
// may be a mapping that holds some.
func checkValues(at rule.Value, rep *rule.Report) {
	if at.Present() == rule.Unknown {
		rep.Undecided(at)
		return
	}
	for _, field := range at.Fields() {
		switch {
		case slices.Contains(protections, field.Name):
			rep.Require(field.Value.IsTrue(), field.Value, "%s is off", field.Name)
		case slices.Contains(privileges, field.Name):
			rep.Require(rule.Not(field.Value.IsTrue()), field.Value, "%s is on", field.Name)
		default:
			checkValues(field.Value, rep)
		}
	}
}
