package backup

import "github.com/covetpy/platform/sim/kind"

const vaultType = "aws:backup/vault:Vault"

// vault goes even while plans target it: Backup asks only that it is empty, and
// the plans' next jobs fail.
func vault() kind.Kind {
	return kind.Kind{
		Type:     vaultType,
		ID:       kind.From("name"),
		Defaults: kind.Props{"forceDestroy": kind.Flag(false)},
		Checks: map[string]kind.Check{
			"kmsKeyArn": kind.ARN(),
		},
		Refs: []kind.Ref{kind.Key("kmsKeyArn")},
		Unique: []kind.Unique{{
			On:    []string{"name"},
			Taken: "AlreadyExistsException: Backup vault with the same name already exists",
		}},
		Admit: func(w kind.World, d kind.Draft) error {
			// KMS' answer to who asks for another region's key.
			if region := kind.RegionOfARN(d.In.Text("kmsKeyArn")); region != "" && region != w.Region {
				return kind.Say("NotFoundException: Invalid arn %s", region)
			}
			return nil
		},
		Outputs: vaultOutputs,
	}
}

func vaultOutputs(w kind.World, d kind.Draft) kind.Props {
	out := d.Settled(kind.Props{"kmsKeyArn": kind.Text(kind.ManagedKeyARN(w, "aws/backup"))})
	out["arn"] = kind.Text(vaultARN(w, d.ID))
	out["recoveryPoints"] = kind.Number(0)
	return out
}

func vaultARN(w kind.World, name string) string { return w.ARN("backup", "backup-vault:"+name) }
