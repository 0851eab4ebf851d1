package kubernetes

import "github.com/covetpy/platform/policy/rule"

// segmented is the controls that rules about reach answer, after their own.
func segmented(own ...rule.Control) []rule.Control {
	return append(own,
		rule.Control{Framework: rule.NIST, ID: "SC-7"},    // boundary protection
		rule.Control{Framework: rule.NIST, ID: "AC-4"},    // information flow enforcement
		rule.Control{Framework: rule.SOC2, ID: "CC6.6"},   // boundaries against outsiders
		rule.Control{Framework: rule.PCIDSS, ID: "1.3.1"}, // only necessary traffic
		rule.Control{Framework: rule.GDPR, ID: "Art. 32(1)(b)"},
	)
}

// entitled is those of rules about rights in the cluster.
func entitled(own ...rule.Control) []rule.Control {
	return append(own,
		rule.Control{Framework: rule.NIST, ID: "AC-6"},  // least privilege
		rule.Control{Framework: rule.SOC2, ID: "CC6.3"}, // access by role and least privilege
		rule.Control{Framework: rule.PCIDSS, ID: "7.2.2"},
		rule.Control{Framework: rule.GDPR, ID: "Art. 25(2)"}, // access limited by default
	)
}

// inTransit is those of rules about encryption on the way.
func inTransit(own ...rule.Control) []rule.Control {
	return append(own,
		rule.Control{Framework: rule.NIST, ID: "SC-8(1)"}, // cryptographic protection in transit
		rule.Control{Framework: rule.SOC2, ID: "CC6.7"},   // transmission of information
		rule.Control{Framework: rule.PCIDSS, ID: "4.2.1"},
		rule.Control{Framework: rule.GDPR, ID: "Art. 32(1)(a)"},
	)
}

// authenticated is those of rules about credentials.
func authenticated(own ...rule.Control) []rule.Control {
	return append(own,
		rule.Control{Framework: rule.NIST, ID: "IA-5(7)"}, // no embedded static authenticators
		rule.Control{Framework: rule.SOC2, ID: "CC6.1"},   // logical access
		rule.Control{Framework: rule.PCIDSS, ID: "8.6.2"},
		rule.Control{Framework: rule.GDPR, ID: "Art. 32(1)(b)"},
	)
}
