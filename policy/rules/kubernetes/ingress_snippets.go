package kubernetes

import (
	"strings"

	"github.com/covetpy/platform/policy/rule"
)

var ingressSnippets = rule.Rule{
	ID:    "kubernetes-ingress-snippets",
	Title: "No ingress carries configuration of its own for nginx",
	Why: "A snippet is pasted into the configuration of the controller, which can read every secret of the cluster: with a " +
		"few lines of Lua it hands them out (CVE-2021-25742).",
	Fix:      "Use the annotations that have a meaning of their own, and switch snippets off in the controller.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    patched(ingressType),
	Controls: segmented(),
	Since:    since,
	Check:    checkIngressSnippets,
}

func checkIngressSnippets(r *rule.Resource, rep *rule.Report) {
	for _, field := range r.At("metadata.annotations").Fields() {
		if field.Name == "" {
			rep.Undecided(field.Value)
			continue
		}
		owner, name, _ := strings.Cut(strings.ToLower(field.Name), "/")
		nginx := owner == "nginx.ingress.kubernetes.io" || owner == "nginx.org"
		snippet := strings.HasSuffix(name, "-snippet") || strings.HasSuffix(name, "-snippets")
		rep.Require(rule.Of(!nginx || !snippet), field.Value, "it writes into the configuration of nginx")
	}
}
