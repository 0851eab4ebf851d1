package identity

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/credential"
)

var lambdaSecrets = rule.Rule{
	ID:    "identity-lambda-secrets",
	Title: "No Lambda function has a secret in its environment",
	Why: "Variables are shown in the console, in the state and to everyone who may describe the function, and they " +
		"do not rotate. A variable that names where the secret is (its ARN, name or path) is well.",
	Fix:      "Keep the secret in Secrets Manager, give the function its ARN, and read it when it runs.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{"aws:lambda/function:Function"},
	Controls: leastPrivilege(append(rule.NIST.IDs("IA-5(7)"), rule.PCIDSS.IDs("8.6.2")...)...),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		for _, variable := range r.At("environment.variables").Fields() {
			rep.Require(rule.Not(holdsSecret(variable)), variable.Value, "the variable holds a secret, by its name or its form")
		}
	},
}

// holdsSecret is Unknown for a variable whose value is not known yet and whose
// name says that it is a secret.
func holdsSecret(variable rule.Field) rule.Truth {
	byName := credential.Named(variable.Name)
	text, known := variable.Value.Text()
	switch {
	case known == rule.Unknown:
		return rule.And(rule.Unknown, rule.Of(byName || variable.Name == ""))
	case credential.Held(text):
		return rule.Yes
	default:
		return rule.Of(byName && credential.IsLiteral(text))
	}
}
