package grafana

import (
	"strconv"

	"github.com/covetpy/platform/sim/kind"
)

// workspaceServiceAccount is an account of Grafana's own, for programs. Its tokens are
// no resources here: they are secrets, and live for minutes.
func workspaceServiceAccount() kind.Kind {
	return kind.Kind{
		Type:      "aws:grafana/workspaceServiceAccount:WorkspaceServiceAccount",
		Framework: true,
		ID: func(w kind.World, d kind.Draft) string {
			return d.In.Text("workspaceId") + "," + number(w)
		},
		Checks:   map[string]kind.Check{"grafanaRole": kind.OneOf("ADMIN", "EDITOR", "VIEWER"), "name": kind.Length(1, 128)},
		Refs:     []kind.Ref{home()},
		Replaces: []string{"grafanaRole", "name", "workspaceId"},
		Unique:   []kind.Unique{{On: []string{"workspaceId", "name"}, Taken: "ConflictException: A service account of this name exists in the workspace %[1]s"}},
		Admit: func(w kind.World, d kind.Draft) error {
			if workspaceOf(w, d).Text("grafanaVersion") == versions[0] {
				return invalid("Service accounts are not supported in Grafana version %s", versions[0])
			}
			return nil
		},
		Outputs: func(_ kind.World, d kind.Draft) kind.Props {
			return kind.Props{"serviceAccountId": kind.Text(d.ID[len(d.In.Text("workspaceId")+","):])}
		},
	}
}

// number is what Grafana counts its accounts by.
func number(w kind.World) string {
	drawn, _ := strconv.ParseUint(w.Hex(6), 16, 32) // six hexadecimal digits are a number
	return strconv.FormatUint(drawn, 10)
}
