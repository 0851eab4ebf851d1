package storage

import (
	"strings"
	"testing"

	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/cloudwatch"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/infra/bucket"
	"github.com/covetpy/platform/infra/fault"
	"github.com/covetpy/platform/infra/identity"
	"github.com/covetpy/platform/infra/naming"
	"github.com/covetpy/platform/internal/mocktest"
)

const bucketName = "covetpy-prod-access-logs-111122223333-eu-west-1"

func valid() *Args {
	return &Args{
		Names:         naming.Scope{Project: "covetpy", Environment: "prod"},
		Where:         identity.Scope{Partition: mocktest.Partition, Region: mocktest.Region, Account: mocktest.Account},
		Protect:       true,
		RetentionDays: 365,
	}
}

func program(args *Args) pulumi.RunFunc {
	return func(ctx *pulumi.Context) error {
		_, err := NewAccessLogs(ctx, "records", args)
		return err
	}
}

func TestValidate(t *testing.T) {
	assert.Empty(t, valid().Validate())
	assert.Equal(t, fault.Faults{
		{Path: "names.environment", Accepted: "the environment's name"},
		{Path: "names.project", Accepted: "the project's name"},
		{Path: "retentionDays", Found: "0", Accepted: "at least 1 day"},
		{Path: "where.account", Accepted: "an account's twelve digits"},
		{Path: "where.partition", Accepted: "aws or another partition"},
		{Path: "where.region", Accepted: "a region, eu-west-1"},
	}, (&Args{}).Validate())
}

func TestFaultsRegisterNothing(t *testing.T) {
	for want, args := range map[string]*Args{
		`make access logs "records": args are nil`:               nil,
		`make access logs "records": names.environment: missing`: {},
	} {
		rec := mocktest.New()
		require.ErrorContains(t, rec.Run(program(args)), want)
		assert.Empty(t, rec.All())
	}
}

func TestTheBucket(t *testing.T) {
	rec := mocktest.New()
	require.NoError(t, rec.Run(program(valid())))
	made := rec.One(t, "aws:s3/bucket:Bucket", "records")
	assert.Equal(t, map[string]any{
		"bucket": bucketName, "forceDestroy": false,
		"tags": map[string]any{
			"Name": "covetpy-prod-access-logs", "Backup": "none",
			"BackupReason": "records of requests that the lifecycle ends: nothing is restored from them",
		},
	}, made.Inputs.Mappable())
	assert.True(t, made.Protect)
	assert.Equal(t, Type, made.ParentType)
	assert.Equal(t, map[string]any{"days": 365.0},
		rec.One(t, "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration", "records").Inputs.Mappable()["rules"].([]any)[0].(map[string]any)["expiration"])
	assert.Equal(t, []any{map[string]any{"applyServerSideEncryptionByDefault": map[string]any{"sseAlgorithm": "AES256"}}},
		rec.One(t, "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration", "records").Inputs.Mappable()["rules"])
	assert.Empty(t, rec.Of("aws:s3/bucketLogging:BucketLogging"), "a record of the records would never end")
}

func TestWhoMayWrite(t *testing.T) {
	rec := mocktest.New()
	require.NoError(t, rec.Preview(program(valid())))
	assert.JSONEq(t, `{"Version": "2012-10-17", "Statement": [
		{
			"Sid": "BucketsRecord", "Effect": "Allow", "Principal": {"Service": "logging.s3.amazonaws.com"},
			"Action": "s3:PutObject", "Resource": "arn:aws:s3:::`+bucketName+`/s3/*",
			"Condition": {
				"StringEquals": {"aws:SourceAccount": "111122223333"},
				"ArnLike": {"aws:SourceArn": "arn:aws:s3:::covetpy-prod-*"}
			}
		},
		{
			"Sid": "LoadBalancersRecord", "Effect": "Allow", "Principal": {"Service": "logdelivery.elasticloadbalancing.amazonaws.com"},
			"Action": "s3:PutObject", "Resource": "arn:aws:s3:::`+bucketName+`/lb/*/AWSLogs/111122223333/*"
		},
		{
			"Sid": "TLSOnly", "Effect": "Deny", "Principal": {"AWS": "*"}, "Action": "s3:*",
			"Resource": ["arn:aws:s3:::`+bucketName+`", "arn:aws:s3:::`+bucketName+`/*"],
			"Condition": {"Bool": {"aws:SecureTransport": "false"}}
		}
	]}`, rec.One(t, "aws:s3/bucketPolicy:BucketPolicy", "records").Inputs["policy"].StringValue())
}

// What buckets' requests are recorded under is where the policy lets S3 write.
func TestPrefixes(t *testing.T) {
	assert.True(t, strings.HasPrefix(bucket.Prefix("covetpy-prod-flow-logs"), buckets))
}

// TestAWriterComesAfterWhatLetsItIn takes the name as a load balancer would.
func TestAWriterComesAfterWhatLetsItIn(t *testing.T) {
	rec := mocktest.New()
	require.NoError(t, rec.Run(func(ctx *pulumi.Context) error {
		made, err := NewAccessLogs(ctx, "records", valid())
		if err != nil {
			return err
		}
		_, err = cloudwatch.NewLogGroup(ctx, "writer", &cloudwatch.LogGroupArgs{Name: made.Name})
		return err
	}))
	writer := rec.One(t, "aws:cloudwatch/logGroup:LogGroup", "writer")
	assert.Equal(t, []string{"records", "records", "records"}, writer.DependsOn, "the bucket, its encryption and its policy")
}
