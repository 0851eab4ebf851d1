package objects

import (
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/infra/fault"
	"github.com/covetpy/platform/infra/identity"
	"github.com/covetpy/platform/infra/naming"
	"github.com/covetpy/platform/internal/mocktest"
)

const bucketName = "covetpy-prod-objects-uploads-111122223333-eu-west-1"

func valid() *Args {
	return &Args{
		Names:      naming.Scope{Project: "covetpy", Environment: "prod"},
		Where:      identity.Scope{Partition: mocktest.Partition, Region: mocktest.Region, Account: mocktest.Account},
		Name:       "uploads",
		KeyARN:     pulumi.String("arn:key-objects"),
		AccessLogs: pulumi.String("covetpy-prod-access-logs"),
		Protect:    true,
		FormerDays: 30,
	}
}

func program(args *Args) pulumi.RunFunc {
	return func(ctx *pulumi.Context) error {
		_, err := NewBucket(ctx, "bucket-uploads", args)
		return err
	}
}

func TestValidate(t *testing.T) {
	const name = "lower-case letters, digits and single dashes, beginning with a letter: uploads"
	expiring := valid()
	expiring.ExpireDays = 1
	assert.Empty(t, valid().Validate())
	assert.Empty(t, expiring.Validate())
	dotted := valid()
	dotted.Name = "up.loads"
	assert.Equal(t, fault.Faults{{Path: "name", Found: "up.loads", Accepted: name}}, dotted.Validate())
	assert.Equal(t, fault.Faults{
		{Path: "expireDays", Found: "-1", Accepted: "a number of days, or 0 to keep objects"},
		{Path: "formerDays", Found: "0", Accepted: "at least 1 day"},
		{Path: "name", Accepted: name},
		{Path: "names.environment", Accepted: "the environment's name"},
		{Path: "names.project", Accepted: "the project's name"},
		{Path: "where.account", Accepted: "an account's twelve digits"},
		{Path: "where.partition", Accepted: "aws or another partition"},
		{Path: "where.region", Accepted: "a region, eu-west-1"},
	}, (&Args{ExpireDays: -1}).Validate())
}

func TestFaultsRegisterNothing(t *testing.T) {
	bare := valid()
	bare.KeyARN, bare.AccessLogs = nil, nil
	for want, args := range map[string]*Args{
		`make bucket of objects "bucket-uploads": args are nil`:                                    nil,
		`make bucket of objects "bucket-uploads": formerDays: found 0`:                             {},
		"KeyARN is nil, give it the ARN of a key\nAccessLogs is nil, give it the name of a bucket": bare,
	} {
		rec := mocktest.New()
		require.ErrorContains(t, rec.Run(program(args)), want)
		assert.Empty(t, rec.All())
	}
}

func TestTheBucket(t *testing.T) {
	args := valid()
	args.ExpireDays = 90
	rec := mocktest.New()
	require.NoError(t, rec.Run(program(args)))
	made := rec.One(t, "aws:s3/bucket:Bucket", "bucket-uploads")
	assert.Equal(t, map[string]any{
		"bucket": bucketName, "forceDestroy": false,
		"tags": map[string]any{"Name": "covetpy-prod-objects-uploads", "Backup": "objects"},
	}, made.Inputs.Mappable())
	assert.True(t, made.Protect)
	assert.Equal(t, Type, made.ParentType)
	assert.Equal(t, "arn:aws:s3:::"+bucketName, args.ARN())
	first := rec.One(t, "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration", "bucket-uploads").Inputs.Mappable()["rules"].([]any)[0].(map[string]any)
	assert.Equal(t, map[string]any{"days": 90.0}, first["expiration"])
	assert.Equal(t, map[string]any{"noncurrentDays": 30.0}, first["noncurrentVersionExpiration"])
	assert.Equal(t, []any{map[string]any{
		"bucketKeyEnabled":                   true,
		"applyServerSideEncryptionByDefault": map[string]any{"sseAlgorithm": "aws:kms", "kmsMasterKeyId": "arn:key-objects"},
	}}, rec.One(t, "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration", "bucket-uploads").Inputs.Mappable()["rules"])
	assert.Equal(t, "covetpy-prod-access-logs",
		rec.One(t, "aws:s3/bucketLogging:BucketLogging", "bucket-uploads").Inputs["targetBucket"].StringValue())
}

func TestObjectsAreKeptUnlessTheyAreToEnd(t *testing.T) {
	rec := mocktest.New()
	require.NoError(t, rec.Run(program(valid())))
	first := rec.One(t, "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration", "bucket-uploads").Inputs.Mappable()["rules"].([]any)[0].(map[string]any)
	assert.NotContains(t, first, "expiration")
}
