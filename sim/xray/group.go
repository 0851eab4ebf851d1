package xray

import (
	"strings"

	"github.com/covetpy/platform/sim/kind"
)

const (
	groupType = "aws:xray/group:Group"
	// longestName of a group and of a sampling rule, in characters. Source: X-Ray API
	// Reference, CreateGroup and SamplingRule.
	longestName = 32
	// mostGroups of an account in a region, which can't be raised. Source: AWS General
	// Reference, "AWS X-Ray endpoints and quotas". How X-Ray words its refusal was not
	// found; CreateGroup knows no other kind of it.
	mostGroups = 25
)

func group() kind.Kind {
	return kind.Kind{
		Type:   groupType,
		ID:     groupARN,
		Checks: map[string]kind.Check{"groupName": kind.Length(1, longestName)},
		Unique: []kind.Unique{{On: []string{"groupName"}, Taken: "InvalidRequestException: Group %[1]s already exists"}},
		Admit: func(w kind.World, d kind.Draft) error {
			if d.Old == nil && len(w.All(groupType)) >= mostGroups {
				return invalid("You have reached the maximum number of groups")
			}
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
