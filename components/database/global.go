package database

import (
	"fmt"

	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/rds"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"github.com/covetpy/platform/infra/tags"
)

// newGlobalCluster makes what the clusters of both regions belong to, before
// either: a cluster joins when it is made, and leaves when it is deleted.
func (m *maker) newGlobalCluster() (*rds.GlobalCluster, error) {
	if m.args.Global == nil {
		return nil, nil
	}
	id := m.args.globalID(m.name)
	var ignored []string
	if m.args.MinorUpgrades {
		ignored = append(ignored, "engineVersion") // AWS owns it, as in registerCluster
	}
	out, err := rds.NewGlobalCluster(m.ctx, m.logical(partGlobal), &rds.GlobalClusterArgs{
		GlobalClusterIdentifier: pulumi.String(id),
		Engine:                  pulumi.String(engine),
		EngineVersion:           pulumi.String(m.args.Version),
		EngineLifecycleSupport:  pulumi.String(noExtendedSupport),
		StorageEncrypted:        pulumi.Bool(true),
		DeletionProtection:      pulumi.Bool(m.args.DeletionProtection),
		Tags:                    tags.Named(id),
	}, m.child(pulumi.Protect(m.args.Protect), pulumi.IgnoreChanges(ignored))...)
	if err != nil {
		return nil, fmt.Errorf("register global cluster: %w", err)
	}
	return out, nil
}

// secondary is the second region.
func (m *maker) secondary() site {
	g := m.args.Global
	return site{
		parts: []string{partSecondary}, clusterID: m.args.secondaryID(m.name), vpcID: g.VPCID, subnetIDs: g.SubnetIDs,
		key: g.KeyARN, logsKey: g.LogsKeyARN, opts: []pulumi.ResourceOption{pulumi.Provider(g.Provider)},
		logicalCluster: m.logical(partSecondary),
	}
}

// replicaReason is why no plan backs up the second region's cluster.
const replicaReason = "A replica of the first region, whose cluster is backed up"

// newSecondary makes the second region's cluster, which copies the first one's.
// It has no user, password or database of its own.
func (m *maker) newSecondary(primary []*rds.ClusterInstance) error {
	if m.args.Global == nil {
		return nil
	}
	s := m.secondary()
	g, err := m.newGround(s)
	if err != nil {
		return fmt.Errorf("second region: %w", err)
	}
	// A copy is made of a cluster that has an instance, which no output of the global
	// cluster says; and it goes before what it copies.
	g.needs = append(g.needs, primary[0])
	in := m.clusterArgs(s, g)
	in.GlobalClusterIdentifier = m.global.ID().ToStringOutput()
	in.SourceRegion = pulumi.String(m.args.Where.Region) // RDS signs the request for the encrypted copy with it
	in.Tags = tags.NamedWith(s.clusterID, tags.NotCovered(replicaReason))
	cluster, err := m.registerCluster(s, in, g, nil)
	if err != nil {
		return fmt.Errorf("second region: %w", err)
	}
	if _, err := m.newMembers(s, cluster, g, secondarySlots(m.args.Global.Readers), m.args.Global.InstanceClass); err != nil {
		return fmt.Errorf("second region: %w", err)
	}
	return nil
}
