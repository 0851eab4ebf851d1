package iam

import "github.com/covetpy/platform/sim/kind"

const roleType = "aws:iam/role:Role"

func role() kind.Kind {
	return kind.Kind{
		Type:     roleType,
		Global:   true,
		ID:       named,
		Autoname: kind.Autoname{Max: 64},
		Defaults: kind.Props{
			"forceDetachPolicies": kind.Flag(false),
			"maxSessionDuration":  kind.Number(3600),
			"path":                kind.Text("/"),
		},
		Checks: map[string]kind.Check{
			"path":             pathForm,
			"assumeRolePolicy": kind.JSON(4096), // the quota's highest
		},
		Unique: []kind.Unique{{
			On:    []string{"name"},
			Taken: "EntityAlreadyExists: Role with name %[1]s already exists.",
		}},
		Outputs: roleOutputs,
		Retire:  retireRole,
		InUse:   "DeleteConflict: Cannot delete entity, must detach all policies first.",
	}
}

func roleOutputs(w kind.World, d kind.Draft) kind.Props {
	out := kind.Props{"name": kind.Text(d.ID)}
	if d.Old == nil {
		out["arn"] = kind.Text(w.GlobalARN("iam", "role"+d.In.Or("path", "/")+d.ID))
		out["uniqueId"] = kind.Text(uniqueID(w, "AROA"))
		out["createDate"] = kind.Text(w.Timestamp())
	}
	return out
}

// retireRole speaks of inline policies, for which IAM has other words than for
// attached ones.
func retireRole(w kind.World, d kind.Draft) error {
	if len(w.Users(rolePolicyType, *d.Old)) > 0 {
		return kind.Say("DeleteConflict: Cannot delete entity, must delete policies first.")
	}
	return nil
}
