package kubernetes

import (
	"slices"

	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
)

// Settings of the rule, and the label that it reads.
const (
	enforcedProfiles  = "profiles"
	enforcedElsewhere = "elsewhere"
	enforceLabel      = "pod-security.kubernetes.io/enforce"
)

var enforcedNamespace = rule.Rule{
	ID:    "kubernetes-enforced-namespace",
	Title: "Every namespace with workloads enforces a pod security profile",
	Why: "Rules about a stack see what the stack has. What an operator, a chart or a person puts beside it is held by " +
		"nothing but the API server's admission, and that lets everything in where the namespace has no label.",
	Fix: "Make the namespace in the stack and label it pod-security.kubernetes.io/enforce: restricted (or baseline).",
	Settings: []rule.Setting{
		{
			Name: enforcedProfiles, Doc: "Profiles that are strict enough.",
			Texts: rule.Same([]string{"baseline", "restricted"}),
		},
		{
			Name: enforcedElsewhere, Doc: "Namespaces that another stack makes, and labels.",
			Texts: rule.Same([]string{}),
		},
	},
	Severity: rule.Medium,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    append(kube.Workloads(), kube.NamespaceType, kube.NamespaceType+"Patch"),
	Controls: confined(rule.CISEKS.ID("4.2.1"), rule.CISEKS.ID("4.2.5")),
	Since:    since,
	CheckStack: func(s *rule.Stack, rep *rule.Report) {
		for _, r := range s.OfType(kube.Workloads()...) {
			if _, patch := kube.KindOf(r); patch {
				continue // of something that is there already
			}
			at := r.At("metadata.namespace")
			rep.On(r).Require(enforced(s, r, rep), at, "its namespace %s enforces no pod security profile in this stack", at.Quote())
		}
	},
}

func enforced(s *rule.Stack, r *rule.Resource, rep *rule.Report) rule.Truth {
	name, known := kube.NameOf(r.At("metadata.namespace"))
	if known == rule.Yes && slices.Contains(rep.Texts(enforcedElsewhere), name) {
		return rule.Yes
	}
	found, all := kube.Namespaces(s, r)
	answers := []rule.Truth{rule.No}
	if all == rule.Unknown || known == rule.Unknown && len(found) == 0 {
		answers = append(answers, rule.Unknown)
	}
	for _, namespace := range found {
		answers = append(answers, namespace.At("metadata.labels").Field(enforceLabel).Is(rep.Texts(enforcedProfiles)...))
	}
	return rule.Or(answers...)
}
