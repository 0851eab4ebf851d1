package secrets

import (
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/secretsmanager"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"github.com/covetpy/platform/infra/identity"
	"github.com/covetpy/platform/infra/naming"
	"github.com/covetpy/platform/infra/tags"
)

// Type is the component's token.
const Type = "covetpy:secrets:Secrets"

// Args says what secrets to make. Validate has the limits of each field.
type Args struct {
	// Names is what physical names begin with.
	Names naming.Scope
	// Where is the account and region.
	Where identity.Scope
	// KeyARN encrypts the values: a key for secrets.
	KeyARN pulumi.StringInput
	// Protect makes Pulumi refuse to delete or replace a secret.
	Protect bool
	// Secrets by the names that people know them by.
	Secrets map[string]Secret
}

// Secret is one secret, without its value.
type Secret struct {
	// Description is what it is for.
	Description string
	// ChangedBy is who changes the value, and when. No function does: these are values
	// that somebody else gives out.
	ChangedBy string
	// RecoveryDays is how long a deleted secret can be restored, 7 to 30 days; 0 is not
	// at all. Its name is taken until then.
	RecoveryDays int
}

// Secrets are the secrets.
type Secrets struct {
	pulumi.ResourceState

	// ARNs by name, with the six characters that Secrets Manager appends;
	// identity.Scope.Secret knows the rest before.
	ARNs map[string]pulumi.StringOutput
}

// NewSecrets makes secrets. Faults of args come back all at once (fault.Of), before
// anything is registered.
func NewSecrets(ctx *pulumi.Context, name string, args *Args, opts ...pulumi.ResourceOption) (*Secrets, error) {
	if args == nil {
		return nil, fmt.Errorf("make secrets %q: args are nil", name)
	}
	if err := errors.Join(args.Validate().Err(), args.key()); err != nil {
		return nil, fmt.Errorf("make secrets %q: %w", name, err)
	}
	s := &Secrets{ARNs: map[string]pulumi.StringOutput{}}
	if err := ctx.RegisterComponentResource(Type, name, s, opts...); err != nil {
		return nil, fmt.Errorf("register secrets %q: %w", name, err)
	}
	arns := pulumi.StringMap{}
	for _, secret := range slices.Sorted(maps.Keys(args.Secrets)) {
		made, err := args.newSecret(ctx, name+"-"+secret, secret, pulumi.Parent(s))
		if err != nil {
			return nil, fmt.Errorf("make secrets %q: %w", name, err)
		}
		s.ARNs[secret], arns[secret] = made.Arn, made.Arn
	}
	if err := ctx.RegisterResourceOutputs(s, pulumi.Map{"arns": arns}); err != nil {
		return nil, fmt.Errorf("register outputs of secrets %q: %w", name, err)
	}
	return s, nil
}

// key says that there is none. It is apart from Validate because the key does not
// exist when a configuration is validated.
func (a *Args) key() error {
	if a.KeyARN == nil {
		return errors.New("encrypt secrets: KeyARN is nil, give it the ARN of a key")
	}
	return nil
}

func (a *Args) newSecret(ctx *pulumi.Context, logical, name string, own pulumi.ResourceOption) (*secretsmanager.Secret, error) {
	secret := a.Secrets[name]
	made, err := secretsmanager.NewSecret(ctx, logical, &secretsmanager.SecretArgs{
		Name:                 pulumi.String(a.SecretName(name)),
		Description:          pulumi.String(secret.Description),
		KmsKeyId:             a.KeyARN.ToStringOutput(),
		RecoveryWindowInDays: pulumi.Int(secret.RecoveryDays),
		Tags:                 tags.NamedWith(a.SecretName(name), tags.NotRotated(secret.ChangedBy)),
	}, own, pulumi.Protect(a.Protect))
	if err != nil {
		return nil, fmt.Errorf("register secret %s: %w", name, err)
	}
	return made, nil
}
