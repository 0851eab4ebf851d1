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
			"enableKeyRotation":              kind.Flag(false),
			"multiRegion":                    kind.Flag(false),
			"isEnabled":                      kind.Flag(true),
			"keyUsage":                       kind.Text("ENCRYPT_DECRYPT"),
		},
		Checks: map[string]kind.Check{
			"rotationPeriodInDays": kind.Between(90, 2560),
			"policy":               kind.JSON(32768),
		},
		Outputs: keyOutputs,
		Tombstone: &kind.Tombstone{
			State:   "PendingDeletion",
			Refusal: "KMSInvalidStateException: %[1]s is pending deletion.",
		},
	}
}

func keyOutputs(w kind.World, d kind.Draft) kind.Props {
	out := d.Settled(kind.Props{"policy": kind.Text(defaultPolicy(w))})
	out["arn"] = kind.Text(w.ARN("kms", "key/"+d.ID))
	out["keyId"] = kind.Text(d.ID)
	if d.In.Flag("enableKeyRotation") && !d.In.Has("rotationPeriodInDays") {
		const yearly = 365 // KMS API Reference, EnableKeyRotation
		out["rotationPeriodInDays"] = kind.Number(yearly)
	}
	return out
}

// defaultPolicy is what KMS gives a key for which none is named: the account decides
// by IAM (KMS Developer Guide, "Default key policy").
func defaultPolicy(w kind.World) string {
	return `{"Version":"2012-10-17","Id":"key-default-1","Statement":[{"Sid":"Enable IAM User Permissions","Effect":"Allow",` +
		`"Principal":{"AWS":"` + w.GlobalARN("iam", "root") + `"},"Action":"kms:*","Resource":"*"}]}`
}
