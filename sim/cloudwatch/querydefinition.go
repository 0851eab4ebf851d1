package cloudwatch

import (
	"strings"

	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/kind"
)

// mostQueryGroups of a saved query. Source: CloudWatch Logs quotas.
const mostQueryGroups = 50

// queryDefinition keeps no log group. Those of AWS's own services and of agents
// come by themselves when there is something to log.
func queryDefinition() kind.Kind {
	return kind.Kind{
		Type:     "aws:cloudwatch/queryDefinition:QueryDefinition",
		ID:       func(w kind.World, _ kind.Draft) string { return w.UUID() },
		Autoname: kind.Autoname{Max: 255},
		Checks:   map[string]kind.Check{"queryString": kind.Length(1, 10000)},
		Refs: []kind.Ref{{
			Path: "logGroupNames[*]", OnDelete: sim.Ignore,
			To:       []kind.Target{{Type: logGroupType, By: "name"}, {Type: logGroupType, By: "arn"}},
			Missing:  "the log group %s does not exist; CloudWatch Logs would save the query all the same, the simulated cloud refuses",
			External: func(name string) bool { return strings.HasPrefix(name, "/aws/") },
		}},
		Admit: func(_ kind.World, d kind.Draft) error {
			if n := len(d.In.Texts("logGroupNames[*]")); n > mostQueryGroups {
				return kind.Say("InvalidParameterException: a query can have %d log groups, got %d", mostQueryGroups, n)
			}
			return nil
		},
		Outputs: func(_ kind.World, d kind.Draft) kind.Props {
			return kind.Props{"queryDefinitionId": kind.Text(d.ID)}
		},
	}
}
