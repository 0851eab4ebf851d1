package stacks

import (
	"fmt"
	"net/netip"
	"slices"
	"strings"

	"github.com/covetpy/platform/components/database"
	"github.com/covetpy/platform/components/network"
	"github.com/covetpy/platform/components/recovery"
	"github.com/covetpy/platform/components/registry"
	"github.com/covetpy/platform/infra/config"
	"github.com/covetpy/platform/infra/fault"
	"github.com/covetpy/platform/infra/naming"
	"github.com/covetpy/platform/infra/tags"
)

// recover decides on backups and on what there is in the second region.
func (p *plan) recover(names naming.Scope, c config.Config, check *fault.Check) {
	if c.Recovery == nil {
		p.refuseSecond(c, check)
		return
	}
	if s := c.Recovery.SecondRegion; s != nil {
		p.second = s.Region
		check.Require(c.Encryption.MultiRegion, "encryption.multiRegion", false,
			"true where recovery.secondRegion is set, as what is copied there has to be opened there")
	} else {
		p.refuseSecond(c, check)
	}
	p.recovery = recoveryArgs(names, p, c)
	if p.second == "" || p.second == c.Region { // which recovery refuses, once for all that would be there
		return
	}
	if p.registry != nil && c.Registry.Replicate && p.second != p.where.Region { // recovery tells of the same region
		p.registry.Replicate = &registry.Second{Region: p.second}
	}
	if p.database != nil && c.Database.Global != nil {
		p.copyDatabase(names, c, check)
	}
}

// refuseSecond tells what asks for a second region where there is none.
func (*plan) refuseSecond(c config.Config, check *fault.Check) {
	const accepted = "recovery.secondRegion.region"
	check.Require(c.Registry == nil || !c.Registry.Replicate, "registry.replicate", true, "false, or a region as "+accepted)
	check.Require(c.Database == nil || c.Database.Global == nil, "database.global", "a copy in a second region",
		"null, or a region as "+accepted)
}

func recoveryArgs(names naming.Scope, p *plan, c config.Config) *recovery.Args {
	r := c.Recovery
	args := &recovery.Args{
		Names: names, Where: p.where, Protect: c.Protect, CopyToVault: r.CopyToVault,
		Objectives: recovery.Objectives{
			RPOMinutes: r.Objectives.RPOMinutes, RTOMinutes: r.Objectives.RTOMinutes, HistoryDays: r.Objectives.HistoryDays,
		},
		Plans: map[tags.BackupPlan]recovery.Plan{},
	}
	if region := r.Objectives.Region; region != nil {
		args.Objectives.Region = &recovery.RegionObjectives{RPOMinutes: region.RPOMinutes, RTOMinutes: region.RTOMinutes}
	}
	if d := c.Database; d != nil {
		args.Database = &recovery.DatabaseFacts{
			RetentionDays: d.Backups.RetentionDays, BackupWindow: d.Backups.Window, MaintenanceWindow: d.MaintenanceWindow,
			Readers: d.Readers,
		}
		if d.Global != nil {
			args.Database.Global, args.Database.GlobalReaders = true, d.Global.Readers
		}
	}
	for _, class := range config.BackupClasses() {
		rules, planned := r.Plans[class]
		if !planned || len(rules) == 0 {
			args.LeftOut = append(args.LeftOut, tags.BackupPlan(class))
			continue
		}
		args.Plans[tags.BackupPlan(class)] = backupPlan(rules)
	}
	if p.second != "" {
		args.Second = &recovery.Second{Region: p.second}
	}
	if l := r.VaultLock; l != nil {
		args.VaultLock = &recovery.VaultLock{
			Mode: recovery.LockMode(l.Mode), MinDays: l.MinDays, MaxDays: l.MaxDays, GraceDays: l.GraceDays,
		}
	}
	if t := r.RestoreTest; t != nil {
		args.RestoreTest = &recovery.RestoreTest{Schedule: recovery.TestSchedule(t.Schedule), HoursKept: t.HoursKept}
	}
	if r.Reports != nil {
		args.Reports = &recovery.Reports{RetentionDays: int(r.Reports.RetentionDays)}
	}
	return args
}

func backupPlan(rules map[config.BackupFrequency]config.BackupRule) recovery.Plan {
	rule := func(often config.BackupFrequency) *recovery.Rule {
		r, there := rules[often]
		if !there {
			return nil
		}
		return &recovery.Rule{RetentionDays: r.RetentionDays, ColdAfterDays: r.ColdAfterDays, CopyDays: r.CopyDays}
	}
	return recovery.Plan{
		Hourly: rule(config.Hourly), Daily: rule(config.Daily), Weekly: rule(config.Weekly), Monthly: rule(config.Monthly),
	}
}

// oneForTheRegion tells once that there is no second region although plans copy
// to one: what follows from it (each copy, the objectives for the region's loss,
// images and a database's copy there) is left out.
func (p *plan) oneForTheRegion(c config.Config, faults fault.Faults) fault.Faults {
	if c.Recovery == nil || p.second != "" || c.Recovery.CopyToVault != "" || !copies(c.Recovery.Plans) {
		return faults
	}
	var check fault.Check
	check.Add("recovery.secondRegion", nil, "a region for the copies that recovery.plans ask for; "+
		"or copyDays 0 in all of them, with recovery.objectives.region and database.global null and registry.replicate false")
	check.Join("", slices.DeleteFunc(faults, func(f fault.Fault) bool {
		return strings.HasPrefix(f.Path, "recovery.plans.") && strings.HasSuffix(f.Path, ".copyDays") ||
			slices.Contains([]string{"recovery.objectives.region", "registry.replicate", "database.global"}, f.Path)
	}))
	return check.Faults()
}

func copies(plans map[config.BackupClass]map[config.BackupFrequency]config.BackupRule) bool {
	for _, rules := range plans {
		for _, rule := range rules {
			if rule.CopyDays > 0 {
				return true
			}
		}
	}
	return false
}

// recoveryFaults puts recovery's faults under the configuration's paths; some are
// about the database.
func recoveryFaults(args *recovery.Args) fault.Faults {
	out := args.Validate()
	for i, f := range out {
		if !strings.HasPrefix(f.Path, "database.") {
			out[i].Path = "recovery." + f.Path
		}
	}
	return out
}

// farZones is how many zones the network of the database's copy has, where they
// are not named.
const farZones = 2

// copyDatabase plans the database's copy in the second region, and a network for
// it that nothing reaches and that reaches nothing.
func (p *plan) copyDatabase(names naming.Scope, c config.Config, check *fault.Check) {
	g := c.Database.Global
	where := p.where
	where.Region = p.second
	zones := g.ZoneIDs
	if len(zones) == 0 {
		known, err := network.ZoneIDs(p.second, farZones)
		if err != nil {
			check.Add("database.global.zoneIds", nil, "the ids of two zones of "+p.second+", whose zones are not known here")
		}
		zones = known
	}
	p.far = &network.Args{
		Names: names, Where: where, Protect: c.Protect, CIDR: g.CIDR, ZoneIDs: zones, NAT: network.NATNone,
		Peers: slices.Concat(c.Network.Peers, []netip.Prefix{c.Network.CIDR}),
	}
	if p.network.FlowLogs != nil {
		// In a log group: the bucket for the record of requests is in the other region.
		p.far.FlowLogs = &network.FlowLogs{
			Destination: network.ToCloudWatch, Traffic: p.network.FlowLogs.Traffic,
			RetentionDays: p.network.FlowLogs.RetentionDays, KeyARN: later,
		}
	}
	class := g.InstanceClass
	if class == "" && g.Readers > 0 {
		class = "db.serverless"
		if v := c.Database.Provisioned; v != nil {
			class = v.InstanceClass
		}
	}
	p.database.Global = &database.Global{Where: where, Readers: g.Readers, InstanceClass: class}
}

// farFaults puts the faults of the second region's network under the settings of
// the copy that it is for. Its peers are those of the first region's network, which
// answers for them, and that network itself.
func farFaults(args *network.Args) fault.Faults {
	var words []string
	for i := range args.Peers {
		name := fmt.Sprintf("network.peers[%d]", i)
		if i == len(args.Peers)-1 {
			name = "network.cidr"
		}
		words = append(words, fmt.Sprintf("peers[%d]", i), name)
	}
	ours := strings.NewReplacer(words...)
	var out fault.Faults
	for _, f := range args.Validate() {
		if !strings.HasPrefix(f.Path, "peers") {
			f.Path, f.Accepted = "database.global."+f.Path, ours.Replace(f.Accepted)
			out = append(out, f)
		}
	}
	return out
}
