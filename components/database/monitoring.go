package database

import (
	"fmt"

	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/iam"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"github.com/covetpy/platform/infra/naming"
	"github.com/covetpy/platform/infra/tags"
)

// monitoring is the role of Enhanced Monitoring, and what has to stand before it
// can be used.
type monitoring struct {
	role  *iam.Role
	ready pulumi.Resource
}

// newMonitoring makes the role that sends an instance's own metrics to CloudWatch
// Logs. They land in the group RDSOSMetrics, which is the account's and not ours:
// RDS makes it and keeps it for 30 days.
func (m *maker) newMonitoring() (*monitoring, error) {
	if m.args.MonitoringSeconds == 0 {
		return nil, nil
	}
	trust, err := monitoringTrust(m.args.regions()...).JSON()
	if err != nil {
		return nil, fmt.Errorf("write trust of the monitoring role: %w", err)
	}
	role, err := iam.NewRole(m.ctx, m.logical(partMonitoring), &iam.RoleArgs{
		Name:             pulumi.String(m.args.roleName(m.name, partMonitoring)),
		Description:      pulumi.String("Sends metrics of database instances to CloudWatch Logs"),
		AssumeRolePolicy: pulumi.String(trust),
		Tags:             tags.Named(m.args.Names.Name(naming.TagValue, m.name, partMonitoring)),
	}, m.child()...)
	if err != nil {
		return nil, fmt.Errorf("register monitoring role: %w", err)
	}
	attached, err := iam.NewRolePolicyAttachment(m.ctx, m.logical(partMonitoring), &iam.RolePolicyAttachmentArgs{
		Role:      role.Name,
		PolicyArn: pulumi.String(m.args.Where.ManagedPolicy(monitoringPolicy)),
	}, m.child()...)
	if err != nil {
		return nil, fmt.Errorf("attach the policy of the monitoring role: %w", err)
	}
	return &monitoring{role: role, ready: attached}, nil
}

// roleARN is what clusters and instances take: nothing when monitoring is off, as
// RDS refuses a role without an interval. The interval is always said, to both and
// in the same words: an instance that says nothing has the cluster's, and the
// provider would then turn it off, which RDS refuses as it conflicts with the
// cluster.
func (v *monitoring) roleARN() pulumi.StringPtrInput {
	if v == nil {
		return nil
	}
	return v.role.Arn
}

// needs is what has to stand before an instance: RDS tries the role when it makes
// one, and no output says that the role has its policy.
func (v *monitoring) needs() []pulumi.Resource {
	if v == nil {
		return nil
	}
	return []pulumi.Resource{v.ready}
}
