package iam

import (
	"strings"

	"github.com/covetpy/platform/sim/kind"
)

const policyType = "aws:iam/policy:Policy"

// policySize is the quota of characters in a managed policy.
const policySize = 6144

func policy() kind.Kind {
	return kind.Kind{
		Type:   policyType,
		Global: true,
		ID: func(w kind.World, d kind.Draft) string {
			return w.GlobalARN("iam", "policy"+d.In.Or("path", "/")+named(w, d))
		},
		Autoname: kind.Autoname{Max: 128},
		Defaults: kind.Props{"path": kind.Text("/")},
		Checks: map[string]kind.Check{
			"description": kind.Length(0, 1000),
			"path":        pathForm,
		},
		Unique: []kind.Unique{{
			On:    []string{"name"},
			Taken: "EntityAlreadyExists: A policy called %[1]s already exists. Duplicate names are not allowed.",
		}},
		Admit: func(_ kind.World, d kind.Draft) error {
			if size(d.In.Text("policy")) > policySize {
				return kind.Say("LimitExceeded: Cannot exceed quota for PolicySize: %d", policySize)
			}
			return malformed(d.In.Text("policy"))
		},
		Outputs: policyOutputs,
		InUse:   "DeleteConflict: Cannot delete a policy attached to entities.",
	}
}

// nameForm and pathForm are IAM's for everything that it names.
var (
	nameForm = kind.Pattern(`[0-9A-Za-z_+=,.@-]*`, "must only contain alphanumeric characters, hyphens, underscores, commas, periods, @ symbols, plus and equals signs")
	pathForm = kind.Pattern(`/|/[\x21-\x7e]{1,510}/`, "must begin and end with /")
)

// named is the name of an entity: as given, or a prefix made unique.
func named(w kind.World, d kind.Draft) string {
	if prefix := d.In.Text("namePrefix"); prefix != "" {
		return prefix + w.Hex(26)
	}
	return d.In.Text("name")
}

func policyOutputs(w kind.World, d kind.Draft) kind.Props {
	out := kind.Props{"name": kind.Text(d.ID[strings.LastIndex(d.ID, "/")+1:])}
	if d.Old == nil {
		out["arn"] = kind.Text(d.ID)
		out["policyId"] = kind.Text(uniqueID(w, "ANPA"))
		out["attachmentCount"] = kind.Number(0)
	}
	return out
}

// uniqueID is what IAM calls an entity apart from its name. Source: IAM user
// guide, "Understanding unique ID prefixes".
func uniqueID(w kind.World, prefix string) string { return prefix + strings.ToUpper(w.Hex(17)) }
