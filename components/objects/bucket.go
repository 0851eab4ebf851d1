package objects

import (
	"errors"
	"fmt"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"github.com/covetpy/platform/infra/bucket"
	"github.com/covetpy/platform/infra/identity"
	"github.com/covetpy/platform/infra/naming"
	"github.com/covetpy/platform/infra/tags"
)

// Type is the component's token.
const Type = "covetpy:objects:Bucket"

// Args says what bucket to make. Validate has the limits of each field.
type Args struct {
	// Names is what the bucket's name begins with.
	Names naming.Scope
	// Where is the account and region.
	Where identity.Scope
	// Name tells the bucket from the environment's others.
	Name string
	// KeyARN encrypts objects: a key for objects.
	KeyARN pulumi.StringInput
	// AccessLogs is the bucket that the record of requests goes to.
	AccessLogs pulumi.StringInput
	// Protect makes Pulumi refuse to delete the bucket, and S3 to delete it while it
	// holds anything.
	Protect bool
	// ExpireDays ends objects so many days after they were written; 0 keeps them.
	ExpireDays int
	// FormerDays is how long what was overwritten or deleted can be brought back, at
	// least 1 day.
	FormerDays int
}

// Bucket is the bucket.
type Bucket struct {
	pulumi.ResourceState

	// Name of the bucket once it is closed and encrypted.
	Name pulumi.StringOutput
	// ARN of the bucket; Args.ARN knows it before.
	ARN pulumi.StringOutput
}

// NewBucket makes a bucket. Faults of args come back all at once (fault.Of), before
// anything is registered.
func NewBucket(ctx *pulumi.Context, name string, args *Args, opts ...pulumi.ResourceOption) (*Bucket, error) {
	if args == nil {
		return nil, fmt.Errorf("make bucket of objects %q: args are nil", name)
	}
	if err := errors.Join(args.Validate().Err(), args.inputs()); err != nil {
		return nil, fmt.Errorf("make bucket of objects %q: %w", name, err)
	}
	b := &Bucket{}
	if err := ctx.RegisterComponentResource(Type, name, b, opts...); err != nil {
		return nil, fmt.Errorf("register bucket of objects %q: %w", name, err)
	}
	made, err := bucket.New(ctx, name, &bucket.Args{
		Name:       args.BucketName(),
		Where:      args.Where,
		KeyARN:     args.KeyARN,
		Protect:    args.Protect,
		ExpireDays: args.ExpireDays,
		FormerDays: args.FormerDays,
		AccessLogs: args.AccessLogs,
		Tags:       tags.NamedWith(args.Names.Name(naming.TagValue, partObjects, args.Name), tags.Covered(tags.BackupObjects)),
	}, pulumi.Parent(b))
	if err != nil {
		return nil, fmt.Errorf("make bucket of objects %q: %w", name, err)
	}
	b.Name, b.ARN = made.Ready, made.ARN
	if err := ctx.RegisterResourceOutputs(b, pulumi.Map{"name": b.Name, "arn": b.ARN}); err != nil {
		return nil, fmt.Errorf("register outputs of bucket of objects %q: %w", name, err)
	}
	return b, nil
}

// inputs says what is missing of what other components make. It is apart from
// Validate because none of it exists when a configuration is validated.
func (a *Args) inputs() error {
	var missing []error
	if a.KeyARN == nil {
		missing = append(missing, errors.New("KeyARN is nil, give it the ARN of a key"))
	}
	if a.AccessLogs == nil {
		missing = append(missing, errors.New("AccessLogs is nil, give it the name of a bucket"))
	}
	return errors.Join(missing...)
}
