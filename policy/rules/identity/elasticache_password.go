package identity

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var elasticachePassword = rule.Rule{
	ID:    "identity-elasticache-password",
	Title: "No password of a cache is in a program or its state",
	Why: "A cache's password or token never runs out by itself, is the same for every client, and lies in the state and " +
		"in each environment that it was copied to. IAM's token is good for a quarter of an hour and for one cache.",
	Fix: "Let users log in by IAM (authenticationMode.type iam) and give no authToken; where a client can't, hand the " +
		"password over by passwordsWo, which no state keeps.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{cacheUserType, replicationGroupType},
	Controls: authenticated(rule.Control{Framework: rule.PCIDSS, ID: "8.6.2"}),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		paths := []string{"passwords", "authenticationMode.passwords"}
		if r.Type == replicationGroupType {
			paths = []string{"authToken"}
		}
		for _, path := range paths {
			want.NotGiven(path, "a password stays in the state")(r, rep)
		}
	},
}
