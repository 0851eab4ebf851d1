package network

import "github.com/covetpy/platform/policy/rule"

// exposure is the controls that every rule about what strangers can reach
// answers, after those of its own service.
func exposure(own ...rule.Control) []rule.Control {
	return append(own,
		rule.Control{Framework: rule.NIST, ID: "AC-3"}, // access enforcement
		rule.Control{Framework: rule.NIST, ID: "SC-7"}, // boundary protection
		rule.Control{Framework: rule.SOC2, ID: "CC6.6"},
		rule.Control{Framework: rule.PCIDSS, ID: "1.4.4"}, // stored data is not reachable from untrusted networks
		rule.Control{Framework: rule.GDPR, ID: "Art. 25(2)"},
	)
}
