package bucket_test

import (
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/infra/bucket"
	"github.com/covetpy/platform/infra/identity"
	"github.com/covetpy/platform/internal/mocktest"
)

func home() identity.Scope {
	return identity.Scope{Partition: mocktest.Partition, Region: mocktest.Region, Account: mocktest.Account}
}

func valid() *bucket.Args {
	return &bucket.Args{
		Name: "covetpy-dev-reports", Where: home(), KeyARN: pulumi.String("arn:objects"), FormerDays: 30,
		AccessLogs: pulumi.String("covetpy-dev-access-logs"),
	}
}

func made(args *bucket.Args) (*mocktest.Recorder, error) {
	rec := mocktest.New()
	err := rec.Run(func(ctx *pulumi.Context) error {
		_, err := bucket.New(ctx, "reports", args)
		return err
	})
	return rec, err
}

// inputs of the one resource of a type, as plain values.
func inputs(t *testing.T, rec *mocktest.Recorder, typ string) map[string]any {
	t.Helper()
	return rec.One(t, typ, "reports").Inputs.Mappable()
}

func TestEveryBucketIsClosedEncryptedKeptAndRecorded(t *testing.T) {
	rec, err := made(valid())
	require.NoError(t, err)
	const id = "reports-id"
	for typ, want := range map[string]map[string]any{
		"aws:s3/bucket:Bucket": {"bucket": "covetpy-dev-reports", "forceDestroy": true},
		"aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": {
			"bucket": id, "blockPublicAcls": true, "blockPublicPolicy": true, "ignorePublicAcls": true, "restrictPublicBuckets": true,
		},
		"aws:s3/bucketOwnershipControls:BucketOwnershipControls": {
			"bucket": id, "rule": map[string]any{"objectOwnership": "BucketOwnerEnforced"},
		},
		"aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": {
			"bucket": id, "rules": []any{map[string]any{
				"bucketKeyEnabled":                   true,
				"applyServerSideEncryptionByDefault": map[string]any{"sseAlgorithm": "aws:kms", "kmsMasterKeyId": "arn:objects"},
			}},
		},
		"aws:s3/bucketVersioning:BucketVersioning": {
			"bucket": id, "versioningConfiguration": map[string]any{"status": "Enabled"},
		},
		"aws:s3/bucketLogging:BucketLogging": {
			"bucket": id, "targetBucket": "covetpy-dev-access-logs", "targetPrefix": "s3/covetpy-dev-reports/",
		},
		"aws:s3/bucketPolicy:BucketPolicy": {
			"bucket": id, "policy": bucket.Policy(home(), "covetpy-dev-reports").MustJSON(),
		},
	} {
		assert.Equal(t, want, inputs(t, rec, typ), typ)
	}
	assert.Empty(t, rec.Of("aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration"))
	assert.False(t, rec.One(t, "aws:s3/bucket:Bucket", "reports").Protect)
}

func TestAProtectedBucketIsNotEmptied(t *testing.T) {
	args := valid()
	args.Protect = true
	rec, err := made(args)
	require.NoError(t, err)
	assert.Equal(t, false, inputs(t, rec, "aws:s3/bucket:Bucket")["forceDestroy"])
	for _, r := range rec.All() {
		assert.Equal(t, r.Type == "aws:s3/bucket:Bucket", r.Protect, r.Type)
	}
}

func TestObjectsEndWhenTheyAreTo(t *testing.T) {
	rules := func(args *bucket.Args) []any {
		rec, err := made(args)
		require.NoError(t, err)
		return inputs(t, rec, "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration")["rules"].([]any)
	}
	tidy := map[string]any{
		"id": "tidy", "status": "Enabled", "filter": map[string]any{}, "expiration": map[string]any{"expiredObjectDeleteMarker": true},
	}
	kept := map[string]any{
		"id": "expire", "status": "Enabled", "filter": map[string]any{},
		"noncurrentVersionExpiration":    map[string]any{"noncurrentDays": 30.0},
		"abortIncompleteMultipartUpload": map[string]any{"daysAfterInitiation": 1.0},
	}
	assert.Equal(t, []any{kept, tidy}, rules(valid()), "kept")
	args := valid()
	args.ExpireDays = 90
	kept["expiration"] = map[string]any{"days": 90.0}
	assert.Equal(t, []any{kept, tidy}, rules(args), "for a time")
}

func TestALockedBucketHoldsEveryObject(t *testing.T) {
	args := valid()
	args.Lock = &bucket.Lock{Mode: bucket.Compliance, Days: 7}
	rec, err := made(args)
	require.NoError(t, err)
	assert.Equal(t, true, inputs(t, rec, "aws:s3/bucket:Bucket")["objectLockEnabled"])
	assert.Equal(t, map[string]any{
		"bucket": "reports-id",
		"rule":   map[string]any{"defaultRetention": map[string]any{"mode": "COMPLIANCE", "days": 7.0}},
	}, inputs(t, rec, "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration"))
}

func TestAnExceptionIsEncryptedByS3(t *testing.T) {
	args := valid()
	args.KeyARN, args.AccessLogs, args.Managed = nil, nil, &bucket.AccessLogs
	rec, err := made(args)
	require.NoError(t, err)
	assert.Equal(t, []any{map[string]any{
		"applyServerSideEncryptionByDefault": map[string]any{"sseAlgorithm": "AES256"},
	}}, inputs(t, rec, "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration")["rules"])
	assert.Empty(t, rec.Of("aws:s3/bucketLogging:BucketLogging"))
}

func TestNothingIsMadeOfWrongArguments(t *testing.T) {
	for name, test := range map[string]struct {
		spoil func(*bucket.Args)
		says  string
	}{
		"no name":               {func(a *bucket.Args) { a.Name = "" }, "Name is empty"},
		"no encryption":         {func(a *bucket.Args) { a.KeyARN = nil }, "one of KeyARN and Managed"},
		"two encryptions":       {func(a *bucket.Args) { a.Managed = &bucket.AccessLogs }, "one of KeyARN and Managed"},
		"a reason left out":     {func(a *bucket.Args) { a.KeyARN, a.Managed = nil, &bucket.Exception{} }, "gives no reason"},
		"versions for ever":     {func(a *bucket.Args) { a.FormerDays = 0 }, "FormerDays is below 1"},
		"a negative time":       {func(a *bucket.Args) { a.ExpireDays = -1 }, "ExpireDays is negative"},
		"a lock of no length":   {func(a *bucket.Args) { a.Lock = &bucket.Lock{Mode: bucket.Governance} }, "Lock.Days is below 1"},
		"a lock that outlasts":  {func(a *bucket.Args) { a.ExpireDays, a.Lock = 5, &bucket.Lock{Days: 9} }, "before their lock ends"},
		"two mistakes at once ": {func(a *bucket.Args) { a.Name, a.FormerDays = "", 0 }, "Name is empty\nFormerDays"},
	} {
		t.Run(name, func(t *testing.T) {
			args := valid()
			test.spoil(args)
			rec, err := made(args)
			require.ErrorContains(t, err, test.says)
			assert.Empty(t, rec.All())
		})
	}
}
