// Package encryption holds the rules that demand encryption, at rest with a
// customer-managed key and in transit with TLS that clients can't do without, one
// rule a file.
//
// A key that AWS manages encrypts too, but anyone whom the service lets in may
// use it: its policy can't be written, it can't be switched off, and its uses are
// not told apart from those of other data. So unset, empty and "alias/aws/..."
// are all violations. Who may use a key is not judged here.
package encryption

import "github.com/covetpy/platform/policy/rule"

// since is the version of the pack that first had these rules.
const since = "0.1.0"

// atRest is the controls that every rule about data at rest answers, after those
// of its own service.
func atRest(own ...rule.Control) []rule.Control {
	return append(own,
		rule.Control{Framework: rule.NIST, ID: "SC-12"},    // key establishment and management
		rule.Control{Framework: rule.NIST, ID: "SC-28(1)"}, // cryptographic protection at rest
		rule.Control{Framework: rule.SOC2, ID: "CC6.1"},    // logical access: encryption and its keys
		rule.Control{Framework: rule.GDPR, ID: "Art. 32(1)(a)"},
	)
}

// inTransit is the controls that every rule about connections answers, after those
// of its own service.
func inTransit(own ...rule.Control) []rule.Control {
	return append(own,
		rule.Control{Framework: rule.NIST, ID: "SC-8(1)"}, // cryptographic protection in transit
		rule.Control{Framework: rule.SOC2, ID: "CC6.7"},   // transmission of data
		rule.Control{Framework: rule.GDPR, ID: "Art. 32(1)(a)"},
		rule.Control{Framework: rule.PCIDSS, ID: "4.2.1"},
	)
}

// keysAlone is the controls that every rule about keys themselves answers.
func keysAlone() []rule.Control {
	return []rule.Control{
		{Framework: rule.NIST, ID: "SC-12"},
		{Framework: rule.SOC2, ID: "CC6.1"},
		{Framework: rule.PCIDSS, ID: "3.6.1"}, // keys protected against disclosure and misuse
	}
}
