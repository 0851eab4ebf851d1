package backup

import (
	"encoding/base64"

	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/kind"
)

const planType = "aws:backup/plan:Plan"

func plan() kind.Kind {
	return kind.Kind{
		Type: planType,
		ID:   func(w kind.World, _ kind.Draft) string { return w.UUID() },
		Checks: map[string]kind.Check{
			"rules[*].copyActions[*].destinationVaultArn":     kind.ARN(),
			"rules[*].targetLogicallyAirGappedBackupVaultArn": kind.ARN(),
			"scanSettings[*].resourceTypes[*]":                kind.OneOf("EBS", "EC2", "S3", "ALL"),
			"scanSettings[*].scannerRoleArn":                  kind.ARN(),
		},
		Rules: func(in kind.Values) []kind.Failure {
			const gapped = "rules[*].targetLogicallyAirGappedBackupVaultArn"
			if in.Has(gapped) {
				return []kind.Failure{{Path: gapped, Reason: "the simulated cloud has no logically air-gapped vaults"}}
			}
			return nil
		},
		Within: map[string]kind.Props{"rules[*]": {
			"completionWindow": kind.Number(180), "scheduleExpressionTimezone": kind.Text("Etc/UTC"), "startWindow": kind.Number(60),
		}},
		Refs:     planRefs(),
		Admit:    admitPlan,
		Outputs:  planOutputs,
		Volatile: []string{"version"},
		InUse:    "InvalidRequestException: Related backup plan selections must be deleted prior to backup plan deletion.",
	}
}

func planRefs() []kind.Ref {
	scanner := kind.Role("scanSettings[*].scannerRoleArn")
	scanner.Missing = cannotAssume
	return []kind.Ref{
		{
			Path: "rules[*].targetVaultName", To: []kind.Target{{Type: vaultType, By: "id"}}, OnDelete: sim.Ignore,
			Missing: "InvalidParameterValueException: Cannot find Backup vault with name %s",
		},
		{
			Path: "rules[*].copyActions[*].destinationVaultArn", To: []kind.Target{{Type: vaultType, By: "arn"}}, OnDelete: sim.Ignore,
			Missing: "InvalidParameterValueException: Cannot find Backup vault with ARN %s", Foreign: true,
		},
		scanner,
	}
}

func planOutputs(w kind.World, d kind.Draft) kind.Props {
	out := kind.Props{"arn": kind.Text(w.ARN("backup", "backup-plan:"+d.ID))}
	if !sameInputs(d, "rules", "advancedBackupSettings", "scanSettings") {
		out["version"] = kind.Text(base64.StdEncoding.EncodeToString([]byte(w.UUID())))
	}
	return out
}
