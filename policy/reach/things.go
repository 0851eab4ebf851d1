package reach

import (
	"cmp"
	"slices"

	"github.com/covetpy/platform/policy/rule"
)

// Kind is what a thing is in the network.
type Kind string

// Kinds.
const (
	LoadBalancer Kind = "load balancer"
	Nodes        Kind = "nodes"
	ControlPlane Kind = "control plane"
	Database     Kind = "database"
	Cache        Kind = "cache"
	Search       Kind = "search"
	FileSystem   Kind = "file system"
	Proxy        Kind = "proxy"
	Endpoint     Kind = "endpoint"
	Function     Kind = "function"
	Machine      Kind = "machine"
)

// Store says whether the kind keeps data.
func (k Kind) Store() bool {
	return slices.Contains([]Kind{Database, Cache, Search, FileSystem}, k)
}

// Thing is what has addresses in subnets, and groups that say who may call it.
type Thing struct {
	Resource *rule.Resource
	Kind     Kind
	// Groups are the security groups that it surely carries.
	Groups []*Group
	// Subnets are those that it surely has addresses in.
	Subnets []*Subnet
	// Ports is what it listens on.
	Ports PortBounds
	// Public says whether it has an address that the internet can call, Exposed
	// where that is said.
	Public  rule.Truth
	Exposed rule.Value

	groupLinks  links
	subnetLinks links
	perhaps     []*Group  // it may carry them
	somewhere   []*Subnet // it may have addresses there
	free        bool      // no group filters what it is called on
	own         bool      // its address is not in the subnets: the groups don't filter it
}

// GroupsKnown says whether Groups are all that it carries.
func (t *Thing) GroupsKnown() bool { return !t.groupLinks.open && len(t.perhaps) == 0 }

// SubnetsKnown says whether Subnets are all that it is in.
func (t *Thing) SubnetsKnown() bool { return !t.subnetLinks.open && len(t.somewhere) == 0 }

// SubnetsGiven says whether anything says which subnets it is in.
func (t *Thing) SubnetsGiven() bool { return !t.subnetLinks.none() }

// form is how a type of things says what the graph wants to know.
type form struct {
	typ     string
	kind    Kind
	groups  string
	subnets string // the subnets themselves, or
	through string // the subnet group that lists them
	ports   func(*Graph, *rule.Resource) PortBounds
}

var forms = []form{
	{typ: typeBalancer, kind: LoadBalancer, groups: "securityGroups", subnets: "subnets", ports: (*Graph).listeners},
	{typ: typeClassic, kind: LoadBalancer, groups: "securityGroups", subnets: "subnets", ports: classicPorts},
	{typ: typeCluster, kind: ControlPlane, groups: "vpcConfig.securityGroupIds", subnets: "vpcConfig.subnetIds", ports: fixed(443)},
	{typ: typeNodeGroup, kind: Nodes, subnets: "subnetIds", ports: everyPort},
	{typ: typeAutoscaling, kind: Machine, subnets: "vpcZoneIdentifiers", ports: everyPort},
	{typ: typeInstance, kind: Machine, groups: "vpcSecurityGroupIds", subnets: "subnetId", ports: everyPort},
	{typ: typeDatabaseCluster, kind: Database, groups: "vpcSecurityGroupIds", through: "dbSubnetGroupName", ports: enginePort},
	{typ: typeDatabase, kind: Database, groups: "vpcSecurityGroupIds", through: "dbSubnetGroupName", ports: enginePort},
	{typ: typeProxy, kind: Proxy, groups: "vpcSecurityGroupIds", subnets: "vpcSubnetIds", ports: enginePort},
	{typ: typeReplication, kind: Cache, groups: "securityGroupIds", through: "subnetGroupName", ports: enginePort},
	{typ: typeCacheCluster, kind: Cache, groups: "securityGroupIds", through: "subnetGroupName", ports: enginePort},
	{typ: typeServerless, kind: Cache, groups: "securityGroupIds", subnets: "subnetIds", ports: serverlessPorts},
	{typ: typeMemory, kind: Cache, groups: "securityGroupIds", through: "subnetGroupName", ports: enginePort},
	{typ: typeSearch, kind: Search, groups: "vpcOptions.securityGroupIds", subnets: "vpcOptions.subnetIds", ports: fixed(443)},
	{typ: typeDocument, kind: Database, groups: "vpcSecurityGroupIds", through: "dbSubnetGroupName", ports: enginePort},
	{typ: typeNeptune, kind: Database, groups: "vpcSecurityGroupIds", through: "neptuneSubnetGroupName", ports: enginePort},
	{typ: typeWarehouse, kind: Database, groups: "vpcSecurityGroupIds", through: "clusterSubnetGroupName", ports: enginePort},
	{typ: typeMount, kind: FileSystem, groups: "securityGroups", subnets: "subnetId", ports: fixed(2049)},
	{typ: typeFunction, kind: Function, groups: "vpcConfig.securityGroupIds", subnets: "vpcConfig.subnetIds", ports: fixed()},
	{typ: typeEndpoint, kind: Endpoint, groups: "securityGroupIds", subnets: "subnetIds", ports: fixed(443)},
}

// readThings finds everything that has groups.
func (g *Graph) readThings() {
	for _, f := range forms {
		for _, r := range g.index.stack.OfType(f.typ) {
			if !present(r) {
				continue
			}
			t := &Thing{Resource: r, Kind: f.kind, Ports: f.ports(g, r)}
			g.place(t, f)
			g.guard(t, f)
			t.Public, t.Exposed = g.public(t)
			g.things = append(g.things, t)
		}
	}
}

// present says whether the resource is in the network at all: some endpoints are
// routes, a function may be outside, and a member of a replication group is
// counted with it.
func present(r *rule.Resource) bool {
	switch r.Type {
	case typeEndpoint:
		return r.At("vpcEndpointType").Is("Interface", "GatewayLoadBalancer") != rule.No
	case typeFunction:
		return declared(r, "vpcConfig")
	case typeCacheCluster:
		return !declared(r, "replicationGroupId") || r.At("replicationGroupId").Blank() == rule.Yes
	default:
		return true
	}
}

// place finds the subnets that the thing has addresses in.
func (g *Graph) place(t *Thing, f form) {
	r := t.Resource
	found := links{}
	switch {
	case f.through != "":
		if r.At(f.through).Present() != rule.No {
			through := g.index.follow(r, subnetGroupTypes, false, f.through)
			found.open = through.open
			found.elsewhere = through.elsewhere
			for _, group := range through.sure {
				found = found.and(g.index.follow(group, subnetTypes, false, "subnetIds"))
			}
			for _, group := range through.maybe {
				found = found.and(g.index.follow(group, subnetTypes, false, "subnetIds").weak())
			}
		}
	case t.Kind == LoadBalancer && declared(r, "subnetMappings"):
		for _, item := range r.At("subnetMappings").Items() {
			found = found.and(g.index.follow(r, subnetTypes, false, item.At("subnetId").Path()))
		}
	default:
		found = g.index.follow(r, subnetTypes, false, f.subnets)
	}
	t.subnetLinks = found
	for _, s := range found.sure {
		t.Subnets = append(t.Subnets, g.bySubnet[s])
	}
	for _, s := range found.maybe {
		t.somewhere = append(t.somewhere, g.bySubnet[s])
	}
}

// guard finds the groups that the thing carries. Where none is named, AWS takes
// the VPC's default group.
func (g *Graph) guard(t *Thing, f form) {
	var found links
	switch {
	case t.Kind == Nodes:
		found = g.nodeGroups(t)
	case t.Resource.Type == typeAutoscaling:
		found = g.templateGroups(t.Resource)
	default:
		found = g.index.follow(t.Resource, groupTypes, false, f.groups)
		if !declared(t.Resource, rule.Root(f.groups)) && found.open {
			found = found.and(g.defaultGroups(t).weak()) // or it is the provider's to fill in
		}
	}
	switch {
	case t.Kind == ControlPlane:
		found.sure = append(found.sure, t.Resource) // the group that EKS makes
	case found.none() && t.Resource.At("loadBalancerType").Is("network", "gateway") == rule.Yes:
		t.free = true // these may do without
	case found.none():
		found = g.defaultGroups(t)
	}
	t.groupLinks = found
	t.Groups, t.perhaps = g.groupsOf(found.sure), g.groupsOf(found.maybe)
	for _, group := range t.Groups {
		group.members = append(group.members, t)
	}
}

// defaultGroups are the default groups of the VPCs that the thing is in.
func (g *Graph) defaultGroups(t *Thing) links {
	out := links{open: t.subnetLinks.open || len(t.subnetLinks.elsewhere) > 0}
	for _, s := range t.Subnets {
		out = out.and(s.vpcs)
	}
	for _, s := range t.somewhere {
		out = out.and(s.vpcs.weak())
	}
	return out
}

// nodeGroups are the groups of a node group: its launch template's, and without
// any there the one that EKS makes.
func (g *Graph) nodeGroups(t *Thing) links {
	found := g.templateGroups(t.Resource)
	if found.none() {
		return g.index.follow(t.Resource, []string{typeCluster}, false, "clusterName")
	}
	return found
}

// templateGroups are the groups that a launch template gives to what is launched.
func (g *Graph) templateGroups(r *rule.Resource) links {
	templates := g.templates(r)
	out := links{open: templates.open || len(templates.elsewhere) > 0}
	for _, lt := range templates.every() {
		found := links{}
		if declared(lt, "vpcSecurityGroupIds") {
			found = g.index.follow(lt, groupTypes, false, "vpcSecurityGroupIds")
		}
		for _, item := range lt.At("networkInterfaces").Items() {
			found = found.and(g.index.follow(lt, groupTypes, false, item.At("securityGroups").Path()))
		}
		if slices.Contains(templates.maybe, lt) {
			found = found.weak()
		}
		out = out.and(found)
	}
	return out
}

// templates are the launch templates that a group of machines is made from.
func (g *Graph) templates(r *rule.Resource) links {
	var out links
	for _, root := range []string{"launchTemplate", "mixedInstancesPolicy"} {
		if !declared(r, root) {
			continue
		}
		at := r.At(root)
		if root == "mixedInstancesPolicy" {
			at = at.At("launchTemplate.launchTemplateSpecification")
		}
		for _, path := range []string{"id", "launchTemplateId", "name", "launchTemplateName"} {
			if v := at.At(path); v.Present() != rule.No {
				out = out.and(g.index.follow(r, []string{typeLaunchTemplate}, false, v.Path()))
				break
			}
		}
	}
	return out
}

// GroupsAt is where the thing's groups are said, and SubnetsAt where its subnets
// or their subnet group are.
func (t *Thing) GroupsAt() rule.Value {
	for _, f := range forms {
		if f.typ == t.Resource.Type && f.groups != "" {
			return t.Resource.At(f.groups)
		}
	}
	return t.Resource.At("launchTemplate")
}

// SubnetsAt is where the thing's subnets are said, or the group that lists them.
func (t *Thing) SubnetsAt() rule.Value {
	for _, f := range forms {
		if f.typ == t.Resource.Type {
			return t.Resource.At(cmp.Or(f.through, f.subnets))
		}
	}
	return rule.Value{}
}
