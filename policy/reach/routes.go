package reach

import (
	"slices"
	"strings"

	"github.com/covetpy/platform/policy/rule"
)

// Exit is what a route leads to.
type Exit string

// Exits. Both ways means that what is outside can begin a connection, too.
const (
	ExitInternet Exit = "internet gateway" // both ways
	ExitOutbound Exit = "way out"          // NAT, egress-only: replies alone come back
	ExitNetwork  Exit = "other network"    // peering, transit gateway, VPN
	ExitInside   Exit = "inside"           // local, an endpoint
)

// Route is one route of a table: an element of its list, or a resource.
type Route struct {
	Resource *rule.Resource
	At       rule.Value
	// To is where it leads. Exits are the one that it surely has, or those that it
	// may have.
	To    AddressBounds
	Exits []Exit
	via   []string // the properties that say so
	weak  bool     // it may be another table's
}

// leads says whether the route has the exit.
func (r *Route) leads(exits ...Exit) rule.Truth {
	has := func(e Exit) bool { return slices.Contains(exits, e) }
	switch {
	case !slices.ContainsFunc(r.Exits, has):
		return rule.No
	case r.weak || slices.ContainsFunc(r.Exits, func(e Exit) bool { return !has(e) }):
		return rule.Unknown
	default:
		return rule.Yes
	}
}

// exits are the exits of each property that a route may lead by.
var exits = map[string][]Exit{
	"carrierGatewayId": {ExitInternet}, "natGatewayId": {ExitOutbound}, "egressOnlyGatewayId": {ExitOutbound},
	"networkInterfaceId": {ExitOutbound}, "instanceId": {ExitOutbound},
	"transitGatewayId": {ExitNetwork}, "vpcPeeringConnectionId": {ExitNetwork}, "coreNetworkArn": {ExitNetwork},
	"localGatewayId": {ExitNetwork}, "odbNetworkArn": {ExitNetwork}, "vpcEndpointId": {ExitInside},
}

// exitPaths are those properties in order, the one that needs a look at last.
var exitPaths = []string{
	"natGatewayId", "egressOnlyGatewayId", "transitGatewayId", "vpcPeeringConnectionId", "networkInterfaceId", "instanceId",
	"vpcEndpointId", "carrierGatewayId", "coreNetworkArn", "localGatewayId", "odbNetworkArn", "gatewayId",
}

// readRoute reads a route at a value: a resource's own properties, or an element.
func (g *Graph) readRoute(r *rule.Resource, at func(string) rule.Value, v4, v6 string) *Route {
	made := &Route{Resource: r, At: at(v4)}
	made.To = readAddresses(ipv4, at(v4)).union(readAddresses(ipv6, at(v6)))
	if at(v4).Blank() == rule.Yes {
		made.At = at(v6)
	}
	if at("destinationPrefixListId").Present() != rule.No && (made.To.Maybe.Empty() || at("destinationPrefixListId").Present() == rule.Yes) {
		made.To = made.To.union(g.prefixLists(r, true, at("destinationPrefixListId").Path()))
	}
	var unknown []string
	for _, path := range exitPaths {
		switch v := at(path); {
		case v.Blank() == rule.No:
			made.via, made.Exits = []string{path}, exits[path]
			if path == "gatewayId" {
				made.Exits = gatewayExits(v)
			}
			return made
		case v.Present() == rule.Unknown:
			unknown = append(unknown, path)
		}
	}
	// What a preview does not know is either the exit that is being made, or one that
	// the provider fills in and that leads nowhere.
	made.Exits, made.via = g.unknownExits(r, unknown)
	return made
}

// gatewayExits reads the property that takes several kinds of gateways.
func gatewayExits(v rule.Value) []Exit {
	text, _ := v.Text()
	switch {
	case text == "local", strings.HasPrefix(text, "vpce-"):
		return []Exit{ExitInside}
	case strings.HasPrefix(text, "vgw-"):
		return []Exit{ExitNetwork}
	default:
		return []Exit{ExitInternet}
	}
}

// unknownExits tells by what a route is made from where it leads. Of properties
// that are made from nothing each may be the one.
func (g *Graph) unknownExits(r *rule.Resource, unknown []string) (found []Exit, via []string) {
	for _, path := range unknown {
		roots := r.Dependencies[path]
		if r.Type != typeRoute {
			roots = r.Dependencies["routes"]
		}
		if len(roots) == 0 {
			continue
		}
		if path != "gatewayId" {
			found, via = append(found, exits[path]...), append(via, path)
			continue
		}
		for _, urn := range roots {
			if exit, ok := gateways[rule.Canonical(string(urn.Type()))]; ok {
				found, via = append(found, exit), append(via, path)
			}
		}
	}
	if len(found) == 0 && len(unknown) > 0 {
		return []Exit{ExitInternet, ExitOutbound, ExitNetwork, ExitInside}, unknown
	}
	return distinct(found), distinct(via)
}

// gateways are the exits of what a gateway's id is made from.
var gateways = map[string]Exit{
	typeGateway: ExitInternet, typeAttachment: ExitInternet, typeVPN: ExitNetwork, typeEndpoint: ExitInside,
}

// Table is a route table.
type Table struct {
	Resource *rule.Resource
	Routes   []*Route
}

// readTables finds every table and every route.
func (g *Graph) readTables() {
	for _, r := range g.index.stack.OfType(tableTypes...) {
		table := &Table{Resource: r}
		g.tables[r] = table
		if r.Type == typeDefaultTable {
			if vpcs := g.index.follow(r, vpcTypes, false, "defaultRouteTableId"); len(vpcs.sure) == 1 {
				g.tables[vpcs.sure[0]] = table
			}
		}
		if !declared(r, "routes") {
			continue
		}
		for _, item := range r.At("routes").Items() {
			at := func(path string) rule.Value {
				if path == "destinationCidrBlock" {
					path = "cidrBlock"
				}
				if path == "destinationIpv6CidrBlock" {
					path = "ipv6CidrBlock"
				}
				return item.At(path)
			}
			table.Routes = append(table.Routes, g.readRoute(r, at, "destinationCidrBlock", "destinationIpv6CidrBlock"))
		}
	}
	for _, r := range g.index.stack.OfType(vpcTypes...) {
		if g.tables[r] == nil {
			g.tables[r] = &Table{Resource: r} // what AWS makes has the local route alone
		}
	}
	for _, r := range g.index.stack.OfType(typeRoute) {
		route := g.readRoute(r, r.At, "destinationCidrBlock", "destinationIpv6CidrBlock")
		of := g.index.follow(r, slices.Concat(tableTypes, vpcTypes), false, "routeTableId")
		route.weak = of.open || len(of.sure) != 1
		owners := of.every()
		if of.open {
			owners = slices.Concat(g.index.stack.OfType(tableTypes...), g.index.stack.OfType(vpcTypes...))
		}
		if len(owners) == 0 {
			g.strayRoutes = append(g.strayRoutes, route)
		}
		seen := map[*Table]bool{}
		for _, owner := range owners {
			if table := g.tables[owner]; table != nil && !seen[table] {
				seen[table] = true
				table.Routes = append(table.Routes, route)
			}
		}
	}
}

// By says whether the route leads by one of some properties.
func (r *Route) By(properties ...string) rule.Truth {
	has := func(p string) bool { return slices.Contains(properties, p) }
	switch {
	case !slices.ContainsFunc(r.via, has):
		return rule.No
	case slices.ContainsFunc(r.via, func(p string) bool { return !has(p) }):
		return rule.Unknown // which of them it will be is not known
	default:
		return rule.Yes
	}
}
