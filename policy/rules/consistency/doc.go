// Package consistency holds the rules about the stack as a whole: what is made is
// used, what is named exists, and nothing is managed twice or reaches into another
// account. One rule a file.
//
// Whether something is used is judged by what resources are made from
// (dependencies), which a preview knows before anything exists. A name written
// out in a program is no dependency: where that is meant, the rule's setting says
// so.
package consistency

import "github.com/covetpy/platform/policy/rule"

// since is the version of the pack that first had these rules.
const since = "0.3.0"

// configured is the controls that every rule about the configuration as a whole
// answers, after its own.
func configured(own ...rule.Control) []rule.Control {
	return append(own,
		rule.Control{Framework: rule.NIST, ID: "CM-2"},  // baseline configuration
		rule.Control{Framework: rule.SOC2, ID: "CC8.1"}, // changes are controlled
	)
}
