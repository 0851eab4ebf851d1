// Package backup describes the resource types of AWS Backup, one file each.
//
// No job runs here, so that a vault never holds a recovery point: forceDestroy
// has nothing to do, and what Backup says only when a job fails is said when the
// plan is made.
package backup

import (
	"slices"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"

	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/kind"
)

// Kinds are the types of this service.
func Kinds() []kind.Kind {
	return []kind.Kind{
		plan(),
		regionSettings(),
		reportPlan(),
		restoreTestingPlan(),
		restoreTestingSelection(),
		selection(),
		vault(),
		vaultLock(),
		vaultNotifications(),
		vaultPolicy(),
	}
}

const vaultMissing = "ResourceNotFoundException: Backup vault %s does not exist"

// vaultSetting is what the parts of a vault have in common. Each is a resource
// of its own upstream, but in Backup an attribute of the vault: it has the
// vault's name for an id and goes with the vault.
func vaultSetting(typ, what string) kind.Kind {
	return kind.Kind{
		Type: typ,
		ID:   kind.From("backupVaultName"),
		Refs: []kind.Ref{{
			Path: "backupVaultName", To: []kind.Target{{Type: vaultType, By: "id"}}, OnDelete: sim.Cascade,
			Missing: vaultMissing,
		}},
		Unique: []kind.Unique{{
			On:    []string{"backupVaultName"},
			Taken: "backup vault %[1]s has " + what + " from another resource already; Backup would overwrite it, the simulated cloud refuses",
		}},
		Outputs: func(w kind.World, d kind.Draft) kind.Props {
			return kind.Props{"backupVaultArn": kind.Text(vaultARN(w, d.In.Text("backupVaultName")))}
		},
	}
}

const cannotAssume = "InvalidParameterValueException: IAM Role %s cannot be assumed by AWS Backup"

// role refers to the role that Backup works with.
func role() kind.Ref {
	ref := kind.Role("iamRoleArn")
	ref.Missing = cannotAssume
	return ref
}

// admitRole refuses a role that does not trust Backup.
func admitRole(w kind.World, d kind.Draft) error {
	arn := d.In.Text("iamRoleArn")
	found, _ := w.Find("aws:iam/role:Role", "arn", arn)
	if !strings.Contains(kind.Values{Props: found.Outputs}.Text("assumeRolePolicy"), `"backup.amazonaws.com"`) {
		return kind.Say(cannotAssume, arn)
	}
	return nil
}

// arnOrAll accepts ARNs and "*".
func arnOrAll() kind.Check {
	arn := kind.ARN()
	return func(v resource.PropertyValue) string {
		if v.IsString() && v.StringValue() == "*" {
			return ""
		}
		return arn(v)
	}
}

// sameInputs is true when an update leaves the properties as they are.
func sameInputs(d kind.Draft, keys ...resource.PropertyKey) bool {
	return d.Old != nil && !slices.ContainsFunc(keys, func(key resource.PropertyKey) bool {
		return !d.In.Props[key].DeepEquals(d.Old.Inputs[key])
	})
}
