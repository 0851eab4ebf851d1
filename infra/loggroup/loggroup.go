// Package loggroup makes log groups that are encrypted with a key of ours and
// kept for a stated time, before whatever writes into them would make them
// without either.
package loggroup

import (
	"fmt"
	"slices"

	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/cloudwatch"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

// Args says what log group to make.
type Args struct {
	// Name is the physical name, "/covetpy/dev/flow-logs".
	Name string
	// RetentionDays is one of Retentions.
	RetentionDays int
	// KeyARN encrypts the logs. Its policy has to name the group (the encryption
	// package's LogGroupPrefixes).
	KeyARN pulumi.StringInput
	// Protect guards the group in Pulumi and in AWS.
	Protect bool
	// Tags of the group.
	Tags pulumi.StringMap
}

// Retentions are the periods that CloudWatch Logs knows, in days (API
// reference, PutRetentionPolicy).
func Retentions() []int {
	return []int{1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653}
}

// New makes a log group that, where it is protected, neither Pulumi nor AWS
// deletes.
func New(ctx *pulumi.Context, name string, args Args, opts ...pulumi.ResourceOption) (*cloudwatch.LogGroup, error) {
	group, err := cloudwatch.NewLogGroup(ctx, name, &cloudwatch.LogGroupArgs{
		Name:                      pulumi.String(args.Name),
		RetentionInDays:           pulumi.Int(args.RetentionDays),
		KmsKeyId:                  args.KeyARN.ToStringOutput(),
		DeletionProtectionEnabled: pulumi.Bool(args.Protect),
		Tags:                      args.Tags,
	}, append(slices.Clip(opts), pulumi.Protect(args.Protect))...)
	if err != nil {
		return nil, fmt.Errorf("register log group %s: %w", args.Name, err)
	}
	return group, nil
}
