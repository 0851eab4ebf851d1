package iam

import (
	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/kind"
)

func instanceProfile() kind.Kind {
	// Deleting a role takes it out of its profiles first: the provider does so.
	role := roleByName("role")
	role.OnDelete = sim.Ignore
	return kind.Kind{
		Type:     "aws:iam/instanceProfile:InstanceProfile",
		Global:   true,
		ID:       named,
		Autoname: kind.Autoname{Max: 128},
		Defaults: kind.Props{"path": kind.Text("/")},
		Checks: map[string]kind.Check{
			"path": pathForm,
		},
		Refs: []kind.Ref{role},
		Unique: []kind.Unique{{
			On:    []string{"name"},
			Taken: "EntityAlreadyExists: Instance Profile %[1]s already exists.",
		}},
		Outputs: func(w kind.World, d kind.Draft) kind.Props {
			out := kind.Props{"name": kind.Text(d.ID)}
			if d.Old == nil {
				out["arn"] = kind.Text(w.GlobalARN("iam", "instance-profile"+d.In.Or("path", "/")+d.ID))
				out["createDate"] = kind.Text(w.Timestamp())
				out["uniqueId"] = kind.Text(uniqueID(w, "AIPA"))
			}
			return out
		},
	}
}
