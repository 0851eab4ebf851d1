package secrets

import (
	"path"
	"strings"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/covetpy/platform/infra/fault"
	"github.com/covetpy/platform/infra/identity"
	"github.com/covetpy/platform/infra/naming"
	"github.com/covetpy/platform/internal/mocktest"
)

const secretType = "aws:secretsmanager/secret:Secret"

func valid() *Args {
	return &Args{
		Names:   naming.Scope{Project: "covetpy", Environment: "prod"},
		Where:   identity.Scope{Partition: mocktest.Partition, Region: mocktest.Region, Account: mocktest.Account},
		KeyARN:  pulumi.String("arn:key-secrets"),
		Protect: true,
		Secrets: map[string]Secret{
			"payments": {Description: "Key of the payment provider", ChangedBy: "finance - each quarter", RecoveryDays: 30},
			"mail":     {Description: "Password of the mail relay", ChangedBy: "platform - each year", RecoveryDays: 7},
		},
	}
}

func program(args *Args) pulumi.RunFunc {
	return func(ctx *pulumi.Context) error {
		_, err := NewSecrets(ctx, "secrets", args)
		return err
	}
}

func TestValidate(t *testing.T) {
	const (
		reason = "who changes the value, and when, in at most 256 letters, digits, spaces and _.:/=+-@"
		name   = "lower-case letters, digits and single dashes, beginning with a letter: payments"
	)
	sound := Secret{Description: "A key", ChangedBy: "platform", RecoveryDays: 7}
	for sentence, test := range map[string]struct {
		change func(*Args)
		want   fault.Faults
	}{
		"all is well": {func(*Args) {}, nil},
		"none at all": {func(a *Args) { a.Secrets = nil }, nil},
		"nothing said": {func(a *Args) { a.Secrets["mail"] = Secret{} }, fault.Faults{
			{Path: "secrets.mail.changedBy", Accepted: reason},
			{Path: "secrets.mail.description", Accepted: "what the secret is for, in at most 2048 characters"},
		}},
		"more than Secrets Manager takes": {func(a *Args) {
			a.Secrets["mail"] = Secret{Description: strings.Repeat("a", 2049), ChangedBy: "who?", RecoveryDays: 31}
		}, fault.Faults{
			{Path: "secrets.mail.changedBy", Found: "who?", Accepted: reason},
			{Path: "secrets.mail.description", Found: strings.Repeat("a", 2049), Accepted: "what the secret is for, in at most 2048 characters"},
			{Path: "secrets.mail.recoveryDays", Found: "31", Accepted: "0 for none, or 7 to 30 days"},
		}},
		"a name that ends as an ARN does": {func(a *Args) { a.Secrets["mail-abc123"] = sound }, fault.Faults{
			{Path: "secrets.mail-abc123", Found: "mail-abc123", Accepted: "a name that does not end in a dash and six characters, as Secrets Manager takes those for the end of an ARN"},
		}},
		"a name that is none": {func(a *Args) { a.Secrets["Mail"] = sound }, fault.Faults{{Path: "secrets.Mail", Found: "Mail", Accepted: name}}},
		"nobody's secrets": {func(a *Args) { a.Names, a.Where = naming.Scope{}, identity.Scope{} }, fault.Faults{
			{Path: "names.environment", Accepted: "the environment's name"},
			{Path: "names.project", Accepted: "the project's name"},
			{Path: "where.account", Accepted: "an account's twelve digits"},
			{Path: "where.partition", Accepted: "aws or another partition"},
			{Path: "where.region", Accepted: "a region, eu-west-1"},
		}},
	} {
		t.Run(sentence, func(t *testing.T) {
			args := valid()
			test.change(args)
			assert.Equal(t, test.want, args.Validate())
		})
	}
}

func TestFaultsRegisterNothing(t *testing.T) {
	keyless := valid()
	keyless.KeyARN = nil
	for want, args := range map[string]*Args{
		`make secrets "secrets": args are nil`:               nil,
		`make secrets "secrets": names.environment: missing`: {},
		"encrypt secrets: KeyARN is nil":                     keyless,
	} {
		rec := mocktest.New()
		require.ErrorContains(t, rec.Run(program(args)), want)
		assert.Empty(t, rec.All())
	}
}

func TestASecretHasEverythingButItsValue(t *testing.T) {
	rec := mocktest.New()
	require.NoError(t, rec.Run(program(valid())))
	assert.Equal(t, []string{"secrets-mail", "secrets-payments"}, rec.Names(secretType))
	made := rec.One(t, secretType, "secrets-payments")
	assert.Equal(t, map[string]any{
		"name": "covetpy/prod/payments", "description": "Key of the payment provider", "kmsKeyId": "arn:key-secrets",
		"recoveryWindowInDays": 30.0,
		"tags": map[string]any{
			"Name": "covetpy/prod/payments", "Rotation": "none", "RotationReason": "finance - each quarter",
		},
	}, made.Inputs.Mappable())
	assert.True(t, made.Protect)
	assert.Equal(t, Type, made.ParentType)
	for _, r := range rec.All() {
		assert.Contains(t, []string{Type, secretType}, r.Type, "no value")
	}
}

func TestARNsAreOutputs(t *testing.T) {
	rec := mocktest.New()
	require.NoError(t, rec.Run(func(ctx *pulumi.Context) error {
		made, err := NewSecrets(ctx, "secrets", valid())
		if err != nil {
			return err
		}
		assert.Len(t, made.ARNs, 2)
		assert.Contains(t, made.ARNs, "payments")
		return nil
	}))
}

// TestAPatternIsOfItsOwnSecretAlone draws two secrets and the characters that Secrets
// Manager appends to one.
func TestAPatternIsOfItsOwnSecretAlone(t *testing.T) {
	assert.Equal(t, "arn:aws:secretsmanager:eu-west-1:111122223333:secret:covetpy/prod/payments-??????", valid().Where.Secret(valid().SecretName("payments")))
	names := rapid.StringMatching(`[a-z]{1,3}(-[a-z]{1,8}){0,2}`).Filter(func(name string) bool { return !drawnForm.MatchString(name) })
	rapid.Check(t, func(t *rapid.T) {
		one, other := names.Draw(t, "one"), names.Draw(t, "other")
		drawn := rapid.StringMatching(`[A-Za-z0-9]{6}`).Draw(t, "drawn")
		matches, err := path.Match(valid().SecretName(one)+"-??????", valid().SecretName(other)+"-"+drawn)
		require.NoError(t, err)
		require.Equal(t, one == other, matches)
	})
}
