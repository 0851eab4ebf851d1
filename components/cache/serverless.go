package cache

import (
	"fmt"

	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/elasticache"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"github.com/covetpy/platform/infra/tags"
)

// newServerless makes a cache without nodes. TLS can't be turned off there.
func (b *build) newServerless(users *elasticache.UserGroup, open []pulumi.Resource) error {
	a := b.args
	in := &elasticache.ServerlessCacheArgs{
		Name:               pulumi.String(a.CacheID()),
		Description:        pulumi.String(b.title()),
		Engine:             pulumi.String(string(a.Engine)),
		MajorEngineVersion: pulumi.String(major(a.Version)),
		SubnetIds:          b.subnetIDs(),
		SecurityGroupIds:   pulumi.StringArray{b.cache.SecurityGroupID},
		KmsKeyId:           a.Keys.Cache.ToStringOutput(),
		UserGroupId:        users.UserGroupId,
		CacheUsageLimits: elasticache.ServerlessCacheCacheUsageLimitsArgs{
			DataStorage: elasticache.ServerlessCacheCacheUsageLimitsDataStorageArgs{
				Maximum: pulumi.Int(a.Serverless.MaxStorageGB), Unit: pulumi.String("GB"),
			},
			EcpuPerSeconds: elasticache.ServerlessCacheCacheUsageLimitsEcpuPerSecondArray{
				elasticache.ServerlessCacheCacheUsageLimitsEcpuPerSecondArgs{Maximum: pulumi.Int(a.Serverless.MaxECPUPerSecond)},
			},
		},
		SnapshotRetentionLimit: pulumi.Int(a.Snapshots.RetentionDays),
		Tags:                   tags.NamedWith(b.title(), a.backup()),
	}
	if a.Snapshots.RetentionDays > 0 {
		in.DailySnapshotTime = pulumi.String(a.snapshotTime())
	}
	if from := a.Snapshots.RestoreFrom; from != "" {
		in.SnapshotArnsToRestores = pulumi.StringArray{pulumi.String(a.snapshotARN(from))}
	}
	made, err := elasticache.NewServerlessCache(b.ctx, b.logical(), in, b.child(
		pulumi.Protect(a.Protect),
		// The name is the cache's in every token, and there is one of it.
		pulumi.DeleteBeforeReplace(true),
		// What a cache was filled from when it was made is history.
		pulumi.IgnoreChanges([]string{"snapshotArnsToRestores"}),
	)...)
	if err != nil {
		return fmt.Errorf("register serverless cache: %w", err)
	}
	c := b.cache
	c.ARN = made.Arn
	c.Endpoint = b.ready(made.Endpoints.Index(pulumi.Int(0)).Address(), open)
	c.Port = made.Endpoints.Index(pulumi.Int(0)).Port()
	c.ReaderEndpoint = b.ready(made.ReaderEndpoints.Index(pulumi.Int(0)).Address(), open)
	c.ReaderPort = made.ReaderEndpoints.Index(pulumi.Int(0)).Port()
	return nil
}
