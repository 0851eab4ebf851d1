// Package operations holds the rules about running what was built: that it is
// recorded and watched, in versions that are supported, over several zones, and
// for a known cost. One rule a file.
package operations

import "github.com/covetpy/platform/policy/rule"

// since is the version of the pack that first had these rules.
const since = "0.3.0"

// recorded is the controls that every rule about logs answers, after its own.
func recorded(own ...rule.Control) []rule.Control {
	return append(own,
		rule.Control{Framework: rule.NIST, ID: "AU-12"}, // audit record generation
		rule.Control{Framework: rule.SOC2, ID: "CC7.2"}, // anomalies are monitored
		rule.Control{Framework: rule.PCIDSS, ID: "10.2.1"},
		rule.Control{Framework: rule.GDPR, ID: "Art. 5(2)"}, // one can show what happened
	)
}

// watched is the controls that every rule about alarms and detection answers,
// after its own.
func watched(own ...rule.Control) []rule.Control {
	return append(own,
		rule.Control{Framework: rule.NIST, ID: "SI-4(5)"}, // alerts that systems generate
		rule.Control{Framework: rule.CSF, ID: "DE.CM-09"},
		rule.Control{Framework: rule.SOC2, ID: "CC7.3"}, // security events are evaluated
	)
}

// supported is the controls that every rule about versions and their flaws
// answers, after its own.
func supported(own ...rule.Control) []rule.Control {
	return append(own,
		rule.Control{Framework: rule.NIST, ID: "SI-2"}, // flaw remediation
		rule.Control{Framework: rule.SOC2, ID: "CC7.1"},
		rule.Control{Framework: rule.PCIDSS, ID: "6.3.3"},
	)
}

// available is the controls that every rule about staying up answers, after its
// own.
func available(own ...rule.Control) []rule.Control {
	return append(own,
		rule.Control{Framework: rule.NIST, ID: "CP-10"}, // recovery and reconstitution
		rule.Control{Framework: rule.NIST, ID: "SC-36"}, // distributed processing and storage
		rule.Control{Framework: rule.SOC2, ID: "A1.2"},
		rule.Control{Framework: rule.GDPR, ID: "Art. 32(1)(b)"},
	)
}

// retention is the controls that every rule about how long data is kept answers,
// after its own.
func retention(own ...rule.Control) []rule.Control {
	return append(own,
		rule.Control{Framework: rule.NIST, ID: "SI-12"},        // information management and retention
		rule.Control{Framework: rule.GDPR, ID: "Art. 5(1)(e)"}, // storage limitation
	)
}

// accounted is the controls that every rule about cost and inventory answers.
func accounted() []rule.Control {
	return []rule.Control{
		{Framework: rule.AWSWA, ID: "COST 3"}, // cost and usage are monitored
		{Framework: rule.NIST, ID: "CM-8"},    // system component inventory
	}
}
