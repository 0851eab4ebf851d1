package network

import (
	"fmt"

	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/ec2"
	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/s3"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

// graceDays is how long what was overwritten, deleted or half uploaded stays.
const graceDays = 1

// flowLogsToS3 makes a bucket of Parquet files in Hive's layout, a partition an
// hour, which Athena reads without scanning the rest.
func (b *build) flowLogsToS3(args *ec2.FlowLogArgs) ([]pulumi.Resource, error) {
	bucket, err := s3.NewBucket(b.ctx, b.logical(partFlowLogs), &s3.BucketArgs{
		Bucket:       pulumi.String(b.args.flowLogBucket()),
		ForceDestroy: pulumi.Bool(!b.args.Protect),
		Tags:         b.named(partFlowLogs),
	}, b.own, pulumi.Protect(b.args.Protect))
	if err != nil {
		return nil, fmt.Errorf("register bucket of flow logs: %w", err)
	}
	ready, err := b.closeBucket(bucket)
	if err != nil {
		return nil, err
	}
	if err := b.keepBucket(bucket); err != nil {
		return nil, err
	}
	args.LogDestinationType = pulumi.String("s3")
	args.LogDestination = bucket.Arn
	args.DestinationOptions = ec2.FlowLogDestinationOptionsArgs{
		FileFormat:               pulumi.String("parquet"),
		HiveCompatiblePartitions: pulumi.Bool(true),
		PerHourPartition:         pulumi.Bool(true),
	}
	return ready, nil
}

// closeBucket shuts the bucket to the public and to other owners, encrypts it,
// and lets log delivery in. It returns what must stand before records arrive.
func (b *build) closeBucket(bucket *s3.Bucket) ([]pulumi.Resource, error) {
	name := b.logical(partFlowLogs)
	closed, err := s3.NewBucketPublicAccessBlock(b.ctx, name, &s3.BucketPublicAccessBlockArgs{
		Bucket:                bucket.ID(),
		BlockPublicAcls:       pulumi.Bool(true),
		BlockPublicPolicy:     pulumi.Bool(true),
		IgnorePublicAcls:      pulumi.Bool(true),
		RestrictPublicBuckets: pulumi.Bool(true),
	}, b.own)
	if err != nil {
		return nil, fmt.Errorf("register public access block of flow logs: %w", err)
	}
	_, err = s3.NewBucketOwnershipControls(b.ctx, name, &s3.BucketOwnershipControlsArgs{
		Bucket: bucket.ID(),
		Rule:   s3.BucketOwnershipControlsRuleArgs{ObjectOwnership: pulumi.String("BucketOwnerEnforced")},
	}, b.own)
	if err != nil {
		return nil, fmt.Errorf("register ownership of flow logs: %w", err)
	}
	encrypted, err := s3.NewBucketServerSideEncryptionConfiguration(b.ctx, name, &s3.BucketServerSideEncryptionConfigurationArgs{
		Bucket: bucket.ID(),
		Rules: s3.BucketServerSideEncryptionConfigurationRuleArray{s3.BucketServerSideEncryptionConfigurationRuleArgs{
			ApplyServerSideEncryptionByDefault: s3.BucketServerSideEncryptionConfigurationRuleApplyServerSideEncryptionByDefaultArgs{
				SseAlgorithm:   pulumi.String("aws:kms"),
				KmsMasterKeyId: b.args.FlowLogs.KeyARN.ToStringOutput(),
			},
			BucketKeyEnabled: pulumi.Bool(true), // one call to KMS for many files
		}},
	}, b.own)
	if err != nil {
		return nil, fmt.Errorf("register encryption of flow logs: %w", err)
	}
	document, err := flowLogBucketPolicy(b.args.Where, b.args.flowLogBucket()).JSON()
	if err != nil {
		return nil, fmt.Errorf("write policy of the flow logs' bucket: %w", err)
	}
	// S3 refuses a bucket's policy while its public access block is being set.
	policy, err := s3.NewBucketPolicy(b.ctx, name, &s3.BucketPolicyArgs{
		Bucket: bucket.ID(),
		Policy: pulumi.String(document),
	}, b.own, pulumi.DependsOn([]pulumi.Resource{closed}))
	if err != nil {
		return nil, fmt.Errorf("register policy of the flow logs' bucket: %w", err)
	}
	return []pulumi.Resource{encrypted, policy}, nil
}

// keepBucket keeps records as long as was asked, and no longer: with versions,
// an expired record stays behind as one until its own rule ends it.
func (b *build) keepBucket(bucket *s3.Bucket) error {
	name := b.logical(partFlowLogs)
	versions, err := s3.NewBucketVersioning(b.ctx, name, &s3.BucketVersioningArgs{
		Bucket:                  bucket.ID(),
		VersioningConfiguration: s3.BucketVersioningVersioningConfigurationArgs{Status: pulumi.String("Enabled")},
	}, b.own)
	if err != nil {
		return fmt.Errorf("register versions of flow logs: %w", err)
	}
	_, err = s3.NewBucketLifecycleConfiguration(b.ctx, name, &s3.BucketLifecycleConfigurationArgs{
		Bucket: versions.Bucket, // rules on versions need the versions
		Rules: s3.BucketLifecycleConfigurationRuleArray{
			s3.BucketLifecycleConfigurationRuleArgs{
				Id:         pulumi.String("expire"),
				Status:     pulumi.String("Enabled"),
				Filter:     s3.BucketLifecycleConfigurationRuleFilterArgs{},
				Expiration: s3.BucketLifecycleConfigurationRuleExpirationArgs{Days: pulumi.Int(b.args.FlowLogs.RetentionDays)},
				NoncurrentVersionExpiration: s3.BucketLifecycleConfigurationRuleNoncurrentVersionExpirationArgs{
					NoncurrentDays: pulumi.Int(graceDays),
				},
				AbortIncompleteMultipartUpload: s3.BucketLifecycleConfigurationRuleAbortIncompleteMultipartUploadArgs{
					DaysAfterInitiation: pulumi.Int(graceDays),
				},
			},
			s3.BucketLifecycleConfigurationRuleArgs{
				Id:         pulumi.String("tidy"),
				Status:     pulumi.String("Enabled"),
				Filter:     s3.BucketLifecycleConfigurationRuleFilterArgs{},
				Expiration: s3.BucketLifecycleConfigurationRuleExpirationArgs{ExpiredObjectDeleteMarker: pulumi.Bool(true)},
			},
		},
	}, b.own)
	if err != nil {
		return fmt.Errorf("register retention of flow logs: %w", err)
	}
	return nil
}
