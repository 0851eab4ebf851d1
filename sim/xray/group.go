package xray

import (
	"strings"

	"github.com/covetpy/platform/sim/kind"
)

// longestName of a group and of a sampling rule, in characters. Source: X-Ray API
// Reference, CreateGroup and SamplingRule.
const longestName = 32

func group() kind.Kind {
	return kind.Kind{
		Type:   "aws:xray/group:Group",
		ID:     groupARN,
		Checks: map[string]kind.Check{"groupName": kind.Length(1, longestName)},
		Unique: []kind.Unique{{On: []string{"groupName"}, Taken: "InvalidRequestException: Group %[1]s already exists"}},
		Admit: func(_ kind.World, d kind.Draft) error {
			if d.In.Text("groupName") == everyones {
				return invalid("%s is a reserved group name", everyones)
			}
			if d.In.Flag("insightsConfiguration.notificationsEnabled") && !d.In.Flag("insightsConfiguration.insightsEnabled") {
				return invalid("Notifications can be enabled for Insights enabled group only")
			}
			return admitFilter(d.In.Text("filterExpression"))
		},
		Computed: []string{"insightsConfiguration.notificationsEnabled"},
		Outputs:  groupOutputs,
	}
}

// groupARN ends with what X-Ray draws for the group: 52 characters of the alphabet
// in which it writes 256 bits.
func groupARN(w kind.World, d kind.Draft) string {
	return w.ARN("xray", "group/"+d.In.Text("groupName")+"/"+strings.ToUpper(w.Hex(52)))
}

// groupOutputs show insights as off where nothing is said of them.
func groupOutputs(_ kind.World, d kind.Draft) kind.Props {
	return kind.Props{
		"arn": kind.Text(d.ID),
		"insightsConfiguration": kind.Nested(kind.Props{
			"insightsEnabled":      kind.Flag(d.In.Flag("insightsConfiguration.insightsEnabled")),
			"notificationsEnabled": kind.Flag(d.In.Flag("insightsConfiguration.notificationsEnabled")),
		}),
	}
}
