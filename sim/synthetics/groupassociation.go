package synthetics

import (
	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/kind"
)

const (
	associationType = "aws:synthetics/groupAssociation:GroupAssociation"
	// mostMembers of a group, and as many groups of a canary. Source: CloudWatch user
	// guide, "Synthetics groups".
	mostMembers = 10
)

// groupAssociation goes with its canary, and with its group. The canary may be of
// another region.
func groupAssociation() kind.Kind {
	return kind.Kind{
		Type:   associationType,
		ID:     kind.Joined(",", "canaryArn", "groupName"),
		Checks: map[string]kind.Check{"canaryArn": kind.ARN("synthetics")},
		Refs: []kind.Ref{
			{
				Path: "canaryArn", To: []kind.Target{{Type: canaryType, By: "arn"}}, OnDelete: sim.Cascade,
				Missing: "ResourceNotFoundException: The canary %s does not exist",
			},
			{
				Path: "groupName", To: []kind.Target{{Type: groupType, By: "id"}}, OnDelete: sim.Cascade,
				Missing: "ResourceNotFoundException: The group %s does not exist",
			},
		},
		Unique: []kind.Unique{{
			On:    []string{"canaryArn", "groupName"},
			Taken: "ConflictException: The canary %[1]s is in the group already",
		}},
		Admit: func(w kind.World, d kind.Draft) error {
			for path, to := range map[string]kind.Target{"canaryArn": {Type: canaryType, By: "arn"}, "groupName": {Type: groupType, By: "id"}} {
				end, ok := w.Find(to.Type, to.By, d.In.Text(path))
				if ok && d.Old == nil && len(w.Users(associationType, end)) >= mostMembers {
					return kind.Say("ServiceQuotaExceededException: a group can have %[1]d canaries, and a canary be in %[1]d groups", mostMembers)
				}
			}
			return nil
		},
		Outputs: func(w kind.World, d kind.Draft) kind.Props {
			of, ok := w.Find(groupType, "id", d.In.Text("groupName"))
			if !ok {
				return nil
			}
			return kind.Props{"groupArn": of.Outputs["arn"], "groupId": of.Outputs["groupId"]}
		},
	}
}
