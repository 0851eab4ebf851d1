package ec2

import (
	"slices"

	"github.com/covetpy/platform/sim/kind"
)

const routeType = "aws:ec2/route:Route"

func route() kind.Kind {
	return kind.Kind{
		Type: routeType,
		ID: func(_ kind.World, d kind.Draft) string {
			table := d.In.Text("routeTableId")
			return "r-" + table + hashcode(destination(d.In, routeDestinations()))
		},
		Checks: map[string]kind.Check{
			"destinationCidrBlock":     anyIPv4(),
			"destinationIpv6CidrBlock": anyIPv6(),
		},
		Rules: routeRules,
		Refs:  append(gateways(""), gone(anyRouteTable("routeTableId"))),
		Admit: func(w kind.World, d kind.Draft) error {
			table, to := d.In.Text("routeTableId"), destination(d.In, routeDestinations())
			if d.Old == nil && slices.Contains(routed(w, table), to) {
				return kind.Say("RouteAlreadyExists: The route identified by %s already exists.", to)
			}
			return admitRoute(w, table, homeOrDefault(w, routeTableType, "defaultRouteTableId", table), to, d.In)
		},
		Outputs: func(kind.World, kind.Draft) kind.Props {
			return kind.Props{
				"instanceId":      kind.Text(""),
				"instanceOwnerId": kind.Text(""),
				"origin":          kind.Text("CreateRoute"),
				"state":           kind.Text("active"),
			}
		},
	}
}

func routeRules(in kind.Values) []kind.Failure {
	own := slices.DeleteFunc(targets(), func(target string) bool { return target == "instanceId" })
	failures := append(exactlyOne(in, routeDestinations()...), exactlyOne(in, own...)...)
	for target, conflict := range map[string]string{
		"egressOnlyGatewayId": "destinationCidrBlock",
		"carrierGatewayId":    "destinationIpv6CidrBlock",
		"vpcEndpointId":       "destinationPrefixListId",
	} {
		if in.Has(target) && in.Has(conflict) {
			failures = append(failures, kind.Failure{Path: target, Reason: `"` + target + `": conflicts with ` + conflict})
		}
	}
	return failures
}

// routed are the destinations that a table has, by resources of their own and
// by its own lines.
func routed(w kind.World, tableID string) []string {
	table, ok := w.Find(routeTableType, "id", tableID)
	if !ok {
		table, ok = w.Find(vpcType, "defaultRouteTableId", tableID)
	}
	if !ok {
		return nil
	}
	var out []string
	for _, user := range w.Users(routeType, table) {
		out = append(out, destination(kind.Values{Props: user.Inputs}, routeDestinations()))
	}
	lines := table.Inputs
	if adopted, ok := w.Find(defaultRouteTableType, "id", tableID); ok {
		lines = adopted.Inputs
	}
	for _, line := range (kind.Values{Props: lines}).Objects("routes[*]") {
		out = append(out, destination(line, lineDestinations()))
	}
	return out
}
