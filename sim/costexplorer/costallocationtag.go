package costexplorer

import (
	"strings"

	"github.com/covetpy/platform/sim/kind"
)

// costAllocationTag is a setting of a tag that is on some bill. The service knows a
// tag a day after it was first used, and refuses one that it does not know; this
// cloud, which has no bills, knows all.
func costAllocationTag() kind.Kind {
	return kind.Kind{
		Type:   "aws:costexplorer/costAllocationTag:CostAllocationTag",
		Global: true,
		ID:     kind.From("tagKey"),
		Unique: []kind.Unique{{
			On:    []string{"tagKey"},
			Taken: "the cost allocation tag %[1]s is another resource's already; Cost Explorer would overwrite it, the simulated cloud refuses",
		}},
		Outputs: func(_ kind.World, d kind.Draft) kind.Props {
			typ := "UserDefined"
			if strings.HasPrefix(d.In.Text("tagKey"), "aws:") {
				typ = "AWSGenerated"
			}
			return kind.Props{"type": kind.Text(typ)}
		},
	}
}
