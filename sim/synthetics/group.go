package synthetics

import "github.com/covetpy/platform/sim/kind"

const (
	groupType = "aws:synthetics/group:Group"
	// mostGroups of an account. Source: CloudWatch user guide, "Synthetics groups".
	mostGroups = 20
)

// group is kept by no canary: it goes, and they stay.
func group() kind.Kind {
	return kind.Kind{
		Type:     groupType,
		ID:       kind.From("name"),
		Autoname: kind.Autoname{Max: 64},
		Checks:   map[string]kind.Check{"name": kind.Length(1, 64)},
		Unique: []kind.Unique{{
			On:    []string{"name"},
			Taken: "ConflictException: A group with the name %[1]s already exists",
		}},
		Admit: func(w kind.World, d kind.Draft) error {
			if d.Old == nil && len(w.All(groupType)) >= mostGroups {
				return kind.Say("ServiceQuotaExceededException: You have reached the limit of %d groups", mostGroups)
			}
			return nil
		},
		Outputs: func(w kind.World, d kind.Draft) kind.Props {
			if d.Old != nil {
				return nil
			}
			id := w.Hex(7)
			return kind.Props{"arn": kind.Text(w.ARN("synthetics", "group:"+id)), "groupId": kind.Text(id)}
		},
	}
}
