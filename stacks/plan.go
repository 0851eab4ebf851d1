package stacks

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"github.com/covetpy/platform/components/alerts"
	"github.com/covetpy/platform/components/app"
	"github.com/covetpy/platform/components/cache"
	"github.com/covetpy/platform/components/cluster"
	"github.com/covetpy/platform/components/database"
	"github.com/covetpy/platform/components/edge"
	"github.com/covetpy/platform/components/namespace"
	"github.com/covetpy/platform/components/network"
	"github.com/covetpy/platform/components/recovery"
	"github.com/covetpy/platform/components/registry"
	"github.com/covetpy/platform/components/services"
	"github.com/covetpy/platform/components/storage"
	"github.com/covetpy/platform/infra/config"
	"github.com/covetpy/platform/infra/encryption"
	"github.com/covetpy/platform/infra/fault"
	"github.com/covetpy/platform/infra/identity"
	"github.com/covetpy/platform/infra/naming"
	"github.com/covetpy/platform/infra/tags"
)

// Project is the program's name: what names, tags and configuration keys begin
// with.
const Project = config.Namespace

// plan is what an environment is to consist of: the arguments of its components,
// but for what one component makes for another. What is nil is off.
type plan struct {
	environment string
	where       identity.Scope
	tags        tags.Set
	keys        encryption.Args
	alerts      alerts.Args
	// accessLogs is nil where nothing writes a record of requests.
	accessLogs *storage.Args
	network    network.Args
	cluster    cluster.Args
	database   *database.Args
	caches     map[string]cache.Args
	uses       uses
	edge       *edge.Args
	registry   *registry.Args
	// apps are what is shipped, by name.
	apps map[string]app.Args
	// promises are what they promise.
	promises []promise
	// namespaces are where they go, by name, and services what they need there.
	namespaces map[string]namespace.Args
	services   services.Args
	recovery   *recovery.Args
	// second is the region that recovery copies to; empty for none.
	second string
	// far is the network of the database's copy there; nil without one.
	far *network.Args
}

// later stands for what another component will make, where a plan is only
// checked.
var later = pulumi.String("(made later)")

// Check finds what is wrong with a configuration beyond the form of its values,
// by asking every component whether it would accept its arguments. today is when
// the support of versions is judged.
func Check(environment string, today time.Time) config.Check {
	return func(c config.Config) fault.Faults {
		_, faults := newPlan(environment, c, today)
		return faults
	}
}

// newPlan decides on the components' arguments, and collects every fault in
// them under the configuration's own paths.
func newPlan(environment string, c config.Config, today time.Time) (*plan, fault.Faults) {
	var check fault.Check
	names := naming.Scope{Project: Project, Environment: environment}
	p := &plan{
		environment: environment,
		where:       identity.Scope{Partition: Partition(c.Region), Region: c.Region, Account: c.Account},
		tags: tags.Set{
			Project: Project, Environment: environment, Owner: c.Owner,
			CostCentre: c.CostCentre, DataClass: string(c.DataClass),
		},
	}
	zones, zonesKnown := zoneIDs(c, &check)
	p.cluster = clusterArgs(names, p, c, zones, today)
	p.network = networkArgs(names, p, c, zones, p.cluster.Name())
	p.data(names, c)
	p.use(names, c)
	p.edges(names, c, today, &check)
	p.recover(names, c, &check)
	p.record(names, c)
	p.keys = keyArgs(names, p, c)
	// Documents name keys by their aliases; which groups the logs' key is for comes
	// from the components, so they are planned before.
	p.cluster.Keys.VolumesAlias = p.keys.Alias(encryption.Volumes)
	p.cluster.Keys.MessagesAlias = p.keys.Alias(encryption.Messages)
	if p.registry != nil {
		p.registry.KeyAlias = p.keys.Alias(encryption.Images)
	}
	p.applications(names, c, &check)
	p.promises = promisesOf(c)
	p.install(names, c, &check)
	p.network.Endpoints = p.endpoints(c)
	p.rooms(names, &check)
	p.validate(c, &check)
	check.Require(c.Network.NAT != config.NATNone || c.Network.InterfaceEndpoints, "network.interfaceEndpoints", false,
		"true where network.nat is none, as nodes could not reach the services that they need to join")
	faults := p.oneForTheRegion(c, once(check.Faults()))
	if !zonesKnown { // what the components miss for it is told already
		faults = slices.DeleteFunc(faults, func(f fault.Fault) bool { return strings.HasPrefix(f.Path, zoneFaults) })
	}
	return p, faults
}

// validate asks every component, under the configuration's own paths.
func (p *plan) validate(c config.Config, check *fault.Check) {
	check.Join("encryption", p.keys.Validate())
	check.Join("alerts", p.alerts.Validate())
	if p.accessLogs != nil {
		check.Join("accessLogs", p.accessLogs.Validate())
	}
	check.Join("network", p.network.Validate())
	check.Join("", clusterFaults(p.cluster))
	if p.database != nil {
		check.Join("database", p.database.Validate())
	}
	for _, name := range slices.Sorted(maps.Keys(p.caches)) {
		args := p.caches[name]
		check.Join("caches."+name, args.Validate())
	}
	check.Join("", p.uses.faults())
	if p.edge != nil {
		check.Join("", edgeFaults(p.edge, c))
	}
	if p.registry != nil {
		check.Join("registry", p.registry.Validate())
	}
	check.Join("services", p.services.Validate())
	for _, name := range slices.Sorted(maps.Keys(p.namespaces)) {
		args := p.namespaces[name]
		check.Join("namespaces."+name, args.Validate())
	}
	for _, name := range slices.Sorted(maps.Keys(p.apps)) {
		check.Join("", appFaults(name, p.apps[name]))
	}
	check.Join("", promiseFaults(p.promises, c))
	if p.recovery != nil {
		check.Join("", recoveryFaults(p.recovery))
	}
	if p.far != nil {
		check.Join("", farFaults(p.far))
	}
}

// keyArgs lets the logs' key be used for every group that a component makes.
func keyArgs(names naming.Scope, p *plan, c config.Config) encryption.Args {
	groups := []string{names.Path(naming.LogGroup) + "/", "/aws/eks/" + p.cluster.Name() + "/"}
	if p.database != nil {
		groups = append(groups, p.database.LogGroups(nameDatabase)...)
	}
	if p.edge != nil && p.edge.WAF != nil {
		groups = append(groups, p.edge.WAFLogGroup())
	}
	args := encryption.Args{
		Names: names, Where: p.where, Protect: c.Protect,
		DeletionWindowDays: c.Encryption.DeletionWindowDays,
		MultiRegion:        c.Encryption.MultiRegion,
		LogGroupPrefixes:   groups,
	}
	if p.recovery != nil {
		args.CopiesTo = p.recovery.CopyAccounts()
	}
	return args
}

// zoneIDs are those that are configured, or else the region's first ones.
func zoneIDs(c config.Config, check *fault.Check) (ids []string, known bool) {
	n := c.Network.Zones
	if len(c.Network.ZoneIDs) > 0 {
		return c.Network.ZoneIDs, true
	}
	ids, err := network.ZoneIDs(c.Region, n)
	if err == nil {
		return ids, true
	}
	if most := network.KnownZones(c.Region); most > 0 {
		check.Add("network.zones", n, fmt.Sprintf("at most %d in %s, or the ids of %d zones as network.zoneIds", most, c.Region, n))
	} else {
		check.Add("region", c.Region, fmt.Sprintf("a region whose zones are known here, or the ids of %d of its zones as network.zoneIds", n))
	}
	return nil, false
}

// zoneFaults is the path of the one setting that both the network and the
// cluster judge.
const zoneFaults = "network.zoneIds"

// once drops what was said before about the same zones, or about the same place in
// the mesh, so that one mistake is told once. The faults are in the order of paths.
func once(faults fault.Faults) fault.Faults {
	return slices.CompactFunc(faults, func(a, b fault.Fault) bool {
		return a.Path == b.Path && (strings.HasPrefix(a.Path, zoneFaults) || meshPath.MatchString(a.Path))
	})
}

// Partition is the group of regions that a region belongs to, as ARNs name it.
func Partition(region string) string {
	switch {
	case strings.HasPrefix(region, "cn-"):
		return "aws-cn"
	case strings.HasPrefix(region, "us-gov-"):
		return "aws-us-gov"
	default:
		return "aws"
	}
}
