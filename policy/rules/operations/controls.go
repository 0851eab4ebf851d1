package operations

import "github.com/covetpy/platform/policy/rule"

// retention is the controls that every rule about how long data is kept answers,
// after those of its own service.
func retention(own ...rule.Control) []rule.Control {
	return append(own,
		rule.Control{Framework: rule.NIST, ID: "SI-12"},        // information management and retention
		rule.Control{Framework: rule.GDPR, ID: "Art. 5(1)(e)"}, // storage limitation
	)
}

// audited is the controls that every rule about records of what happened answers,
// after those of its own service.
func audited(own ...rule.Control) []rule.Control {
	return append(own,
		rule.Control{Framework: rule.NIST, ID: "AU-2"},  // event logging
		rule.Control{Framework: rule.NIST, ID: "AU-12"}, // audit record generation
		rule.Control{Framework: rule.SOC2, ID: "CC7.2"},
		rule.Control{Framework: rule.PCIDSS, ID: "10.2.1"},
	)
}

// available is the controls that every rule about staying up answers, after those
// of its own service.
func available(own ...rule.Control) []rule.Control {
	return append(own,
		rule.Control{Framework: rule.NIST, ID: "CP-10"}, // recovery and reconstitution
		rule.Control{Framework: rule.NIST, ID: "SI-13"}, // predictable failure prevention
		rule.Control{Framework: rule.SOC2, ID: "A1.2"},
	)
}
