package encryption_test

import (
	"testing"

	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/infra/encryption"
	"github.com/covetpy/platform/infra/fault"
	"github.com/covetpy/platform/infra/naming"
	"github.com/covetpy/platform/internal/mocktest"
)

const (
	keyType   = "aws:kms/key:Key"
	aliasType = "aws:kms/alias:Alias"
)

func args() *encryption.Args {
	return &encryption.Args{
		Names:              naming.Scope{Project: "covetpy", Environment: "dev"},
		Where:              home(),
		DeletionWindowDays: 7,
		LogGroupPrefixes:   []string{"/covetpy/dev/", "/aws/eks/covetpy-dev/"},
	}
}

// keysFor runs a program that asks for the classes, one after another.
func keysFor(t *testing.T, args *encryption.Args, classes ...encryption.Class) *mocktest.Recorder {
	t.Helper()
	rec := mocktest.New().Outputs(keyType, func(r mocktest.Resource) resource.PropertyMap {
		return resource.PropertyMap{"keyId": resource.NewProperty(r.Name + "-key-id")}
	})
	require.NoError(t, rec.Run(func(ctx *pulumi.Context) error {
		keys, err := encryption.NewKeys(ctx, "keys", args)
		if err != nil {
			return err
		}
		for _, class := range classes {
			if _, err := keys.For(class); err != nil {
				return err
			}
		}
		return nil
	}))
	return rec
}

func TestNothingIsMadeBeforeSomethingUsesIt(t *testing.T) {
	rec := keysFor(t, args())
	assert.Equal(t, []mocktest.Resource{{Type: encryption.Type, Name: "keys", Inputs: resource.PropertyMap{}}}, rec.All())
}

func TestAKeyAndItsAlias(t *testing.T) {
	a := args()
	a.DeletionWindowDays, a.MultiRegion, a.Protect = 30, true, true
	rec := keysFor(t, a, encryption.Volumes)

	assert.Equal(t, mocktest.Resource{
		Type: keyType, Name: "keys-volumes", Parent: "keys", ParentType: encryption.Type, Custom: true, Protect: true,
		Inputs: resource.NewPropertyMapFromMap(map[string]any{
			"description":          "covetpy-dev: EBS volumes and snapshots",
			"deletionWindowInDays": 30,
			"enableKeyRotation":    true,
			"multiRegion":          true,
			"policy":               policyOf(encryption.Volumes).MustJSON(),
		}),
	}, rec.One(t, keyType, "keys-volumes"))
	assert.Equal(t, mocktest.Resource{
		Type: aliasType, Name: "keys-volumes", Parent: "keys", ParentType: encryption.Type, Custom: true,
		DependsOn: []string{"keys-volumes"},
		Inputs: resource.NewPropertyMapFromMap(map[string]any{
			"name":        "alias/covetpy-dev-volumes",
			"targetKeyId": "keys-volumes-key-id",
		}),
	}, rec.One(t, aliasType, "keys-volumes"))
}

func TestEveryClassHasAKeyOfItsOwnWhicheverAsksFirst(t *testing.T) {
	want := []string{
		"keys-backups", "keys-cache", "keys-cluster-secrets", "keys-database", "keys-images", "keys-logs",
		"keys-messages", "keys-metrics", "keys-objects", "keys-secrets", "keys-volumes",
	}
	rec := keysFor(t, args(), append(encryption.Classes(), encryption.Classes()...)...)
	assert.Equal(t, want, rec.Names(keyType))
	assert.Equal(t, want, rec.Names(aliasType))
	descriptions := map[string]bool{}
	for _, key := range rec.Of(keyType) {
		descriptions[key.Inputs["description"].StringValue()] = true
	}
	assert.Len(t, descriptions, len(want))
}

func TestTheSecondToAskGetsTheSameKey(t *testing.T) {
	require.NoError(t, mocktest.New().Run(func(ctx *pulumi.Context) error {
		keys, err := encryption.NewKeys(ctx, "keys", args())
		require.NoError(t, err)
		first, err := keys.For(encryption.Logs)
		require.NoError(t, err)
		second, err := keys.For(encryption.Logs)
		require.NoError(t, err)
		assert.Same(t, first, second)
		assert.Equal(t, "alias/covetpy-dev-logs", first.Alias)
		return nil
	}))
}

// A preview knows the alias of a key that does not exist yet, and not its ARN.
func TestAPreviewKnowsTheAlias(t *testing.T) {
	rec := mocktest.New()
	require.NoError(t, rec.Preview(func(ctx *pulumi.Context) error {
		keys, err := encryption.NewKeys(ctx, "keys", args())
		require.NoError(t, err)
		key, err := keys.For(encryption.Cache)
		require.NoError(t, err)
		assert.Equal(t, "alias/covetpy-dev-cache", key.Alias)
		key.ARN.ApplyT(func(arn string) string {
			assert.Fail(t, "the ARN was known in a preview", arn)
			return arn
		})
		return nil
	}))
	assert.Equal(t, "alias/covetpy-dev-cache", rec.One(t, aliasType, "keys-cache").Inputs["name"].StringValue())
}

func TestFaultsOfTheArgumentsComeAtOnceAndNothingIsRegistered(t *testing.T) {
	cases := map[string]struct {
		args encryption.Args
		want fault.Faults
	}{
		"nothing given": {
			want: fault.Faults{
				{Path: "deletionWindowDays", Found: "0", Accepted: "7 to 30 days"},
				{Path: "names.environment", Accepted: "the environment's name"},
				{Path: "names.project", Accepted: "the project's name"},
				{Path: "where.account", Accepted: "an account's twelve digits"},
				{Path: "where.partition", Accepted: "aws or another partition"},
				{Path: "where.region", Accepted: "a region, eu-west-1"},
			},
		},
		"a window too long and prefixes that would match anything": {
			args: encryption.Args{
				Names: args().Names, Where: home(), DeletionWindowDays: 31, LogGroupPrefixes: []string{"/covetpy/", "", "*"},
				CopiesTo: []string{"444455556666", "111122223333", "other"},
			},
			want: fault.Faults{
				{Path: "copiesTo[1]", Found: "111122223333", Accepted: "another account than the keys' own"},
				{Path: "copiesTo[2]", Found: "other", Accepted: "an account's twelve digits"},
				{Path: "deletionWindowDays", Found: "31", Accepted: "7 to 30 days"},
				{Path: "logGroupPrefixes[1]", Accepted: "the beginning of log groups' names, without wildcards"},
				{Path: "logGroupPrefixes[2]", Found: "*", Accepted: "the beginning of log groups' names, without wildcards"},
			},
		},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			rec := mocktest.New()
			err := rec.Run(func(ctx *pulumi.Context) error {
				_, err := encryption.NewKeys(ctx, "keys", &c.args)
				assert.Equal(t, c.want, fault.Of(err))
				return nil
			})
			require.NoError(t, err)
			assert.Empty(t, rec.All())
		})
	}
}

func TestAClassThatCannotBeMadeSaysWhich(t *testing.T) {
	a := args()
	a.LogGroupPrefixes = nil
	require.NoError(t, mocktest.New().Run(func(ctx *pulumi.Context) error {
		keys, err := encryption.NewKeys(ctx, "keys", a)
		require.NoError(t, err)
		_, err = keys.For(encryption.Logs)
		assert.ErrorContains(t, err, `make the key of class "logs": write IAM document: statements[LogGroupsUseKey]`)
		_, err = keys.For("letters")
		assert.EqualError(t, err, `make the key of class "letters": no such class of data`)
		return nil
	}))
}

const replicaType = "aws:kms/replicaKey:ReplicaKey"

// replicated runs a program that asks for a key's replica, twice.
func replicated(a *encryption.Args) (*mocktest.Recorder, error) {
	rec := mocktest.New()
	err := rec.Run(func(ctx *pulumi.Context) error {
		there, err := aws.NewProvider(ctx, "there", &aws.ProviderArgs{Region: pulumi.String("eu-central-1")})
		if err != nil {
			return err
		}
		keys, err := encryption.NewKeys(ctx, "keys", a)
		if err != nil {
			return err
		}
		for range 2 {
			if _, err := keys.Replica(encryption.Backups, encryption.Second{Region: "eu-central-1", Provider: there}); err != nil {
				return err
			}
		}
		return nil
	})
	return rec, err
}

func TestAKeyIsReplicatedOnceToASecondRegion(t *testing.T) {
	a := args()
	a.MultiRegion, a.Protect = true, true
	rec, err := replicated(a)
	require.NoError(t, err)
	require.Len(t, rec.Of(replicaType), 1)
	primary, replica := rec.One(t, keyType, "keys-backups"), rec.One(t, replicaType, "keys-backups-replica")
	assert.Equal(t, "arn:aws:kms:eu-west-1:111122223333:key/keys-backups", replica.Inputs["primaryKeyArn"].StringValue())
	assert.True(t, replica.Protect)
	assert.Contains(t, primary.Inputs["policy"].StringValue(), "backup.eu-west-1.amazonaws.com")
	assert.Contains(t, replica.Inputs["policy"].StringValue(), "backup.eu-central-1.amazonaws.com")
	assert.NotContains(t, replica.Inputs["policy"].StringValue(), "eu-west-1")
	alias := rec.One(t, aliasType, "keys-backups-replica")
	assert.Equal(t, "alias/covetpy-dev-backups", alias.Inputs["name"].StringValue())
}

func TestKeysOfOneRegionAreNotReplicated(t *testing.T) {
	_, err := replicated(args())
	require.ErrorContains(t, err, `replicate the key of class "backups" to eu-central-1: the keys are of one region, set MultiRegion`)
}
