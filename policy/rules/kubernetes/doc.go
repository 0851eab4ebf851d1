// Package kubernetes holds the rules about what runs in the cluster, one rule a
// file.
//
// Pods are held to the Pod Security Standards' restricted profile, field by field
// as the API server's own admission does; a test compares the two. Beyond them
// they are asked where their images come from, what they may take of a node, and
// whether the cluster can tell that they are well. Other objects are asked what is
// reachable, who may do what, and whether they fit together.
//
// Objects that a controller makes in the cluster are out of sight here; admission
// control in the cluster judges those.
package kubernetes

import "github.com/covetpy/platform/policy/rule"

// since is the version of the pack that first had these rules.
const since = "0.3.0"

// confined is the controls that every rule answers about what a container may do
// on its node, after its own.
func confined(own ...rule.Control) []rule.Control {
	return append(own,
		rule.Control{Framework: rule.NIST, ID: "AC-6"},    // least privilege
		rule.Control{Framework: rule.NIST, ID: "SC-39"},   // process isolation
		rule.Control{Framework: rule.SOC2, ID: "CC6.1"},   // logical access
		rule.Control{Framework: rule.PCIDSS, ID: "2.2.6"}, // parameters that prevent misuse
		rule.Control{Framework: rule.GDPR, ID: "Art. 32(1)(b)"},
	)
}

// identified is the controls about who a pod is to others, after the rule's own.
func identified(own ...rule.Control) []rule.Control {
	return append(own,
		rule.Control{Framework: rule.NIST, ID: "AC-6"},
		rule.Control{Framework: rule.NIST, ID: "IA-9"},  // service identification
		rule.Control{Framework: rule.SOC2, ID: "CC6.3"}, // access by role
		rule.Control{Framework: rule.PCIDSS, ID: "7.2.5"},
	)
}

// supplied is the controls about where software comes from, after the rule's own.
func supplied(own ...rule.Control) []rule.Control {
	return append(own,
		rule.Control{Framework: rule.NIST, ID: "SR-4"},    // provenance
		rule.Control{Framework: rule.NIST, ID: "SI-7"},    // integrity of software
		rule.Control{Framework: rule.SOC2, ID: "CC6.8"},   // unauthorised software
		rule.Control{Framework: rule.PCIDSS, ID: "6.3.2"}, // inventory of software
	)
}

// available is the controls about staying in service, after the rule's own.
func available(own ...rule.Control) []rule.Control {
	return append(own,
		rule.Control{Framework: rule.NIST, ID: "SC-6"}, // availability of resources
		rule.Control{Framework: rule.SOC2, ID: "A1.1"}, // capacity
		rule.Control{Framework: rule.GDPR, ID: "Art. 32(1)(b)"},
	)
}

// orderly is the controls about a configuration that says what is meant.
func orderly() []rule.Control {
	return []rule.Control{
		{Framework: rule.NIST, ID: "CM-6"}, // configuration settings
		{Framework: rule.SOC2, ID: "CC8.1"},
	}
}

// baseline and restricted are controls of the Pod Security Standards, by the
// titles that the standards give them.
func baseline(title string) rule.Control {
	return rule.Control{Framework: rule.PSS, ID: "Baseline: " + title}
}

func restricted(title string) rule.Control {
	return rule.Control{Framework: rule.PSS, ID: "Restricted: " + title}
}
