package kms

import "github.com/covetpy/platform/sim/kind"

const keyType = "aws:kms/key:Key"

func key() kind.Kind {
	return kind.Kind{
		Type: keyType,
		ID: func(w kind.World, d kind.Draft) string {
			if d.In.Flag("multiRegion") {
				return "mrk-" + w.Hex(32)
			}
			return w.UUID()
		},
		Defaults: kind.Props{
			"bypassPolicyLockoutSafetyCheck": kind.Flag(false),
			"customerMasterKeySpec":          kind.Text("SYMMETRIC_DEFAULT"),
			"isEnabled":                      kind.Flag(true),
			"keyUsage":                       kind.Text("ENCRYPT_DECRYPT"),
		},
		Checks: map[string]kind.Check{
			"rotationPeriodInDays": kind.Between(90, 2560),
			"policy":               kind.JSON(32768),
		},
		Outputs: func(w kind.World, d kind.Draft) kind.Props {
			return kind.Props{
				"arn":   kind.Text(w.ARN("kms", "key/"+d.ID)),
				"keyId": kind.Text(d.ID),
			}
		},
		Tombstone: &kind.Tombstone{
			State:   "PendingDeletion",
			Refusal: "KMSInvalidStateException: %[1]s is pending deletion.",
		},
	}
}
