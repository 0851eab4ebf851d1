package ec2

import (
	"fmt"
	"slices"

	"github.com/covetpy/platform/sim/kind"
)

const (
	routeTableType        = "aws:ec2/routeTable:RouteTable"
	defaultRouteTableType = "aws:ec2/defaultRouteTable:DefaultRouteTable"
)

func routeTable() kind.Kind {
	return kind.Kind{
		Type:   routeTableType,
		ID:     kind.Hashed("rtb-"),
		Checks: lineChecks(),
		Rules:  lineRules,
		Refs:   append(gateways("routes[*]."), kind.VPC("vpcId")),
		Admit: func(w kind.World, d kind.Draft) error {
			return admitLines(w, d.ID, d.In.Text("vpcId"), d.In)
		},
		Outputs: func(w kind.World, d kind.Draft) kind.Props { return tableOutputs(w, d.ID) },
		InUse:   "DependencyViolation: The routeTable '%[1]s' has dependencies and cannot be deleted.",
	}
}

// defaultRouteTable takes over the table that EC2 made with a VPC. Deleting it
// only forgets it.
func defaultRouteTable() kind.Kind {
	adopted := anyRouteTable("defaultRouteTableId")
	adopted.To = []kind.Target{{Type: vpcType, By: "defaultRouteTableId"}}
	return kind.Kind{
		Type:   defaultRouteTableType,
		ID:     kind.From("defaultRouteTableId"),
		Checks: lineChecks(),
		Rules:  lineRules,
		Refs:   append(gateways("routes[*]."), gone(adopted)),
		Admit: func(w kind.World, d kind.Draft) error {
			table := d.In.Text("defaultRouteTableId")
			return admitLines(w, table, homeOrDefault(w, routeTableType, "defaultRouteTableId", table), d.In)
		},
		Outputs: func(w kind.World, d kind.Draft) kind.Props {
			out := tableOutputs(w, d.ID)
			out["vpcId"] = kind.Text(homeOrDefault(w, routeTableType, "defaultRouteTableId", d.ID))
			return out
		},
	}
}

func tableOutputs(w kind.World, id string) kind.Props {
	return kind.Props{
		"arn":     kind.Text(w.ARN("ec2", "route-table/"+id)),
		"ownerId": kind.Text(w.Account()),
	}
}

func lineChecks() map[string]kind.Check {
	return map[string]kind.Check{
		"routes[*].cidrBlock":     anyIPv4(),
		"routes[*].ipv6CidrBlock": anyIPv6(),
	}
}

func lineRules(in kind.Values) []kind.Failure {
	var failures []kind.Failure
	for i, line := range in.Objects("routes[*]") {
		for _, f := range append(exactlyOne(line, lineDestinations()...), exactlyOne(line, targets()...)...) {
			f.Path = fmt.Sprintf("routes[%d].%s", i, f.Path)
			failures = append(failures, f)
		}
	}
	return failures
}

func admitLines(w kind.World, table, home string, in kind.Values) error {
	var seen []string
	for _, line := range in.Objects("routes[*]") {
		to := destination(line, lineDestinations())
		if slices.Contains(seen, to) {
			return kind.Say("RouteAlreadyExists: The route identified by %s already exists.", to)
		}
		seen = append(seen, to)
		if err := admitRoute(w, table, home, to, line); err != nil {
			return err
		}
	}
	return nil
}
