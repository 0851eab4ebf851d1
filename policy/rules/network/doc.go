// Package network holds the rules about what is reachable from where and what
// stands in between, one rule a file.
package network

import "github.com/covetpy/platform/policy/rule"

// since is the version of the pack that first had these rules.
const since = "0.3.0"

// boundary is the controls that every rule about the edge of the network answers,
// after those of its own.
func boundary(own ...rule.Control) []rule.Control {
	return append(own,
		rule.Control{Framework: rule.NIST, ID: "SC-7"},    // boundary protection
		rule.Control{Framework: rule.SOC2, ID: "CC6.6"},   // protection against threats from outside
		rule.Control{Framework: rule.PCIDSS, ID: "1.3.1"}, // inbound traffic is restricted
		rule.Control{Framework: rule.GDPR, ID: "Art. 32(1)(b)"},
	)
}
