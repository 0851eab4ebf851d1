package identity

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

const secretRotationType = "aws:secretsmanager/secretRotation:SecretRotation"

var secretRotation = rule.Rule{
	ID:    "identity-secret-rotation",
	Title: "Every secret of the stack rotates",
	Why: "A secret that nobody changes is known, after some years, to everyone who ever worked with it, and to " +
		"whoever found one old backup. Rotation is a resource of its own, and easily forgotten.",
	Fix:      "Add an aws.secretsmanager.SecretRotation whose secretId is this secret's id.",
	Severity: rule.Medium,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    []string{"aws:secretsmanager/secret:Secret", secretRotationType},
	Controls: leastPrivilege(rule.FSBP.ID("SecretsManager.1"), rule.Control{Framework: rule.NIST, ID: "IA-5(1)"}),
	Since:    "0.3.0",
	CheckStack: want.Every("aws:secretsmanager/secret:Secret", secretRotationType, "secretId",
		"no rotation in the stack names this secret", "name", "id", "arn"),
}
