package encryption

import "github.com/covetpy/platform/policy/rule"

// yearly is the longest rotation period that the CIS benchmark accepts, in days,
// and KMS's own when none is given.
const yearly = 365

var kmsRotation = rule.Rule{
	ID:    "encryption-kms-rotation",
	Title: "Symmetric KMS keys rotate at least once a year",
	Why: "Rotation bounds how much data one version of a key protects. It is off unless asked for, costs no " +
		"re-encryption, and earlier versions stay readable. Asymmetric and HMAC keys and keys with imported " +
		"material can't rotate and are not asked.",
	Fix:      "Set enableKeyRotation to true, and leave rotationPeriodInDays unset or at most 365.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{"aws:kms/key:Key"},
	Controls: atRest(rule.FSBP.ID("KMS.4"), rule.CISAWS.ID("3.6"), rule.Control{Framework: rule.PCIDSS, ID: "3.7.4"}),
	Since:    since,
	Check: func(r *rule.Resource, rep *rule.Report) {
		spec, store := r.At("customerMasterKeySpec"), r.At("customKeyStoreId")
		can := rule.And(rule.Or(spec.Blank(), spec.Is("SYMMETRIC_DEFAULT")), store.Blank())
		rotates := r.At("enableKeyRotation")
		rep.Require(rule.Or(rule.Not(can), rotates.IsTrue()), rotates, "the key does not rotate: %s", rotates.Quote())

		period := r.At("rotationPeriodInDays")
		days, known := period.Number()
		inTime := rule.Or(period.Blank(), rule.And(known, rule.Of(days <= yearly)))
		rep.Require(inTime, period, "the key rotates every %s days, later than once a year", period.Quote())
	},
}
