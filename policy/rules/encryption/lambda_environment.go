package encryption

import "github.com/covetpy/platform/policy/rule"

var lambdaEnvironment = rule.Rule{
	ID:    "encryption-lambda-environment",
	Title: "The environment of Lambda functions is encrypted with a customer-managed key",
	Why: "With Lambda's own key, whoever may call GetFunctionConfiguration reads every variable in plain text. A " +
		"key of one's own is a second lock. A function without variables is not asked.",
	Fix:      "Set kmsKeyArn to the ARN of a KMS key of the account.",
	Severity: rule.Low,
	Levels:   rule.Everywhere(rule.Advisory),
	Types:    []string{"aws:lambda/function:Function"},
	Controls: atRest(),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		switch variables := r.At("environment.variables"); variables.Empty() {
		case rule.No:
			customerKey(rep, r.At("kmsKeyArn"))
		case rule.Unknown:
			rep.Undecided(variables)
		case rule.Yes:
		}
	},
}
