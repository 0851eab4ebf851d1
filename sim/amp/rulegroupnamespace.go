package amp

import (
	"github.com/covetpy/platform/sim/kind"
)

// ruleGroupNamespace is a file of rules, under a name.
func ruleGroupNamespace() kind.Kind {
	return kind.Kind{
		Type: "aws:amp/ruleGroupNamespace:RuleGroupNamespace",
		ID: func(w kind.World, d kind.Draft) string {
			return w.ARN("aps", "rulegroupsnamespace/"+d.In.Text("workspaceId")+"/"+d.In.Text("name"))
		},
		Checks: map[string]kind.Check{
			"name": kind.All(kind.Length(1, 64), kind.Pattern(`.*[0-9A-Za-z][-.0-9A-Z_a-z]*.*`, "Member must satisfy regular expression pattern: .*[0-9A-Za-z][-.0-9A-Z_a-z]*.*")),
		},
		Refs: []kind.Ref{home()},
		Unique: []kind.Unique{{
			On: []string{"workspaceId", "name"}, Taken: "ConflictException: A rule groups namespace of this name exists in workspace %[1]s",
		}},
		Admit: func(_ kind.World, d kind.Draft) error { return admitRules(d.In.Text("name"), d.In.Text("data")) },
		Outputs: func(_ kind.World, d kind.Draft) kind.Props {
			return kind.Props{"arn": kind.Text(d.ID)}
		},
	}
}
