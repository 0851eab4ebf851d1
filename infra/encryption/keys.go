package encryption

import (
	"errors"
	"fmt"
	"slices"

	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/kms"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

// Type is the component's token.
const Type = "covetpy:encryption:Keys"

// Keys is the keys of an environment. It makes a key when For first asks for
// its class, so a class that nothing uses costs nothing.
type Keys struct {
	pulumi.ResourceState

	ctx  *pulumi.Context
	name string
	args *Args
	made map[Class]*Key

	replicas map[place]*Key
}

// Key is one class's key.
type Key struct {
	// ARN of the key, unknown in the preview that would make it.
	ARN pulumi.StringOutput
	// Alias is always known, "alias/covetpy-dev-volumes".
	Alias string
}

// NewKeys registers the component, without any key. Faults of args come back
// all at once (fault.Of), before anything is registered.
func NewKeys(ctx *pulumi.Context, name string, args *Args, opts ...pulumi.ResourceOption) (*Keys, error) {
	if err := args.Validate().Err(); err != nil {
		return nil, fmt.Errorf("make keys %q: %w", name, err)
	}
	k := &Keys{ctx: ctx, name: name, args: args, made: map[Class]*Key{}, replicas: map[place]*Key{}}
	if err := ctx.RegisterComponentResource(Type, name, k, opts...); err != nil {
		return nil, fmt.Errorf("register keys %q: %w", name, err)
	}
	if err := ctx.RegisterResourceOutputs(k, pulumi.Map{}); err != nil {
		return nil, fmt.Errorf("register outputs of keys %q: %w", name, err)
	}
	return k, nil
}

// For returns the key of a class and makes it, with its alias, when it is the
// first to ask. The error names the class.
func (k *Keys) For(class Class) (*Key, error) {
	if key, ok := k.made[class]; ok {
		return key, nil
	}
	key, err := k.register(class)
	if err != nil {
		return nil, fmt.Errorf("make the key of class %q: %w", class, err)
	}
	k.made[class] = key
	return key, nil
}

func (k *Keys) register(class Class) (*Key, error) {
	if !slices.Contains(Classes(), class) {
		return nil, errors.New("no such class of data")
	}
	policy, err := Policy(class, PolicyArgs{
		Where: k.args.Where, LogGroupPrefixes: k.args.LogGroupPrefixes, CopiesTo: k.args.CopiesTo,
	}).JSON()
	if err != nil {
		return nil, err
	}
	name := k.name + "-" + string(class)
	key, err := kms.NewKey(k.ctx, name, &kms.KeyArgs{
		Description:          pulumi.String(k.args.Names.Prefix() + ": " + class.description()),
		DeletionWindowInDays: pulumi.Int(k.args.DeletionWindowDays),
		EnableKeyRotation:    pulumi.Bool(true), // CIS AWS Foundations, rotation of customer-managed keys
		MultiRegion:          pulumi.Bool(k.args.MultiRegion),
		Policy:               pulumi.String(policy),
	}, pulumi.Parent(k), pulumi.Protect(k.args.Protect))
	if err != nil {
		return nil, err
	}
	alias := k.args.Alias(class)
	// The alias is not protected: it holds no data, and it must be free to move.
	_, err = kms.NewAlias(k.ctx, name, &kms.AliasArgs{
		Name:        pulumi.String(alias),
		TargetKeyId: key.KeyId,
	}, pulumi.Parent(k))
	if err != nil {
		return nil, err
	}
	return &Key{ARN: key.Arn, Alias: alias}, nil
}
