package kubernetes

import (
	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var releaseAtomic = rule.Rule{
	ID:    "kubernetes-release-atomic",
	Title: "A Helm release is waited for, and taken back when it fails",
	Why: "A release that failed half way leaves objects of two versions, webhooks without a server among them, which then " +
		"refuse every pod. One that nobody waits for has failed by the time that others need it.",
	Fix:      "Set atomic, and leave skipAwait out.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{kube.ReleaseType},
	Controls: available(),
	Since:    since,
	Check: want.All(
		want.True("atomic", "what failed half way stays"),
		want.False("skipAwait", "nobody waits until it works"),
	),
}
