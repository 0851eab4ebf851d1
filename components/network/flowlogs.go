package network

import (
	"fmt"

	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/cloudwatch"
	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/ec2"
	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/iam"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"github.com/covetpy/platform/infra/loggroup"
)

// aggregationSeconds is the shorter of the two intervals that EC2 offers, so
// that an incident can be followed by the minute.
const aggregationSeconds = 60

// newFlowLogs records the VPC's connections (CIS AWS Foundations Benchmark,
// "VPC flow logging is enabled in all VPCs"; AWS FSBP EC2.6).
func (b *build) newFlowLogs() error {
	logs := b.args.FlowLogs
	if logs == nil {
		return nil
	}
	args := &ec2.FlowLogArgs{
		VpcId:                  b.vpc.ID(),
		TrafficType:            pulumi.String(string(logs.Traffic)),
		MaxAggregationInterval: pulumi.Int(aggregationSeconds),
		Tags:                   b.named(partFlowLogs),
	}
	var ready []pulumi.Resource
	var err error
	if logs.Destination == ToS3 {
		ready, err = b.flowLogsToS3(args)
	} else {
		ready, err = b.flowLogsToCloudWatch(args)
	}
	if err != nil {
		return err
	}
	// The permission to write comes before the flow log, but in none of its
	// inputs: EC2 attaches a bucket policy of its own where it finds none, and
	// drops the first records when the role can't write yet. Nothing of a flow
	// log can be changed, and EC2 refuses a second one to the same destination.
	_, err = ec2.NewFlowLog(b.ctx, b.logical(partFlowLogs), args, b.own,
		pulumi.DependsOn(ready), pulumi.DeleteBeforeReplace(true))
	if err != nil {
		return fmt.Errorf("register flow log: %w", err)
	}
	return nil
}

// flowLogsToCloudWatch makes an encrypted log group and the role that writes
// into it.
func (b *build) flowLogsToCloudWatch(args *ec2.FlowLogArgs) ([]pulumi.Resource, error) {
	group, err := b.newLogGroup(partFlowLogs, b.args.FlowLogs.RetentionDays, b.args.FlowLogs.KeyARN)
	if err != nil {
		return nil, err
	}
	trust, err := flowLogTrust(b.args.Where).JSON()
	if err != nil {
		return nil, fmt.Errorf("write trust of the flow logs' role: %w", err)
	}
	role, err := iam.NewRole(b.ctx, b.logical(partFlowLogs), &iam.RoleArgs{
		Name:             pulumi.String(b.args.flowLogRole()),
		Description:      pulumi.String("Writes VPC flow logs into a log group"),
		AssumeRolePolicy: pulumi.String(trust),
		Tags:             b.named(partFlowLogs),
	}, b.own)
	if err != nil {
		return nil, fmt.Errorf("register role of flow logs: %w", err)
	}
	permissions, err := flowLogPermissions(b.args.Where, b.args.logGroup(partFlowLogs)).JSON()
	if err != nil {
		return nil, fmt.Errorf("write permissions of the flow logs' role: %w", err)
	}
	policy, err := iam.NewRolePolicy(b.ctx, b.logical(partFlowLogs), &iam.RolePolicyArgs{
		Name:   pulumi.String(partFlowLogs),
		Role:   role.Name,
		Policy: pulumi.String(permissions),
	}, b.own)
	if err != nil {
		return nil, fmt.Errorf("register permissions of flow logs: %w", err)
	}
	args.LogDestinationType = pulumi.String("cloud-watch-logs")
	args.LogDestination = group.Arn
	args.IamRoleArn = role.Arn
	return []pulumi.Resource{policy}, nil
}

// newLogGroup makes a log group that is encrypted with a key of ours and, where
// the network is protected, that neither Pulumi nor AWS deletes.
func (b *build) newLogGroup(part string, days int, key pulumi.StringInput) (*cloudwatch.LogGroup, error) {
	return loggroup.New(b.ctx, b.logical(part), loggroup.Args{
		Name: b.args.logGroup(part), RetentionDays: days, KeyARN: key, Protect: b.args.Protect, Tags: b.named(part),
	}, b.own)
}
