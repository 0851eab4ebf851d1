package encryption

import (
	"fmt"

	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/kms"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

// Second is a second region, with a provider that works there.
type Second struct {
	// Region is "eu-central-1".
	Region string
	// Provider makes resources there.
	Provider pulumi.ProviderResource
}

// Replica returns the key of a class in a second region: the same key material,
// so that what was encrypted here can be opened there when this region is gone.
// It makes the key here as well, if nothing asked for it before. The error says
// so when the keys are of one region (Args.MultiRegion).
func (k *Keys) Replica(class Class, in Second) (*Key, error) {
	if !k.args.MultiRegion {
		return nil, fmt.Errorf("replicate the key of class %q to %s: the keys are of one region, set MultiRegion", class, in.Region)
	}
	at := place{class, in.Region}
	if key, ok := k.replicas[at]; ok {
		return key, nil
	}
	primary, err := k.For(class)
	if err != nil {
		return nil, err
	}
	key, err := k.registerReplica(class, primary, in)
	if err != nil {
		return nil, fmt.Errorf("replicate the key of class %q to %s: %w", class, in.Region, err)
	}
	k.replicas[at] = key
	return key, nil
}

// place is a class's key in a region.
type place struct {
	class  Class
	region string
}

func (k *Keys) registerReplica(class Class, primary *Key, in Second) (*Key, error) {
	where := k.args.Where
	where.Region = in.Region
	policy, err := Policy(class, PolicyArgs{Where: where, LogGroupPrefixes: k.args.LogGroupPrefixes}).JSON()
	if err != nil {
		return nil, err
	}
	name := k.name + "-" + string(class) + "-replica"
	there := []pulumi.ResourceOption{pulumi.Parent(k), pulumi.Provider(in.Provider)}
	key, err := kms.NewReplicaKey(k.ctx, name, &kms.ReplicaKeyArgs{
		Description:          pulumi.String(k.args.Names.Prefix() + ": " + class.description()),
		DeletionWindowInDays: pulumi.Int(k.args.DeletionWindowDays),
		PrimaryKeyArn:        primary.ARN,
		Policy:               pulumi.String(policy),
	}, append(there, pulumi.Protect(k.args.Protect))...)
	if err != nil {
		return nil, err
	}
	_, err = kms.NewAlias(k.ctx, name, &kms.AliasArgs{
		Name:        pulumi.String(primary.Alias),
		TargetKeyId: key.KeyId,
	}, there...)
	if err != nil {
		return nil, err
	}
	return &Key{ARN: key.Arn, Alias: primary.Alias}, nil
}
