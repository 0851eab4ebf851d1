package identity

import "github.com/covetpy/platform/policy/rule"

const (
	secretType         = "aws:secretsmanager/secret:Secret"
	secretRotationType = "aws:secretsmanager/secretRotation:SecretRotation"
)

var secretRotation = rule.Rule{
	ID:    "identity-secret-rotation",
	Title: "Every secret of the stack rotates",
	Why: "A secret that nobody changes is known, after some years, to everyone who ever worked with it, and to " +
		"whoever found one old backup. Rotation is a resource of its own, and easily forgotten. What somebody else " +
		"gives out, such as the key of a payment provider, no function can change: such a secret says who does, and when.",
	Fix: "Add an aws.secretsmanager.SecretRotation whose secretId is this secret's id, or give the secret the tags " +
		"Rotation with none and RotationReason with who changes its value and when.",
	Severity: rule.Medium,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    []string{secretType, secretRotationType},
	Controls: leastPrivilege(rule.FSBP.ID("SecretsManager.1"), rule.Control{Framework: rule.NIST, ID: "IA-5(1)"}),
	Since:    "0.3.0",
	CheckStack: func(s *rule.Stack, rep *rule.Report) {
		for _, secret := range s.OfType(secretType) {
			answers := []rule.Truth{byHand(secret)}
			for _, rotation := range s.OfType(secretRotationType) {
				answers = append(answers, s.Names(rotation, "secretId", secret, "name", "id", "arn"))
			}
			rep.On(secret).Require(rule.Or(answers...), secret.At("name"), "no rotation in the stack names this secret")
		}
	},
}

// byHand says whether a secret tells why nothing rotates it. Default tags are among
// tagsAll, where there are any.
func byHand(secret *rule.Resource) rule.Truth {
	at := secret.At("tagsAll")
	if at.Present() == rule.No {
		at = secret.At("tags")
	}
	return rule.And(at.At("Rotation").Is("none"), rule.Not(at.At("RotationReason").Blank()))
}
