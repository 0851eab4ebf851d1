package grafana

import (
	"slices"

	"github.com/covetpy/platform/sim/kind"
)

func roleAssociation() kind.Kind {
	user := kind.Pattern(`([0-9a-f]{10}-)?[A-Fa-f0-9]{8}(-[A-Fa-f0-9]{4}){3}-[A-Fa-f0-9]{12}`, "must be an id of IAM Identity Center")
	return kind.Kind{
		Type: "aws:grafana/roleAssociation:RoleAssociation",
		ID:   kind.Joined("/", "workspaceId", "role"),
		Checks: map[string]kind.Check{
			"groupIds[*]": user, "userIds[*]": user,
			"role": kind.OneOf("ADMIN", "EDITOR", "VIEWER"),
		},
		Refs: []kind.Ref{home()},
		Unique: []kind.Unique{{
			On:    []string{"workspaceId", "role"},
			Taken: "another resource says already who has this role in the workspace %[1]s; each would remove what the other adds, the simulated cloud refuses",
		}},
		Admit: func(w kind.World, d kind.Draft) error {
			switch {
			case !slices.Contains(workspaceOf(w, d).Texts("authenticationProviders[*]"), identityCenter):
				return invalid("Users of IAM Identity Center can't have roles as it is no authentication provider of the workspace %s", d.In.Text("workspaceId"))
			case !d.In.Has("groupIds[*]") && !d.In.Has("userIds[*]"):
				return kind.Say(badRequest)
			}
			return nil
		},
	}
}
