package bucket

import (
	"fmt"
	"slices"

	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/s3"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

// Bucket is a bucket and what stands around it.
type Bucket struct {
	// Name of the bucket, as soon as it exists.
	Name pulumi.StringOutput
	// ARN of the bucket.
	ARN pulumi.StringOutput
	// Ready is the name once the bucket is closed, encrypted and lets its writers
	// in: what a writer takes.
	Ready pulumi.StringOutput
	// Needs are what Ready waits for, for writers that take the name elsewhere.
	Needs []pulumi.Resource
}

// New makes a bucket with the logical name. opts hold for each of its parts; the
// bucket alone is protected.
func New(ctx *pulumi.Context, name string, args *Args, opts ...pulumi.ResourceOption) (*Bucket, error) {
	if err := args.check(); err != nil {
		return nil, fmt.Errorf("make bucket %q: %w", name, err)
	}
	in := &s3.BucketArgs{
		Bucket:       pulumi.String(args.Name),
		ForceDestroy: pulumi.Bool(!args.Protect),
		Tags:         args.Tags,
	}
	if args.Lock != nil {
		in.ObjectLockEnabled = pulumi.Bool(true)
	}
	made, err := s3.NewBucket(ctx, name, in, with(opts, pulumi.Protect(args.Protect))...)
	if err != nil {
		return nil, fmt.Errorf("register bucket %q: %w", name, err)
	}
	b := &build{ctx: ctx, name: name, args: args, opts: opts, made: made}
	for _, part := range []struct {
		what     string
		register func() error
	}{
		{"public access block", b.close},
		{"ownership", b.own},
		{"encryption", b.encrypt},
		{"versions", b.keep},
		{"lifecycle", b.expire},
		{"lock", b.lock},
		{"access logs", b.record},
		{"policy", b.admit},
	} {
		if err := part.register(); err != nil {
			return nil, fmt.Errorf("register %s of bucket %q: %w", part.what, name, err)
		}
	}
	id := made.ID().ToStringOutput()
	ready, _ := pulumi.OutputWithDependencies(ctx.Context(), id, b.needs...).(pulumi.StringOutput) // of the type that went in
	return &Bucket{Name: id, ARN: made.Arn, Ready: ready, Needs: b.needs}, nil
}

// with adds to options without touching the caller's list.
func with(opts []pulumi.ResourceOption, more ...pulumi.ResourceOption) []pulumi.ResourceOption {
	return append(slices.Clip(opts), more...)
}

// build is one run of New.
type build struct {
	ctx  *pulumi.Context
	name string
	args *Args
	opts []pulumi.ResourceOption
	made *s3.Bucket

	closed   *s3.BucketPublicAccessBlock
	versions *s3.BucketVersioning
	needs    []pulumi.Resource
}

// close shuts the bucket to the public (AWS FSBP S3.8).
func (b *build) close() error {
	closed, err := s3.NewBucketPublicAccessBlock(b.ctx, b.name, &s3.BucketPublicAccessBlockArgs{
		Bucket:                b.made.ID(),
		BlockPublicAcls:       pulumi.Bool(true),
		BlockPublicPolicy:     pulumi.Bool(true),
		IgnorePublicAcls:      pulumi.Bool(true),
		RestrictPublicBuckets: pulumi.Bool(true),
	}, b.opts...)
	b.closed = closed
	return err
}

// own makes the account the owner of whatever is written (AWS FSBP S3.12).
func (b *build) own() error {
	_, err := s3.NewBucketOwnershipControls(b.ctx, b.name, &s3.BucketOwnershipControlsArgs{
		Bucket: b.made.ID(),
		Rule:   s3.BucketOwnershipControlsRuleArgs{ObjectOwnership: pulumi.String("BucketOwnerEnforced")},
	}, b.opts...)
	return err
}

func (b *build) encrypt() error {
	byDefault := s3.BucketServerSideEncryptionConfigurationRuleApplyServerSideEncryptionByDefaultArgs{
		SseAlgorithm: pulumi.String("AES256"),
	}
	rule := s3.BucketServerSideEncryptionConfigurationRuleArgs{}
	if b.args.Managed == nil {
		byDefault.SseAlgorithm = pulumi.String("aws:kms")
		byDefault.KmsMasterKeyId = b.args.KeyARN.ToStringOutput()
		rule.BucketKeyEnabled = pulumi.Bool(true) // one call to KMS for many objects
	}
	rule.ApplyServerSideEncryptionByDefault = byDefault
	encrypted, err := s3.NewBucketServerSideEncryptionConfiguration(b.ctx, b.name, &s3.BucketServerSideEncryptionConfigurationArgs{
		Bucket: b.made.ID(),
		Rules:  s3.BucketServerSideEncryptionConfigurationRuleArray{rule},
	}, b.opts...)
	b.needs = append(b.needs, encrypted)
	return err
}

func (b *build) keep() error {
	versions, err := s3.NewBucketVersioning(b.ctx, b.name, &s3.BucketVersioningArgs{
		Bucket:                  b.made.ID(),
		VersioningConfiguration: s3.BucketVersioningVersioningConfigurationArgs{Status: pulumi.String("Enabled")},
	}, b.opts...)
	b.versions = versions
	return err
}

// lock holds objects for a time. It comes after the versions, without which S3
// refuses it.
func (b *build) lock() error {
	if b.args.Lock == nil {
		return nil
	}
	_, err := s3.NewBucketObjectLockConfiguration(b.ctx, b.name, &s3.BucketObjectLockConfigurationArgs{
		Bucket: b.versions.Bucket,
		Rule: s3.BucketObjectLockConfigurationRuleArgs{
			DefaultRetention: s3.BucketObjectLockConfigurationRuleDefaultRetentionArgs{
				Mode: pulumi.String(string(b.args.Lock.Mode)),
				Days: pulumi.Int(b.args.Lock.Days),
			},
		},
	}, b.opts...)
	return err
}

// record keeps who asked for what (AWS FSBP S3.9).
func (b *build) record() error {
	if b.args.AccessLogs == nil {
		return nil
	}
	_, err := s3.NewBucketLogging(b.ctx, b.name, &s3.BucketLoggingArgs{
		Bucket:       b.made.ID(),
		TargetBucket: b.args.AccessLogs.ToStringOutput(),
		TargetPrefix: pulumi.String(Prefix(b.args.Name)),
	}, b.opts...)
	return err
}

// Prefix is where the record of a bucket's requests lies in the bucket that
// keeps it.
func Prefix(name string) string { return "s3/" + name + "/" }

func (b *build) admit() error {
	document, err := Policy(b.args.Where, b.args.Name, b.args.Grants...).JSON()
	if err != nil {
		return err
	}
	// S3 refuses a bucket's policy while its public access block is being set.
	policy, err := s3.NewBucketPolicy(b.ctx, b.name, &s3.BucketPolicyArgs{
		Bucket: b.made.ID(),
		Policy: pulumi.String(document),
	}, with(b.opts, pulumi.DependsOn([]pulumi.Resource{b.closed}))...)
	b.needs = append(b.needs, policy)
	return err
}
