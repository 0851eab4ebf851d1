package cloudwatch

import (
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"

	"github.com/covetpy/platform/sim/kind"
)

// dashboard belongs to the account and to no region. Upstream keeps its body in
// normal form.
func dashboard() kind.Kind {
	return kind.Kind{
		Type:   "aws:cloudwatch/dashboard:Dashboard",
		Global: true,
		ID:     kind.From("dashboardName"),
		Checks: map[string]kind.Check{"dashboardBody": kind.JSON(1 << 20)},
		Noted:  map[resource.PropertyKey]func(string) string{"dashboardBody": kind.NormalJSON},
		Unique: []kind.Unique{{
			On:    []string{"dashboardName"},
			Taken: "the dashboard %[1]s is another resource's already; CloudWatch would overwrite it, the simulated cloud refuses",
		}},
		Admit: func(_ kind.World, d kind.Draft) error { return admitDashboard(d.In.Text("dashboardBody")) },
		Outputs: func(w kind.World, d kind.Draft) kind.Props {
			return kind.Props{"dashboardArn": kind.Text(w.GlobalARN("cloudwatch", "dashboard/"+d.ID))}
		},
	}
}
