package encryption

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var kmsMultiRegion = rule.Rule{
	ID:    "encryption-kms-multi-region",
	Title: "Keys are multi-Region only where the environment lives in several",
	Why: "A multi-Region key can be copied into any region by whoever may replicate it, and its material can never " +
		"be confined to one again. That is wanted where backups or data have a second region, and a needless way " +
		"out elsewhere.",
	Fix:      "Leave multiRegion unset, or allow it for the environment with the setting allowed.",
	Severity: rule.Low,
	Levels:   rule.Everywhere(rule.Advisory),
	Types:    []string{"aws:kms/key:Key", "aws:kms/externalKey:ExternalKey"},
	Controls: keysAlone(),
	Settings: []rule.Setting{{
		Name: "allowed", Doc: "Whether the environment may have multi-Region keys.",
		Flag: &rule.PerTier[bool]{Dev: false, Staging: false, Prod: true},
	}},
	Since: "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		if !rep.Flag("allowed") {
			want.False("multiRegion", "the key can be copied to other regions")(r, rep)
		}
	},
}
