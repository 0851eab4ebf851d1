package registry

import (
	"fmt"
	"slices"

	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/ecr"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"github.com/covetpy/platform/infra/tags"
)

// imagesNeedNoBackup is why no plan backs images up: AWS Backup knows nothing of
// ECR.
const imagesNeedNoBackup = "images are built again from the source, and copied to a second region by choice"

// newRepository makes a repository with its policies. A tag that is taken can't be
// moved (AWS FSBP ECR.2): what was tested is what runs.
func (b *build) newRepository(logical, name string, key pulumi.StringInput, there ...pulumi.ResourceOption) (*ecr.Repository, error) {
	opts := append([]pulumi.ResourceOption{b.own}, there...)
	physical := b.args.repository(name)
	made, err := ecr.NewRepository(b.ctx, logical, &ecr.RepositoryArgs{
		Name:               pulumi.String(physical),
		ForceDelete:        pulumi.Bool(!b.args.Protect),
		ImageTagMutability: pulumi.String("IMMUTABLE"),
		EncryptionConfigurations: ecr.RepositoryEncryptionConfigurationArray{
			ecr.RepositoryEncryptionConfigurationArgs{EncryptionType: pulumi.String("KMS"), KmsKey: key.ToStringOutput()},
		},
		// The registry's setting scans as well; this one says so where it is looked
		// for (AWS FSBP ECR.1), and in the second region.
		ImageScanningConfiguration: ecr.RepositoryImageScanningConfigurationArgs{ScanOnPush: pulumi.Bool(true)},
		Tags:                       tags.NamedWith(physical, tags.NotCovered(imagesNeedNoBackup)),
	}, append(slices.Clip(opts), pulumi.Protect(b.args.Protect))...)
	if err != nil {
		return nil, fmt.Errorf("register repository %q: %w", logical, err)
	}
	_, err = ecr.NewRepositoryPolicy(b.ctx, logical, &ecr.RepositoryPolicyArgs{
		Repository: made.Name,
		Policy:     pulumi.String(b.policy),
	}, opts...)
	if err != nil {
		return nil, fmt.Errorf("register the policy of repository %q: %w", logical, err)
	}
	// A repository has one lifecycle policy: the old one, deleted after the new one
	// is there, would take it along.
	_, err = ecr.NewLifecyclePolicy(b.ctx, logical, &ecr.LifecyclePolicyArgs{
		Repository: made.Name,
		Policy:     pulumi.String(b.lifecycle),
	}, append(slices.Clip(opts), pulumi.DeleteBeforeReplace(true))...)
	if err != nil {
		return nil, fmt.Errorf("register the lifecycle of repository %q: %w", logical, err)
	}
	return made, nil
}

// newReplicas copies what is pushed to the second region. The repositories there
// are made here, not by ECR on the first copy: so they have the key and the
// policies, and a destroy leaves none of them.
func (b *build) newReplicas() error {
	second := b.args.Replicate
	if second == nil {
		return nil
	}
	var replicas []pulumi.Resource
	for _, name := range b.args.Repositories {
		made, err := b.newRepository(b.logical(partReplica, name), name, second.KeyARN, pulumi.Provider(second.Provider))
		if err != nil {
			return err
		}
		replicas = append(replicas, made)
	}
	// What is pushed before the replicas exist would make ECR make them.
	_, err := ecr.NewReplicationConfiguration(b.ctx, b.name, &ecr.ReplicationConfigurationArgs{
		ReplicationConfiguration: ecr.ReplicationConfigurationReplicationConfigurationArgs{
			Rules: ecr.ReplicationConfigurationReplicationConfigurationRuleArray{
				ecr.ReplicationConfigurationReplicationConfigurationRuleArgs{
					Destinations: ecr.ReplicationConfigurationReplicationConfigurationRuleDestinationArray{
						ecr.ReplicationConfigurationReplicationConfigurationRuleDestinationArgs{
							Region: pulumi.String(second.Region), RegistryId: pulumi.String(b.args.Where.Account),
						},
					},
					RepositoryFilters: ecr.ReplicationConfigurationReplicationConfigurationRuleRepositoryFilterArray{
						ecr.ReplicationConfigurationReplicationConfigurationRuleRepositoryFilterArgs{
							Filter: pulumi.String(b.args.prefix() + "/"), FilterType: pulumi.String("PREFIX_MATCH"),
						},
					},
				},
			},
		},
	}, b.own, pulumi.DependsOn(replicas))
	if err != nil {
		return fmt.Errorf("register the registry's replication: %w", err)
	}
	return nil
}
