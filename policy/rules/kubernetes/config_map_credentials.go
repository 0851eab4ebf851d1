package kubernetes

import (
	"regexp"

	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/credential"
)

var configMapCredentials = rule.Rule{
	ID:    "kubernetes-config-map-credentials",
	Title: "ConfigMaps hold no credentials",
	Why: "A ConfigMap is not encrypted with the key of secrets, and whoever may look at the namespace may read it: roles " +
		"that are refused secrets are given ConfigMaps.",
	Fix: "Keep the credential in Secrets Manager and mount it, or put it into a Secret. Put a reference into the " +
		"ConfigMap.",
	Severity: rule.High,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    patched("kubernetes:core/v1:ConfigMap"),
	Controls: authenticated(),
	Since:    since,
	Check:    checkConfigMap,
}

func checkConfigMap(r *rule.Resource, rep *rule.Report) {
	for _, field := range r.At("data").Fields() {
		text, known := field.Value.Text()
		if known == rule.Unknown {
			rep.Undecided(field.Value)
			continue
		}
		if name := credentialIn(field.Name, text); name != "" {
			rep.Fail(field.Value, "it holds the value of %s", name)
		} else if credential.In(text) != "" {
			rep.Fail(field.Value, "it holds a credential, by the look of it")
		}
	}
}

// configLine is a line of a configuration file that gives a value to a name.
var configLine = regexp.MustCompile(`(?m)^\s*(?:export\s+)?["']?([\w.-]+)["']?\s*[:=]\s*["']?([^"'\s,]+)`)

// credentialIn is the name that a text gives a credential to, itself or in one of
// its lines; empty when there is none.
func credentialIn(name, text string) string {
	if credential.Named(name) && credential.IsLiteral(text) {
		return name
	}
	for _, match := range configLine.FindAllStringSubmatch(text, -1) {
		if credential.Named(match[1]) && credential.IsLiteral(match[2]) {
			return match[1]
		}
	}
	return ""
}
