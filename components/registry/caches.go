package registry

import (
	"fmt"

	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/ecr"
	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/iam"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"github.com/covetpy/platform/infra/tags"
)

// newCaches pulls public registries through this one.
func (b *build) newCaches() error {
	if len(b.args.PullThrough) == 0 {
		return nil
	}
	role, granted, err := b.newTemplateRole()
	if err != nil {
		return err
	}
	policy, err := b.args.registryPolicy().JSON()
	if err != nil {
		return fmt.Errorf("write the registry's policy: %w", err)
	}
	_, err = ecr.NewRegistryPolicy(b.ctx, b.name, &ecr.RegistryPolicyArgs{Policy: pulumi.String(policy)}, b.own)
	if err != nil {
		return fmt.Errorf("register the registry's policy: %w", err)
	}
	for _, upstream := range b.args.PullThrough {
		if err := b.newCache(upstream, role, granted); err != nil {
			return fmt.Errorf("cache %s: %w", upstream, err)
		}
	}
	return nil
}

// newTemplateRole makes the role by which ECR makes cached repositories, which it
// asks for wherever they have a key or tags.
func (b *build) newTemplateRole() (*iam.Role, pulumi.Resource, error) {
	trust, err := templateTrust().JSON()
	if err != nil {
		return nil, nil, fmt.Errorf("write trust of the caches' role: %w", err)
	}
	permissions, err := b.args.templatePermissions().JSON()
	if err != nil {
		return nil, nil, fmt.Errorf("write permissions of the caches' role: %w", err)
	}
	role, err := iam.NewRole(b.ctx, b.logical(partCache, "role"), &iam.RoleArgs{
		Name:             pulumi.String(b.args.templateRole()),
		Description:      pulumi.String("Makes repositories for images that ECR caches"),
		AssumeRolePolicy: pulumi.String(trust),
		Tags:             tags.Named(b.args.templateRole()),
	}, b.own)
	if err != nil {
		return nil, nil, fmt.Errorf("register the caches' role: %w", err)
	}
	granted, err := iam.NewRolePolicy(b.ctx, b.logical(partCache, "role"), &iam.RolePolicyArgs{
		Name:   pulumi.String("ecr-caches"),
		Role:   role.Name,
		Policy: pulumi.String(permissions),
	}, b.own)
	if err != nil {
		return nil, nil, fmt.Errorf("register permissions of the caches' role: %w", err)
	}
	return role, granted, nil
}

// newCache makes the template of the cached repositories before the rule that has
// them made. Their tags can't move either: what was cached under a tag stays what
// it is, and an upstream that moves a tag changes nothing that runs here.
func (b *build) newCache(upstream Upstream, role *iam.Role, granted pulumi.Resource) error {
	logical := b.logical(partCache, string(upstream))
	template, err := ecr.NewRepositoryCreationTemplate(b.ctx, logical, &ecr.RepositoryCreationTemplateArgs{
		Prefix:             pulumi.String(string(upstream)),
		Description:        pulumi.String("Images of " + upstream.host()),
		AppliedFors:        pulumi.StringArray{pulumi.String("PULL_THROUGH_CACHE")},
		CustomRoleArn:      role.Arn,
		ImageTagMutability: pulumi.String("IMMUTABLE"),
		EncryptionConfigurations: ecr.RepositoryCreationTemplateEncryptionConfigurationArray{
			ecr.RepositoryCreationTemplateEncryptionConfigurationArgs{
				EncryptionType: pulumi.String("KMS"), KmsKey: b.args.KeyARN.ToStringOutput().ToStringPtrOutput(),
			},
		},
		LifecyclePolicy:  pulumi.String(b.lifecycle),
		RepositoryPolicy: pulumi.String(b.policy),
		// The provider's default tags do not reach what ECR makes.
		ResourceTags: tags.Input(map[string]string{
			tags.KeyProject: b.args.Names.Project, tags.KeyEnvironment: b.args.Names.Environment,
			tags.KeyBackup: string(tags.BackupNone), tags.KeyBackupReason: "a copy of a public image",
		}),
	}, b.own, pulumi.DependsOn([]pulumi.Resource{granted}))
	if err != nil {
		return fmt.Errorf("register the template of its repositories: %w", err)
	}
	rule := &ecr.PullThroughCacheRuleArgs{
		EcrRepositoryPrefix: pulumi.String(string(upstream)),
		UpstreamRegistryUrl: pulumi.String(upstream.host()),
	}
	if secret, ok := b.args.Credentials[upstream]; ok {
		rule.CredentialArn = pulumi.String(secret)
	}
	// A pull in between would make a repository without key and policies.
	_, err = ecr.NewPullThroughCacheRule(b.ctx, logical, rule, b.own, pulumi.DependsOn([]pulumi.Resource{template}))
	if err != nil {
		return fmt.Errorf("register its rule: %w", err)
	}
	return nil
}
