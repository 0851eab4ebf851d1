package recovery

import (
	"fmt"
	"slices"

	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/backup"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

// newVaults makes the vault here, and its like in the second region.
func (b *build) newVaults() error {
	var err error
	b.vault, err = b.newVault(b.logical(partVault), b.args.KeyARN)
	if err != nil {
		return err
	}
	if b.args.Second == nil {
		return nil
	}
	there := pulumi.Provider(b.args.Second.Provider)
	b.second, err = b.newVault(b.logical(partSecond, partVault), b.args.Second.KeyARN, there)
	return err
}

// newVault makes a vault with its policy and its lock. The order of a destroy
// follows: the policy, which would refuse to let recovery points go, goes first.
func (b *build) newVault(logical string, key pulumi.StringInput, there ...pulumi.ResourceOption) (*backup.Vault, error) {
	opts := append([]pulumi.ResourceOption{b.own}, there...)
	vault, err := backup.NewVault(b.ctx, logical, &backup.VaultArgs{
		Name:         pulumi.String(b.args.vaultName()),
		KmsKeyArn:    key.ToStringOutput(),
		ForceDestroy: pulumi.Bool(!b.args.Protect),
		Tags:         b.named("backups"),
	}, with(opts, pulumi.Protect(b.args.Protect))...)
	if err != nil {
		return nil, fmt.Errorf("register vault %q: %w", logical, err)
	}
	document, err := vaultPolicy().JSON()
	if err != nil {
		return nil, fmt.Errorf("write the policy of vault %q: %w", logical, err)
	}
	_, err = backup.NewVaultPolicy(b.ctx, logical, &backup.VaultPolicyArgs{
		BackupVaultName: vault.Name,
		Policy:          pulumi.String(document),
	}, opts...)
	if err != nil {
		return nil, fmt.Errorf("register the policy of vault %q: %w", logical, err)
	}
	return vault, b.lock(logical, vault, opts)
}

// lock holds what the vault holds. Nothing of a lock can be changed in place, and
// a vault has one.
func (b *build) lock(logical string, vault *backup.Vault, opts []pulumi.ResourceOption) error {
	lock := b.args.VaultLock
	if lock == nil {
		return nil
	}
	args := &backup.VaultLockConfigurationArgs{
		BackupVaultName:  vault.Name,
		MinRetentionDays: pulumi.Int(lock.MinDays),
		MaxRetentionDays: pulumi.Int(lock.MaxDays),
	}
	if lock.Mode == Compliance {
		args.ChangeableForDays = pulumi.Int(lock.GraceDays) // with it, the mode is compliance
	}
	made, err := backup.NewVaultLockConfiguration(b.ctx, logical, args, with(opts, pulumi.DeleteBeforeReplace(true))...)
	if err != nil {
		return fmt.Errorf("register the lock of vault %q: %w", logical, err)
	}
	b.locked = append(b.locked, made)
	return nil
}

// with adds to options without touching the caller's list.
func with(opts []pulumi.ResourceOption, more ...pulumi.ResourceOption) []pulumi.ResourceOption {
	return append(slices.Clip(opts), more...)
}
