package database

import (
	"fmt"

	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/appautoscaling"
	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/rds"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"github.com/covetpy/platform/infra/naming"
	"github.com/covetpy/platform/infra/tags"
)

func (m *maker) instanceClass() string {
	if m.args.Serverless != nil {
		return serverlessClass
	}
	return m.args.Provisioned.InstanceClass
}

// newMembers makes the instances of a cluster, side by side: whichever is there
// first becomes the writer, which a failover may change on any day.
func (m *maker) newMembers(s site, cluster *rds.Cluster, g *ground, plan []slot, instanceClass string) ([]*rds.ClusterInstance, error) {
	out := make([]*rds.ClusterInstance, len(plan))
	for i, at := range plan {
		member, err := m.newMember(s, cluster, g, at, instanceClass)
		if err != nil {
			return nil, err
		}
		out[i] = member
	}
	return out, nil
}

// newMember makes one instance. Its name ends in what the provider appends, so
// that its replacement is there before it goes: it then is a reader that takes
// over, and the cluster is never without a writer. A change of class, which RDS
// would make in place by taking the instance down, is made that way as well.
func (m *maker) newMember(s site, cluster *rds.Cluster, g *ground, at slot, instanceClass string) (*rds.ClusterInstance, error) {
	a := m.args
	member, err := rds.NewClusterInstance(m.ctx, m.logical(at.name), &rds.ClusterInstanceArgs{
		IdentifierPrefix:     pulumi.String(a.prefix(m.name, at.name)),
		ClusterIdentifier:    cluster.ClusterIdentifier,
		Engine:               rds.EngineTypeAuroraPostgresql,
		InstanceClass:        pulumi.String(instanceClass),
		DbParameterGroupName: g.instance.Name,
		PromotionTier:        pulumi.Int(at.tier),
		PubliclyAccessible:   pulumi.Bool(false),
		// It counts as on when it is not set, and one instance that has it on upgrades
		// the whole cluster.
		AutoMinorVersionUpgrade:    pulumi.Bool(a.MinorUpgrades),
		PreferredMaintenanceWindow: pulumi.String(a.MaintenanceWindow),
		ApplyImmediately:           pulumi.Bool(true), // as the cluster
		MonitoringInterval:         pulumi.Int(a.MonitoringSeconds),
		MonitoringRoleArn:          m.monitoring.roleARN(),
		Tags:                       tags.Named(a.Names.Name(naming.TagValue, m.name, at.name)),
	}, m.childAt(s,
		pulumi.Protect(a.Protect),
		pulumi.ReplaceOnChanges([]string{"instanceClass"}),
		pulumi.DependsOn(m.monitoring.needs()))...)
	if err != nil {
		return nil, fmt.Errorf("register instance %q: %w", at.name, err)
	}
	return member, nil
}

// Application Auto Scaling's words for readers of an Aurora cluster.
const (
	scalingService   = "rds"
	scalingDimension = "rds:cluster:ReadReplicaCount"
	scalingMetric    = "RDSReaderAverageCPUUtilization"
)

func (m *maker) newReaderScaling(cluster *rds.Cluster, members []*rds.ClusterInstance) error {
	if m.args.Provisioned == nil || m.args.Provisioned.Autoscaling == nil {
		return nil
	}
	scaling := m.args.Provisioned.Autoscaling
	target, err := appautoscaling.NewTarget(m.ctx, m.logical(partReaders), &appautoscaling.TargetArgs{
		ServiceNamespace:  pulumi.String(scalingService),
		ScalableDimension: pulumi.String(scalingDimension),
		ResourceId:        pulumi.Sprintf("cluster:%s", cluster.ClusterIdentifier),
		MinCapacity:       pulumi.Int(m.args.Readers),
		MaxCapacity:       pulumi.Int(scaling.MaxReaders),
	}, m.child(
		// It counts the readers that are there: registered too early, it would make some
		// beside those that are on their way.
		pulumi.DependsOn(resources(members)))...)
	if err != nil {
		return fmt.Errorf("register target of reader scaling: %w", err)
	}
	_, err = appautoscaling.NewPolicy(m.ctx, m.logical(partReaders), &appautoscaling.PolicyArgs{
		Name:              pulumi.String(m.args.alarmName(m.name, partReaders)),
		PolicyType:        pulumi.String("TargetTrackingScaling"),
		ServiceNamespace:  target.ServiceNamespace,
		ScalableDimension: target.ScalableDimension,
		ResourceId:        target.ResourceId,
		TargetTrackingScalingPolicyConfiguration: appautoscaling.PolicyTargetTrackingScalingPolicyConfigurationArgs{
			PredefinedMetricSpecification: appautoscaling.PolicyTargetTrackingScalingPolicyConfigurationPredefinedMetricSpecificationArgs{
				PredefinedMetricType: pulumi.String(scalingMetric),
			},
			TargetValue:      pulumi.Float64(scaling.CPUPercent),
			ScaleInCooldown:  pulumi.Int(scalingCooldown),
			ScaleOutCooldown: pulumi.Int(scalingCooldown),
		},
	}, m.child()...)
	if err != nil {
		return fmt.Errorf("register policy of reader scaling: %w", err)
	}
	return nil
}

func resources(members []*rds.ClusterInstance) []pulumi.Resource {
	out := make([]pulumi.Resource, len(members))
	for i, member := range members {
		out[i] = member
	}
	return out
}

// identifiers of the instances, for what names them.
func identifiers(members []*rds.ClusterInstance) pulumi.StringArray {
	out := make(pulumi.StringArray, len(members))
	for i, member := range members {
		out[i] = member.Identifier
	}
	return out
}
