package network

import (
	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/ec2"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"github.com/covetpy/platform/infra/bucket"
	"github.com/covetpy/platform/infra/naming"
	"github.com/covetpy/platform/infra/tags"
)

// graceDays is how long what was overwritten, deleted or half uploaded stays.
const graceDays = 1

// recordsNeedNoBackup is why no plan backs the flow logs up.
const recordsNeedNoBackup = "records of connections: nothing is restored from them"

// flowLogsToS3 makes a bucket of Parquet files in Hive's layout, a partition an
// hour, which Athena reads without scanning the rest.
func (b *build) flowLogsToS3(args *ec2.FlowLogArgs) ([]pulumi.Resource, error) {
	made, err := bucket.New(b.ctx, b.logical(partFlowLogs), &bucket.Args{
		Name:       b.args.flowLogBucket(),
		Where:      b.args.Where,
		KeyARN:     b.args.FlowLogs.KeyARN,
		Protect:    b.args.Protect,
		ExpireDays: b.args.FlowLogs.RetentionDays,
		FormerDays: graceDays,
		Grants:     flowLogGrants(b.args.Where, b.args.flowLogBucket()),
		AccessLogs: b.args.FlowLogs.AccessLogs,
		Tags: tags.NamedWith(b.args.Names.Name(naming.TagValue, partFlowLogs),
			tags.NotCovered(recordsNeedNoBackup)),
	}, b.own)
	if err != nil {
		return nil, err
	}
	args.LogDestinationType = pulumi.String("s3")
	args.LogDestination = made.ARN
	args.DestinationOptions = ec2.FlowLogDestinationOptionsArgs{
		FileFormat:               pulumi.String("parquet"),
		HiveCompatiblePartitions: pulumi.Bool(true),
		PerHourPartition:         pulumi.Bool(true),
	}
	return made.Needs, nil
}
