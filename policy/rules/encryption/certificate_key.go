package encryption

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var certificateKey = rule.Rule{
	ID:       "encryption-certificate-key",
	Title:    "Certificates have RSA keys of 2048 bits or more, or elliptic curves",
	Why:      "An RSA key of 1024 bits can be factored by whoever has the means, and then reads and answers as the site does.",
	Fix:      "Leave keyAlgorithm unset (RSA_2048), or set it to a larger RSA key or to an elliptic curve.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{"aws:acm/certificate:Certificate"},
	Controls: inTransit(rule.FSBP.IDs("ACM.2")...),
	Since:    "0.3.0",
	Check: want.Truthful("keyAlgorithm", "the key is too short", func(v rule.Value) rule.Truth {
		return rule.Or(v.Blank(), v.Is("RSA_2048", "RSA_3072", "RSA_4096", "EC_prime256v1", "EC_secp384r1", "EC_secp521r1"))
	}),
}
