package identity

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/credential"
)

var userData = rule.Rule{
	ID:    "identity-user-data",
	Title: "User data of instances holds no credentials",
	Why: "Whoever may describe the instance or its template reads its user data, and so does every process on the " +
		"instance, from the metadata service. It stays in every version of the template. It is read here out of " +
		"base64 and gzip.",
	Fix:      "Let the instance fetch the secret with its role, from Secrets Manager or Parameter Store.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types: []string{
		"aws:ec2/launchTemplate:LaunchTemplate",
		"aws:ec2/instance:Instance",
		"aws:ec2/launchConfiguration:LaunchConfiguration",
	},
	Controls: leastPrivilege(),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		for _, path := range []string{"userData", "userDataBase64"} {
			at := r.At(path)
			text, known := at.Text()
			if known == rule.Unknown {
				rep.Undecided(at)
			}
			if kind := credential.In(credential.Plain(text)); kind != "" {
				rep.Fail(at, "it holds what looks like %s", kind)
			}
		}
	},
}
