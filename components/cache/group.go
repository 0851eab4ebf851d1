package cache

import (
	"fmt"

	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/elasticache"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"github.com/covetpy/platform/infra/tags"
)

// newReplicationGroup makes a cache of nodes.
func (b *build) newReplicationGroup(users *elasticache.UserGroup, open []pulumi.Resource) error {
	parameters, err := b.newParameterGroup()
	if err != nil {
		return err
	}
	subnets, err := elasticache.NewSubnetGroup(b.ctx, b.logical(), &elasticache.SubnetGroupArgs{
		Name:        pulumi.String(b.args.subnetGroup()),
		Description: pulumi.String("Where the cache " + b.args.Name + " is"),
		SubnetIds:   b.subnetIDs(),
		Tags:        b.named(),
	}, b.child()...)
	if err != nil {
		return fmt.Errorf("register subnet group: %w", err)
	}
	logs, delivery, err := b.newLogs()
	if err != nil {
		return err
	}
	in := b.groupArgs()
	in.ParameterGroupName = parameters.Name
	in.SubnetGroupName = subnets.Name
	in.UserGroupIds = pulumi.StringArray{users.UserGroupId}
	in.LogDeliveryConfigurations = logs
	// What a cache was filled from when it was made is history.
	ignored := []string{"snapshotName"}
	if b.args.MinorUpgrades {
		// AWS owns the version then. The one that was written would be a way back, for
		// which the provider replaces the cache.
		ignored = append(ignored, "engineVersion")
	}
	made, err := elasticache.NewReplicationGroup(b.ctx, b.logical(), in, b.child(
		pulumi.Protect(b.args.Protect),
		// The id is the cache's name in every token, and there is one of it.
		pulumi.DeleteBeforeReplace(true),
		// ElastiCache turns cluster mode on in steps that a program can't wait for
		// (docs/cache.md), and never off.
		pulumi.ReplaceOnChanges([]string{"clusterMode"}),
		pulumi.IgnoreChanges(ignored),
		// ElastiCache tries to write logs when it is told where to, and the policy
		// that lets it is in none of its inputs.
		pulumi.DependsOn([]pulumi.Resource{delivery}),
	)...)
	if err != nil {
		return fmt.Errorf("register replication group: %w", err)
	}
	c := b.cache
	c.ARN = made.Arn
	c.Port, c.ReaderPort = pulumi.Int(Port).ToIntOutput(), pulumi.Int(Port).ToIntOutput()
	if b.args.Shards != nil {
		c.Endpoint = b.ready(made.ConfigurationEndpointAddress, open)
		c.ReaderEndpoint = c.Endpoint
		return nil
	}
	c.Endpoint = b.ready(made.PrimaryEndpointAddress, open)
	c.ReaderEndpoint = b.ready(made.ReaderEndpointAddress, open)
	return nil
}

// groupArgs are the inputs that other resources do not give.
func (b *build) groupArgs() *elasticache.ReplicationGroupArgs {
	a := b.args
	in := &elasticache.ReplicationGroupArgs{
		ReplicationGroupId:       pulumi.String(a.CacheID()),
		Description:              pulumi.String(b.title()),
		Engine:                   pulumi.String(string(a.Engine)),
		EngineVersion:            pulumi.String(a.Version),
		Port:                     pulumi.Int(Port),
		SecurityGroupIds:         pulumi.StringArray{b.cache.SecurityGroupID},
		AtRestEncryptionEnabled:  pulumi.Bool(true),
		KmsKeyId:                 a.Keys.Cache.ToStringOutput(),
		TransitEncryptionEnabled: pulumi.Bool(true),
		TransitEncryptionMode:    pulumi.String("required"),
		AutomaticFailoverEnabled: pulumi.Bool(a.failover()),
		MultiAzEnabled:           pulumi.Bool(a.MultiAZ),
		SnapshotRetentionLimit:   pulumi.Int(a.Snapshots.RetentionDays),
		MaintenanceWindow:        pulumi.String(a.MaintenanceWindow),
		AutoMinorVersionUpgrade:  pulumi.Bool(a.MinorUpgrades),
		// Otherwise a change waits for the maintenance window, and until then the
		// program says one thing and the cache is another.
		ApplyImmediately: pulumi.Bool(true),
		Tags:             tags.NamedWith(b.title(), a.backup()),
	}
	if a.Snapshots.Window != "" {
		in.SnapshotWindow = pulumi.String(a.Snapshots.Window)
	}
	if a.Snapshots.RestoreFrom != "" {
		in.SnapshotName = pulumi.String(a.Snapshots.RestoreFrom)
	}
	if a.keepsLast() {
		in.FinalSnapshotIdentifier = pulumi.All(b.cache.SecurityGroupID, a.Keys.Cache.ToStringOutput()).
			ApplyT(func(of []any) string { return a.lastSnapshot(fmt.Sprint(of[0]), fmt.Sprint(of[1])) }).(pulumi.StringOutput)
	}
	if n := a.Nodes; n != nil {
		in.ClusterMode = pulumi.String("disabled")
		in.NodeType = pulumi.String(n.Type)
		in.NumCacheClusters = pulumi.Int(n.Count)
	}
	if s := a.Shards; s != nil {
		in.ClusterMode = pulumi.String("enabled")
		in.NodeType = pulumi.String(s.Type)
		in.NumNodeGroups = pulumi.Int(s.Count)
		in.ReplicasPerNodeGroup = pulumi.Int(s.Replicas)
	}
	return in
}

func (b *build) newParameterGroup() (*elasticache.ParameterGroup, error) {
	var settings elasticache.ParameterGroupParameterArray
	for _, p := range b.args.parameters() {
		settings = append(settings, elasticache.ParameterGroupParameterArgs{Name: pulumi.String(p.name), Value: pulumi.String(p.value)})
	}
	group, err := elasticache.NewParameterGroup(b.ctx, b.logical(), &elasticache.ParameterGroupArgs{
		Name:        pulumi.String(b.args.parameterGroup()),
		Description: pulumi.String("Settings of the cache " + b.args.Name),
		Family:      pulumi.String(family(b.args.Engine, b.args.Version)),
		Parameters:  settings,
		Tags:        b.named(),
		// The name changes with the family, so both can be there while the cache moves
		// from one to the other; the bridge deletes first whatever the program names.
	}, b.child(pulumi.DeleteBeforeReplace(false))...)
	if err != nil {
		return nil, fmt.Errorf("register parameter group: %w", err)
	}
	return group, nil
}

func (b *build) subnetIDs() pulumi.StringArray {
	out := make(pulumi.StringArray, len(b.args.SubnetIDs))
	for i, id := range b.args.SubnetIDs {
		out[i] = id.ToStringOutput()
	}
	return out
}
