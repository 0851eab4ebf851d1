package database

import (
	"fmt"

	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/rds"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"github.com/covetpy/platform/infra/tags"
)

// noExtendedSupport keeps AWS from charging for a major version past its standard
// support: at its end the cluster is upgraded, or is told so in time.
const noExtendedSupport = "open-source-rds-extended-support-disabled"

// newCluster makes the first region's cluster.
//
// Zones are never listed: with fewer than three, RDS adds some and the next run
// would replace the cluster.
func (m *maker) newCluster(g *ground) (*rds.Cluster, error) {
	a, s := m.args, m.home()
	in := m.clusterArgs(s, g)
	in.DatabaseName = pulumi.String(a.DatabaseName)
	in.MasterUsername = pulumi.String(masterUser)
	in.Tags = tags.NamedWith(s.clusterID, tags.Covered(tags.BackupDatabase))
	var ignored []string
	if m.global == nil {
		in.ManageMasterUserPassword = pulumi.Bool(true)
		in.MasterUserSecretKmsKeyId = a.Keys.Database.ToStringOutput()
	} else {
		in.GlobalClusterIdentifier = m.global.ID().ToStringOutput()
		in.MasterPassword = pulumi.ToSecret(a.Global.BootstrapPassword).(pulumi.StringOutput)
		// It is the password of the first hour; a later one is nobody's business here.
		ignored = append(ignored, "masterPassword")
	}
	return m.registerCluster(s, in, g, ignored)
}

// clusterArgs are what the clusters of both regions have in common.
func (m *maker) clusterArgs(s site, g *ground) *rds.ClusterArgs {
	a := m.args
	in := &rds.ClusterArgs{
		ClusterIdentifier:        pulumi.String(s.clusterID),
		Engine:                   pulumi.String(engine),
		EngineMode:               pulumi.String("provisioned"), // serverless v2 as well
		EngineVersion:            pulumi.String(a.Version),
		EngineLifecycleSupport:   pulumi.String(noExtendedSupport),
		AllowMajorVersionUpgrade: pulumi.Bool(false), // docs/database.md, "Major upgrades"
		Port:                     pulumi.Int(Port),

		StorageEncrypted:                 pulumi.Bool(true),
		KmsKeyId:                         s.key.ToStringOutput(),
		IamDatabaseAuthenticationEnabled: pulumi.Bool(true),
		DbSubnetGroupName:                g.subnets.Name,
		VpcSecurityGroupIds:              pulumi.StringArray{g.securityGroup.ID().ToStringOutput()},
		DbClusterParameterGroupName:      g.cluster.Name,

		BackupRetentionPeriod:      pulumi.Int(a.Backups.RetentionDays),
		PreferredBackupWindow:      pulumi.String(a.Backups.Window),
		PreferredMaintenanceWindow: pulumi.String(a.MaintenanceWindow),
		CopyTagsToSnapshot:         pulumi.Bool(true),
		DeletionProtection:         pulumi.Bool(a.DeletionProtection),
		SkipFinalSnapshot:          pulumi.Bool(!a.Protect),
		DeleteAutomatedBackups:     pulumi.Bool(!a.Protect),
		// What a preview shows happens in the update that a person watches, and not in
		// some night's window.
		ApplyImmediately: pulumi.Bool(true),

		EnabledCloudwatchLogsExports: pulumi.ToStringArray(a.exports()),
		// Insights belong to the cluster, so that readers which autoscaling makes have
		// them too. An instance must not set its own.
		DatabaseInsightsMode:               pulumi.String(a.insightsMode()),
		PerformanceInsightsEnabled:         pulumi.Bool(true),
		PerformanceInsightsKmsKeyId:        s.key.ToStringOutput(),
		PerformanceInsightsRetentionPeriod: pulumi.Int(a.Insights.RetentionDays),
		MonitoringInterval:                 pulumi.Int(a.MonitoringSeconds),
		MonitoringRoleArn:                  m.monitoring.roleARN(),
	}
	if a.Protect {
		in.FinalSnapshotIdentifier = m.finalSnapshot(s, g)
	}
	if v := a.Serverless; v != nil {
		scaling := rds.ClusterServerlessv2ScalingConfigurationArgs{
			MinCapacity: pulumi.Float64(v.MinACU), MaxCapacity: pulumi.Float64(v.MaxACU),
		}
		if v.MinACU == 0 {
			scaling.SecondsUntilAutoPause = pulumi.Int(v.PauseAfterSeconds)
		}
		in.Serverlessv2ScalingConfiguration = scaling
	}
	return in
}

// finalSnapshot is unknown in the preview that makes the security group.
func (m *maker) finalSnapshot(s site, g *ground) pulumi.StringOutput {
	return pulumi.All(g.securityGroup.ID(), g.subnets.Name, s.key).ApplyT(func(life []any) string {
		text := make([]string, len(life), len(life)+1)
		for i, part := range life {
			text[i] = fmt.Sprint(part)
		}
		return finalSnapshot(s.clusterID, append(text, m.args.DatabaseName)...)
	}).(pulumi.StringOutput)
}

func (m *maker) registerCluster(s site, in *rds.ClusterArgs, g *ground, ignored []string) (*rds.Cluster, error) {
	// The global cluster owns the version of its members, and AWS owns it where it
	// may upgrade by itself: the version that was written would be a way back.
	if m.global != nil || m.args.MinorUpgrades {
		ignored = append(ignored, "engineVersion")
	}
	if m.global != nil {
		// RDS sets it on whichever cluster is the copy, and a switchover changes that.
		ignored = append(ignored, "replicationSourceIdentifier")
	}
	cluster, err := rds.NewCluster(m.ctx, s.logicalCluster, in, m.childAt(s,
		pulumi.Protect(m.args.Protect),
		// The name is fixed, so there can't be two.
		pulumi.DeleteBeforeReplace(true),
		pulumi.IgnoreChanges(ignored),
		// Log groups and the monitoring role's policy: see where they are made.
		pulumi.DependsOn(append(g.needs, m.monitoring.needs()...)))...)
	if err != nil {
		return nil, fmt.Errorf("register cluster %s: %w", s.clusterID, err)
	}
	return cluster, nil
}

func (a *Args) insightsMode() string {
	if a.Insights.Advanced {
		return "advanced"
	}
	return "standard"
}
