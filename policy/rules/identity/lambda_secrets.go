package identity

import (
	"regexp"

	"github.com/covetpy/platform/policy/rule"
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

var (
	secretName = regexp.MustCompile(`(?i)(passw(or)?d|passphrase|secret|token|api_?key|private_?key|access_?key|credential)`)
	// placeName is how a variable is called that says where a secret is, or how
	// long it lives, instead of what it is.
	placeName = regexp.MustCompile(`(?i)_(arn|name|id|path|url|uri|ref|file|parameter|ttl|seconds|expiry)$`)
	// secretForm is an AWS access key, a private key in PEM, or a token of GitHub,
	// Slack or a JWT.
	secretForm = regexp.MustCompile(`\b(AKIA|ASIA)[0-9A-Z]{16}\b|-----BEGIN [A-Z ]*PRIVATE KEY|\bgh[pousr]_[A-Za-z0-9]{36}|\bxox[abp]-|\beyJ[A-Za-z0-9_-]+\.eyJ`)
	// reference is a value that only points to the secret.
	reference = regexp.MustCompile(`^(arn:|\{\{resolve:|/|https?://)`)
)

// holdsSecret is Unknown for a variable whose value is not known yet and whose
// name says that it is a secret.
func holdsSecret(variable rule.Field) rule.Truth {
	byName := secretName.MatchString(variable.Name) && !placeName.MatchString(variable.Name)
	text, known := variable.Value.Text()
	switch {
	case known == rule.Unknown:
		return rule.And(rule.Unknown, rule.Of(byName || variable.Name == ""))
	case secretForm.MatchString(text):
		return rule.Yes
	default:
		return rule.Of(byName && text != "" && !reference.MatchString(text))
	}
}
