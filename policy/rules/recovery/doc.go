// Package recovery holds the rules that demand that what is lost can be brought
// back, one rule a file.
//
// Encryption of backups is judged with all other encryption.
package recovery

import "github.com/covetpy/platform/policy/rule"

// since is the version of the pack that first had these rules.
const since = "0.2.0"

// restorable is the controls that every rule about backups answers, after those
// of its own service.
func restorable(own ...rule.Control) []rule.Control {
	return append(own,
		rule.Control{Framework: rule.NIST, ID: "CP-9"},  // system backup
		rule.Control{Framework: rule.NIST, ID: "CP-10"}, // recovery and reconstitution
		rule.Control{Framework: rule.SOC2, ID: "A1.2"},  // availability: backup and recovery infrastructure
		rule.Control{Framework: rule.GDPR, ID: "Art. 32(1)(c)"},
	)
}
