// Package identity holds the rules about who may do what, one rule a file: rights
// that are no wider than their use, trust and resources that are open to nobody
// unknown, and no administrators in disguise.
//
// Most rules judge one document at a time. What a role may do over all of its
// policies, and what it reaches by passing and assuming others, is judged over the
// stack (Holders).
package identity

import "github.com/covetpy/platform/policy/rule"

// since is the version of the pack that first had these rules.
const since = "0.1.0"

// leastPrivilege is the controls that every rule about rights answers, after
// those of its own.
func leastPrivilege(own ...rule.Control) []rule.Control {
	return append(own,
		rule.Control{Framework: rule.NIST, ID: "AC-6"},  // least privilege
		rule.Control{Framework: rule.SOC2, ID: "CC6.3"}, // access by role and least privilege
		rule.Control{Framework: rule.PCIDSS, ID: "7.2.2"},
		rule.Control{Framework: rule.GDPR, ID: "Art. 25(2)"}, // access limited by default
	)
}
