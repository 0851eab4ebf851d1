package cache

import (
	"fmt"

	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/cloudwatch"
	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/elasticache"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"github.com/covetpy/platform/infra/loggroup"
	"github.com/covetpy/platform/infra/naming"
)

// newLogs makes the log groups of slow commands and of the engine, and the
// policy by which they are written.
func (b *build) newLogs() (elasticache.ReplicationGroupLogDeliveryConfigurationArray, pulumi.Resource, error) {
	var out elasticache.ReplicationGroupLogDeliveryConfigurationArray
	var names []string
	for _, part := range []string{partSlowLog, partEngineLog} {
		group, err := loggroup.New(b.ctx, b.logical(part), loggroup.Args{
			Name: b.args.logGroup(part), RetentionDays: b.args.LogRetentionDays, KeyARN: b.args.Keys.Logs,
			Protect: b.args.Protect, Tags: b.named(part),
		}, b.child()...)
		if err != nil {
			return nil, nil, err
		}
		names = append(names, b.args.logGroup(part))
		out = append(out, elasticache.ReplicationGroupLogDeliveryConfigurationArgs{
			Destination:     group.Name,
			DestinationType: pulumi.String("cloudwatch-logs"),
			LogFormat:       pulumi.String("json"),
			LogType:         pulumi.String(part), // which ElastiCache calls by the same names
		})
	}
	document, err := logPolicy(b.args.Where, names...).JSON()
	if err != nil {
		return nil, nil, fmt.Errorf("write policy of the logs: %w", err)
	}
	policy, err := cloudwatch.NewLogResourcePolicy(b.ctx, b.logical(partLogs), &cloudwatch.LogResourcePolicyArgs{
		PolicyName:     pulumi.String(b.args.Names.Name(naming.LogGroup, partCache, b.args.Name)),
		PolicyDocument: pulumi.String(document),
	}, b.child()...)
	if err != nil {
		return nil, nil, fmt.Errorf("register policy of the logs: %w", err)
	}
	return out, policy, nil
}
