package kubernetes

import (
	"path"

	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
)

var releaseValues = rule.Rule{
	ID:    "kubernetes-release-values",
	Title: "Controllers are installed with what others rely on",
	Why: "A value of a chart changes what a controller does for everyone: a gate that is not put into pods, a secret that " +
		"is never read anew or is copied into the cluster, a controller that may read every secret, a sidecar that keeps a job from ending.",
	Fix: "Leave the load balancer controller's enablePodReadinessGateInject on; turn the secrets driver's enableSecretRotation " +
		"on and syncSecret off, External Secrets' push and cluster-wide kinds off, KEDA's permissions.operator.restrict.secret on and " +
		"rbac.enabledCustomScaledRefKinds off, and Istio's native sidecars and network plugin on.",
	Severity: rule.Medium,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    []string{kube.ReleaseType},
	Controls: available(),
	Since:    since,
	Check: func(r *rule.Resource, rep *rule.Report) {
		chart, known := r.At("chart").Text()
		if known != rule.Yes {
			rep.Undecided(r.At("chart"))
			return
		}
		for _, s := range switches[path.Base(chart)] {
			at := r.At("values." + s.at)
			answer := at.Is(s.on)
			if s.byDefault {
				answer = rule.Or(answer, rule.Not(at.Present()))
			}
			rep.Require(answer, at, "%s", s.wrong)
		}
	},
}

// chartSwitch is a value of a chart that others rely on.
type chartSwitch struct {
	at, on    string
	byDefault bool // the chart has it so where nothing is said
	wrong     string
}

// switches by chart, from the values.yaml of each.
var switches = map[string][]chartSwitch{
	"aws-load-balancer-controller": {
		{"enablePodReadinessGateInject", "true", true, "pods are ready before the load balancer has them"},
	},
	"secrets-store-csi-driver": {
		{"enableSecretRotation", "true", false, "a secret that was changed never reaches pods that run"},
		{"syncSecret.enabled", "false", true, "secrets are copied into the cluster"},
	},
	"external-secrets": {
		{"processPushSecret", "false", false, "whoever writes in a namespace writes secrets of the account"},
		{"processClusterPushSecret", "false", false, "whoever writes in the cluster writes secrets of the account"},
		{"processClusterExternalSecret", "false", false, "one object copies a secret into every namespace"},
		{"processClusterGenerator", "false", false, "whoever writes in a namespace has credentials made by a generator of the cluster"},
	},
	"keda": {
		{"permissions.operator.restrict.secret", "true", false, "the operator reads the secrets of every namespace"},
		// The chart's kinds are "*" of "*": it may get any object, and scale what can be.
		{"rbac.enabledCustomScaledRefKinds", "false", false, "the operator reads every object there is, secrets too"},
	},
	"istiod": {
		{"env.ENABLE_NATIVE_SIDECARS", "true", false, "a job's pod never ends, as its sidecar goes on"},
		{"cni.enabled", "true", false, "every pod of the mesh asks for rights over its network, which Pod Security refuses"},
	},
}
