package recovery

import (
	"errors"
	"fmt"
	"path"
	"slices"

	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/backup"
	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/iam"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"github.com/covetpy/platform/infra/tags"
)

// Type is the component's token.
const Type = "covetpy:recovery:Recovery"

// Recovery is the backups of an environment.
type Recovery struct {
	pulumi.ResourceState

	// VaultARN is the vault in this region.
	VaultARN pulumi.StringOutput
	// SecondVaultARN is the vault in the second region, empty without one.
	SecondVaultARN pulumi.StringOutput
	// PlanIDs are the plans by class.
	PlanIDs map[tags.BackupPlan]pulumi.StringOutput
	// RoleARN is the role that backs up and restores, also when a person starts a
	// restore.
	RoleARN pulumi.StringOutput
}

// NewRecovery makes vaults, plans and what proves them. Faults of args come back
// all at once (fault.Of), before anything is registered.
func NewRecovery(ctx *pulumi.Context, name string, args *Args, opts ...pulumi.ResourceOption) (*Recovery, error) {
	if args == nil {
		return nil, fmt.Errorf("make recovery %q: args are nil", name)
	}
	if err := errors.Join(args.Validate().Err(), args.missing()); err != nil {
		return nil, fmt.Errorf("make recovery %q: %w", name, err)
	}
	r := &Recovery{PlanIDs: map[tags.BackupPlan]pulumi.StringOutput{}}
	if err := ctx.RegisterComponentResource(Type, name, r, opts...); err != nil {
		return nil, fmt.Errorf("register recovery %q: %w", name, err)
	}
	b := &build{ctx: ctx, name: name, args: args, own: pulumi.Parent(r)}
	if err := b.provision(r); err != nil {
		return nil, fmt.Errorf("make recovery %q: %w", name, err)
	}
	if err := ctx.RegisterResourceOutputs(r, r.outputs()); err != nil {
		return nil, fmt.Errorf("register outputs of recovery %q: %w", name, err)
	}
	return r, nil
}

// missing says which input is nil. It is apart from Validate because what other
// components make does not exist yet when a configuration is validated.
func (a *Args) missing() error {
	var missing []error
	require := func(ok bool, text string) {
		if !ok {
			missing = append(missing, errors.New(text))
		}
	}
	require(a.KeyARN != nil, "encrypt backups: KeyARN is nil, give it the ARN of a key")
	require(a.Topics.Ticket != nil, "tell of failed jobs: Topics.Ticket is nil, give it the ARN of a topic")
	if a.Second != nil {
		require(a.Second.Provider != nil, "reach the second region: Second.Provider is nil, give it a provider that works there")
		require(a.Second.KeyARN != nil, "encrypt copies: Second.KeyARN is nil, give it the ARN of a key in the second region")
	}
	if a.Reports != nil {
		require(a.Reports.KeyARN != nil, "encrypt reports: Reports.KeyARN is nil, give it the ARN of a key")
	}
	if a.RestoreTest != nil && slices.Contains(a.tested(), tags.BackupDatabase) {
		require(a.RestoreTest.SubnetGroupName != nil && a.RestoreTest.SecurityGroupID != nil,
			"test the restore of a database: RestoreTest.SubnetGroupName or SecurityGroupID is nil, and there is no default VPC to restore into")
	}
	return errors.Join(missing...)
}

func (r *Recovery) outputs() pulumi.Map {
	plans := pulumi.StringMap{}
	for class, id := range r.PlanIDs {
		plans[string(class)] = id
	}
	return pulumi.Map{
		"vaultArn":       r.VaultARN,
		"secondVaultArn": r.SecondVaultARN,
		"planIds":        plans,
		"roleArn":        r.RoleARN,
	}
}

// build is one run of the constructor.
type build struct {
	ctx  *pulumi.Context
	name string
	args *Args
	own  pulumi.ResourceOption

	role *iam.Role
	// granted are what the role can't work without; no output of it says that
	// its policies are attached.
	granted []pulumi.Resource
	vault   *backup.Vault
	second  *backup.Vault // nil without a second region
	// locked are the locks, which have to stand before the first job.
	locked []pulumi.Resource
}

// provision registers everything and fills the component's outputs.
func (b *build) provision(r *Recovery) error {
	for _, part := range []func() error{b.newRole, b.newVaults, b.newRegionSettings} {
		if err := part(); err != nil {
			return err
		}
	}
	r.VaultARN, r.RoleARN = b.vault.Arn, b.role.Arn
	r.SecondVaultARN = pulumi.String("").ToStringOutput()
	if b.second != nil {
		r.SecondVaultARN = b.second.Arn
	}
	for _, class := range b.args.classes() {
		id, err := b.newPlan(class)
		if err != nil {
			return fmt.Errorf("plan backups of the class %q: %w", class, err)
		}
		r.PlanIDs[class] = id
	}
	return errors.Join(b.newRestoreTest(), b.newReports(), b.newEvents(), b.newAlarms())
}

// newRole makes the role that backs up and restores.
func (b *build) newRole() error {
	trust, err := b.args.roleTrust().JSON()
	if err != nil {
		return fmt.Errorf("write trust of the backup role: %w", err)
	}
	b.role, err = iam.NewRole(b.ctx, b.logical(partRole), &iam.RoleArgs{
		Name:             pulumi.String(b.args.roleName()),
		Description:      pulumi.String("Backs up and restores for AWS Backup"),
		AssumeRolePolicy: pulumi.String(trust),
		Tags:             b.named("backup"),
	}, b.own)
	if err != nil {
		return fmt.Errorf("register the backup role: %w", err)
	}
	for _, name := range b.args.managedPolicies() {
		attached, err := iam.NewRolePolicyAttachment(b.ctx, b.logical(partRole, path.Base(name)), &iam.RolePolicyAttachmentArgs{
			Role:      b.role.Name,
			PolicyArn: pulumi.String(b.args.Where.ManagedPolicy(name)),
		}, b.own)
		if err != nil {
			return fmt.Errorf("attach %s to the backup role: %w", name, err)
		}
		b.granted = append(b.granted, attached)
	}
	return nil
}

// newRegionSettings says what AWS Backup may protect in the region.
func (b *build) newRegionSettings() error {
	if b.args.OptIn == nil {
		return nil
	}
	_, err := backup.NewRegionSettings(b.ctx, b.logical(partRegion), &backup.RegionSettingsArgs{
		ResourceTypeOptInPreference: pulumi.ToBoolMap(b.args.OptIn),
	}, b.own)
	if err != nil {
		return fmt.Errorf("register the region's settings: %w", err)
	}
	return nil
}
