package kubernetes

import (
	"strings"

	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var appArmor = rule.Rule{
	ID:    "kubernetes-app-armor",
	Title: "Nothing switches AppArmor off",
	Why: "The runtime's AppArmor profile keeps a container from the node's kernel settings and from mounting file " +
		"systems. Unconfined takes it away, by the field or by the older annotation.",
	Fix:      "Leave appArmorProfile out, or set its type to RuntimeDefault or Localhost.",
	Severity: rule.Medium,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    kube.Workloads(),
	Controls: confined(baseline("AppArmor")),
	Since:    since,
	Check: want.All(contexts(func(c kube.Context, rep *rule.Report) {
		profile := c.At("appArmorProfile")
		demanded := rule.Or(rule.Not(profile.Present()), profile.At("type").Is("RuntimeDefault", "Localhost"))
		want.Value(rep, profile.At("type"), c.Label+" has an AppArmor profile that confines nothing", demanded)
	}), pods(func(p kube.Pod, rep *rule.Report) {
		annotations := p.Meta.At("annotations")
		keys, known := annotations.Keys()
		if known == rule.Unknown {
			rep.Undecided(annotations)
		}
		for _, key := range keys {
			if strings.HasPrefix(key, "container.apparmor.security.beta.kubernetes.io/") {
				at := annotations.Field(key)
				want.Value(rep, at, "the annotation sets an AppArmor profile that confines nothing", confines(at))
			}
		}
	})),
}

// confines says whether an annotation's value is a profile: none, the runtime's,
// or one that the node has.
func confines(v rule.Value) rule.Truth {
	text, known := v.Text()
	if known == rule.Unknown {
		return known
	}
	return rule.Of(text == "" || text == "runtime/default" || strings.HasPrefix(text, "localhost/"))
}
