package storage

import (
	"fmt"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"github.com/covetpy/platform/infra/bucket"
	"github.com/covetpy/platform/infra/identity"
	"github.com/covetpy/platform/infra/naming"
	"github.com/covetpy/platform/infra/tags"
)

// Type is the component's token.
const Type = "covetpy:storage:AccessLogs"

// Args says where the records are and how long.
type Args struct {
	// Names is what the bucket's name begins with, and the names of the buckets
	// whose records it takes.
	Names naming.Scope
	// Where is the account and region. Load balancers only write to a bucket of
	// their own region.
	Where identity.Scope
	// Protect makes Pulumi refuse to delete the bucket, and S3 to delete it while
	// it holds anything.
	Protect bool
	// RetentionDays is how long a record is kept, at least 1 day.
	RetentionDays int
}

// AccessLogs is the bucket.
type AccessLogs struct {
	pulumi.ResourceState

	// Name of the bucket once it lets its writers in: what they take.
	Name pulumi.StringOutput
}

// graceDays is how long a deleted record can be brought back.
const graceDays = 1

// NewAccessLogs makes the bucket. Faults of args come back all at once
// (fault.Of), before anything is registered.
func NewAccessLogs(ctx *pulumi.Context, name string, args *Args, opts ...pulumi.ResourceOption) (*AccessLogs, error) {
	if args == nil {
		return nil, fmt.Errorf("make access logs %q: args are nil", name)
	}
	if err := args.Validate().Err(); err != nil {
		return nil, fmt.Errorf("make access logs %q: %w", name, err)
	}
	logs := &AccessLogs{}
	if err := ctx.RegisterComponentResource(Type, name, logs, opts...); err != nil {
		return nil, fmt.Errorf("register access logs %q: %w", name, err)
	}
	made, err := bucket.New(ctx, name, &bucket.Args{
		Name:       args.BucketName(),
		Where:      args.Where,
		Managed:    &bucket.AccessLogs,
		Protect:    args.Protect,
		ExpireDays: args.RetentionDays,
		FormerDays: graceDays,
		Grants:     args.grants(),
		Tags:       tags.NamedWith(args.Names.Name(naming.TagValue, partBucket), tags.NotCovered(noBackup)),
	}, pulumi.Parent(logs))
	if err != nil {
		return nil, fmt.Errorf("make access logs %q: %w", name, err)
	}
	logs.Name = made.Ready
	if err := ctx.RegisterResourceOutputs(logs, pulumi.Map{"name": logs.Name}); err != nil {
		return nil, fmt.Errorf("register outputs of access logs %q: %w", name, err)
	}
	return logs, nil
}
