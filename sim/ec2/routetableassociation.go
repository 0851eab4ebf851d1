package ec2

import "github.com/covetpy/platform/sim/kind"

const routeTableAssociationType = "aws:ec2/routeTableAssociation:RouteTableAssociation"

func routeTableAssociation() kind.Kind {
	return kind.Kind{
		Type:  routeTableAssociationType,
		ID:    kind.Hashed("rtbassoc-"),
		Rules: func(in kind.Values) []kind.Failure { return exactlyOne(in, "subnetId", "gatewayId") },
		Refs: []kind.Ref{
			anyRouteTable("routeTableId"),
			gone(kind.Subnet("subnetId")),
			gateways("")[0],
		},
		Admit: admitRouteTableAssociation,
	}
}

// admitRouteTableAssociation lets a subnet or a gateway have one table, of its
// own network.
func admitRouteTableAssociation(w kind.World, d kind.Draft) error {
	table := d.In.Text("routeTableId")
	for path, typ := range map[string]string{"subnetId": subnetType, "gatewayId": internetGatewayType} {
		end, ok := w.Find(typ, "id", d.In.Text(path))
		if !ok {
			continue
		}
		for _, other := range w.Users(routeTableAssociationType, end) {
			if other.ID != d.ID {
				return kind.Say("Resource.AlreadyAssociated: the specified association for route table %s conflicts with an existing association", table)
			}
		}
		home := kind.Values{Props: end.Outputs}.Text("vpcId")
		if home != homeOrDefault(w, routeTableType, "defaultRouteTableId", table) {
			return kind.Say("InvalidParameterValue: Route table %s and %s belong to different networks", table, end.ID)
		}
	}
	return nil
}
