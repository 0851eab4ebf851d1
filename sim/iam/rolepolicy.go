package iam

import "github.com/covetpy/platform/sim/kind"

const rolePolicyType = "aws:iam/rolePolicy:RolePolicy"

// inlineSize is the quota of characters in all inline policies of a role.
const inlineSize = 10240

const noSuchRole = "NoSuchEntity: The role with name %s cannot be found."

func rolePolicy() kind.Kind {
	return kind.Kind{
		Type:     rolePolicyType,
		Global:   true,
		ID:       func(w kind.World, d kind.Draft) string { return d.In.Text("role") + ":" + named(w, d) },
		Autoname: kind.Autoname{Max: 128},
		Refs:     []kind.Ref{roleByName("role")},
		Admit:    admitRolePolicy,
		Outputs: func(_ kind.World, d kind.Draft) kind.Props {
			return kind.Props{"name": kind.Text(d.ID[len(d.In.Text("role"))+1:])}
		},
	}
}

// roleByName refers to a role as IAM itself does.
func roleByName(path string) kind.Ref {
	return kind.Ref{Path: path, To: []kind.Target{{Type: roleType, By: "id"}}, Missing: noSuchRole}
}

func admitRolePolicy(w kind.World, d kind.Draft) error {
	holder, _ := w.Find(roleType, "id", d.In.Text("role"))
	total := size(d.In.Text("policy"))
	for _, other := range w.Users(rolePolicyType, holder) {
		if other.ID != d.ID {
			total += size(kind.Values{Props: other.Outputs}.Text("policy"))
		}
	}
	if total > inlineSize {
		return kind.Say("LimitExceeded: Maximum policy size of %d bytes exceeded for role %s", inlineSize, d.In.Text("role"))
	}
	return malformed(d.In.Text("policy"))
}
