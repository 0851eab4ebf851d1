package database

import (
	"fmt"

	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/iam"
	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/rds"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"github.com/covetpy/platform/infra/loggroup"
	"github.com/covetpy/platform/infra/tags"
)

// borrowTimeoutSeconds is how long a client waits for a connection of the pool: less
// than a request may take, so that a pool that is empty shows as an error of its own
// and not as a timeout somewhere else.
const borrowTimeoutSeconds = 30

// newProxy makes the proxy in front of the writer.
func (m *maker) newProxy(cluster *rds.Cluster, members []*rds.ClusterInstance, groupID pulumi.StringInput) (*rds.Proxy, error) {
	m.db.ProxyEndpoint = pulumi.String("").ToStringOutput()
	m.db.ProxyResourceID = pulumi.String("").ToStringOutput()
	p := m.args.Proxy
	if p == nil {
		return nil, nil //nolint:nilnil // a database may have no proxy
	}
	name := m.args.ProxyName(m.name)
	role, permitted, err := m.newProxyRole(cluster, name)
	if err != nil {
		return nil, err
	}
	logs, err := loggroup.New(m.ctx, m.logical(partProxy), loggroup.Args{
		Name: proxyLogGroup(name), RetentionDays: m.args.LogRetentionDays, KeyARN: m.args.Keys.Logs,
		Protect: m.args.Protect, Tags: tags.NamedWith(name, tags.NotCovered(logsReason)),
	}, m.child()...)
	if err != nil {
		return nil, err
	}
	proxy, err := rds.NewProxy(m.ctx, m.logical(partProxy), &rds.ProxyArgs{
		Name:                pulumi.String(name),
		EngineFamily:        pulumi.String("POSTGRESQL"),
		DefaultAuthScheme:   pulumi.String("IAM_AUTH"),
		RequireTls:          pulumi.Bool(true),
		RoleArn:             role.Arn,
		IdleClientTimeout:   pulumi.Int(p.IdleClientTimeoutSeconds),
		DebugLogging:        pulumi.Bool(false), // it writes statements into the log
		VpcSubnetIds:        inputs(m.args.SubnetIDs),
		VpcSecurityGroupIds: pulumi.StringArray{groupID},
		Tags:                tags.Named(name),
	}, m.child(
		// RDS can't move a proxy, so a zone that is added would have it made again and
		// cut the applications off meanwhile. Two zones are enough for it (docs/database.md).
		pulumi.IgnoreChanges([]string{"vpcSubnetIds"}),
		// The proxy logs in with its role and writes its log from the start; no output
		// says that the role has its policy or that the group is there.
		pulumi.DependsOn([]pulumi.Resource{permitted, logs}))...)
	if err != nil {
		return nil, fmt.Errorf("register proxy: %w", err)
	}
	if err := m.newProxyTarget(proxy, cluster, members); err != nil {
		return nil, err
	}
	m.db.ProxyEndpoint = proxy.Endpoint
	m.db.ProxyResourceID = proxy.Arn.ApplyT(lastPart).(pulumi.StringOutput)
	return proxy, nil
}

func (m *maker) newProxyRole(cluster *rds.Cluster, name string) (*iam.Role, pulumi.Resource, error) {
	trust, err := proxyTrust().JSON()
	if err != nil {
		return nil, nil, fmt.Errorf("write trust of the proxy's role: %w", err)
	}
	role, err := iam.NewRole(m.ctx, m.logical(partProxy), &iam.RoleArgs{
		Name:             pulumi.String(m.args.roleName(m.name, partProxy)),
		Description:      pulumi.String("Logs the proxy in to the database as its applications"),
		AssumeRolePolicy: pulumi.String(trust),
		Tags:             tags.Named(name),
	}, m.child()...)
	if err != nil {
		return nil, nil, fmt.Errorf("register the proxy's role: %w", err)
	}
	// RDS makes the resource id, so the document is unknown until the cluster stands.
	permissions := cluster.ClusterResourceId.ApplyT(func(id string) (string, error) {
		return proxyPermissions(m.args.Where, id, m.args.Proxy.Users).JSON()
	}).(pulumi.StringOutput)
	policy, err := iam.NewRolePolicy(m.ctx, m.logical(partProxy), &iam.RolePolicyArgs{
		Name: pulumi.String(partProxy), Role: role.Name, Policy: permissions,
	}, m.child()...)
	if err != nil {
		return nil, nil, fmt.Errorf("register permissions of the proxy's role: %w", err)
	}
	return role, policy, nil
}

func (m *maker) newProxyTarget(proxy *rds.Proxy, cluster *rds.Cluster, members []*rds.ClusterInstance) error {
	targets, err := rds.NewProxyDefaultTargetGroup(m.ctx, m.logical(partProxy), &rds.ProxyDefaultTargetGroupArgs{
		DbProxyName: proxy.Name,
		ConnectionPoolConfig: rds.ProxyDefaultTargetGroupConnectionPoolConfigArgs{
			ConnectionBorrowTimeout:   pulumi.Int(borrowTimeoutSeconds),
			MaxConnectionsPercent:     pulumi.Int(m.args.Proxy.MaxConnectionsPercent),
			MaxIdleConnectionsPercent: pulumi.Int(m.args.Proxy.MaxConnectionsPercent / 2), // as RDS has it
		},
	}, m.child()...)
	if err != nil {
		return fmt.Errorf("register target group of the proxy: %w", err)
	}
	_, err = rds.NewProxyTarget(m.ctx, m.logical(partProxy), &rds.ProxyTargetArgs{
		DbProxyName:         proxy.Name,
		TargetGroupName:     targets.Name,
		DbClusterIdentifier: cluster.ClusterIdentifier,
	}, m.child(
		// A cluster is a target once it has an instance, which none of these outputs says.
		pulumi.DependsOn(resources(members[:1])))...)
	if err != nil {
		return fmt.Errorf("register target of the proxy: %w", err)
	}
	return nil
}
