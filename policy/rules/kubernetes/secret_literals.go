package kubernetes

import (
	"strings"

	"github.com/covetpy/platform/policy/kube"
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/credential"
)

var secretLiterals = rule.Rule{
	ID:    "kubernetes-secret-literals",
	Title: "No password or key is written into a pod's environment or arguments",
	Why: "What stands in the pod's own text is read by everybody who may look at pods, and stays in the cluster's " +
		"store, its audit log and every copy of the manifest. It can't be changed without a rollout.",
	Fix: "Keep the value in a Secret, best one that is fetched from the account's secret store, and mount it as a " +
		"file; name the file in the variable.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    kube.Workloads(),
	Controls: identified(rule.CISEKS.ID("4.4.1"), rule.Control{Framework: rule.NIST, ID: "IA-5(7)"}),
	Since:    since,
	Check: containers(func(c kube.Container, rep *rule.Report) {
		for _, variable := range c.At("env").Items() {
			at := variable.At("value")
			secret := rule.Or(
				rule.And(variable.At("name").Holds(credential.Named), at.Holds(credential.IsLiteral)),
				at.Holds(credential.Held),
			)
			rep.Require(rule.Not(secret), at, "%s has a secret in its variable %s", c.Label(), variable.At("name").Quote())
		}
		for _, list := range []string{"args", "command"} {
			secretArguments(rep, c, c.At(list).Items())
		}
	}),
}

// secretArguments looks for "--password=x" and for "--password", "x".
func secretArguments(rep *rule.Report, c kube.Container, args []rule.Value) {
	expected := rule.No // a secret's value
	for _, at := range args {
		secret := rule.Or(
			at.Holds(credential.Held),
			rule.And(expected, at.Holds(credential.IsLiteral)),
			at.Holds(func(text string) bool {
				flag, value, ok := strings.Cut(text, "=")
				return ok && credential.Named(flag) && credential.IsLiteral(value)
			}),
		)
		rep.Require(rule.Not(secret), at, "%s has a secret among its arguments", c.Label())
		expected = at.Holds(func(text string) bool {
			return strings.HasPrefix(text, "-") && !strings.ContainsAny(text, "= ") && credential.Named(text)
		})
	}
}
