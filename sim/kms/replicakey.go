package kms

import (
	"strings"

	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/kind"
)

const replicaType = "aws:kms/replicaKey:ReplicaKey"

// replicaKey has its primary's id and stands in another region. KMS lets a
// primary be scheduled for deletion while there are replicas: it waits for them
// (PendingReplicaDeletion), can be used no longer, and they still can.
func replicaKey() kind.Kind {
	return kind.Kind{
		Type: replicaType,
		ID: func(_ kind.World, d kind.Draft) string {
			arn := d.In.Text("primaryKeyArn")
			return arn[strings.LastIndex(arn, "/")+1:]
		},
		Defaults: kind.Props{
			"bypassPolicyLockoutSafetyCheck": kind.Flag(false),
			"deletionWindowInDays":           kind.Number(30),
			"enabled":                        kind.Flag(true),
		},
		Checks: map[string]kind.Check{
			"policy":        kind.JSON(32768),
			"primaryKeyArn": kind.ARN("kms"),
		},
		Refs: []kind.Ref{{
			Path: "primaryKeyArn", To: []kind.Target{{Type: keyType, By: "arn"}}, OnDelete: sim.Ignore,
			Missing: "NotFoundException: Key '%s' does not exist",
		}},
		// A replica that waits for its deletion still stands in its region.
		Unique: []kind.Unique{{
			On:     []string{"primaryKeyArn"},
			Taken:  "AlreadyExistsException: A replica of %[1]s already exists in this region.",
			Buried: "AlreadyExistsException: A replica of %[1]s already exists in this region.",
		}},
		Admit: func(w kind.World, d kind.Draft) error {
			arn := d.In.Text("primaryKeyArn")
			primary, _ := w.Find(keyType, "arn", arn)
			switch {
			case d.Old != nil:
				return nil // the primary may be gone by now
			case !(kind.Values{Props: primary.Inputs}).Flag("multiRegion"):
				return kind.Say("UnsupportedOperationException: %s is not a multi-region key.", arn)
			case primary.Where == w.Region:
				return kind.Say("ValidationException: %s cannot have a replica because it contains the primary.", w.Region)
			}
			return nil
		},
		Outputs: replicaOutputs,
		Tombstone: &kind.Tombstone{
			State:   "PendingDeletion",
			Refusal: "KMSInvalidStateException: %[1]s is pending deletion.",
		},
	}
}

// replicaOutputs shares with the primary what the two have in common.
func replicaOutputs(w kind.World, d kind.Draft) kind.Props {
	out := d.Settled(kind.Props{"policy": kind.Text(defaultPolicy(w))})
	out["arn"], out["keyId"] = kind.Text(w.ARN("kms", "key/"+d.ID)), kind.Text(d.ID)
	found, ok := w.Find(keyType, "arn", d.In.Text("primaryKeyArn"))
	if !ok && d.Old != nil {
		return out
	}
	primary := kind.Values{Props: found.Outputs}
	out["keyRotationEnabled"] = kind.Flag(primary.Flag("enableKeyRotation"))
	out["keySpec"] = kind.Text(primary.Text("customerMasterKeySpec"))
	out["keyUsage"] = kind.Text(primary.Text("keyUsage"))
	return out
}
