package registry

import (
	"errors"
	"fmt"

	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/ecr"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

// Type is the component's token.
const Type = "covetpy:registry:Registry"

// Registry is the environment's repositories.
type Registry struct {
	pulumi.ResourceState

	// URLs are where images are pushed to and pulled from, by the repository's
	// name: "111122223333.dkr.ecr.eu-west-1.amazonaws.com/covetpy/dev/app".
	URLs map[string]pulumi.StringOutput
	// ARNs of the repositories, by name.
	ARNs map[string]pulumi.StringOutput
	// Caches are what stands in place of a public registry's host in the
	// reference to an image: "<host>/quay" for quay.io.
	Caches map[Upstream]string
}

// NewRegistry makes the repositories and the registry's settings. Faults of args
// come back all at once (fault.Of), before anything is registered.
func NewRegistry(ctx *pulumi.Context, name string, args *Args, opts ...pulumi.ResourceOption) (*Registry, error) {
	if args == nil {
		return nil, fmt.Errorf("make registry %q: args are nil", name)
	}
	if err := errors.Join(args.Validate().Err(), args.missing()); err != nil {
		return nil, fmt.Errorf("make registry %q: %w", name, err)
	}
	r := &Registry{URLs: map[string]pulumi.StringOutput{}, ARNs: map[string]pulumi.StringOutput{}, Caches: map[Upstream]string{}}
	if err := ctx.RegisterComponentResource(Type, name, r, opts...); err != nil {
		return nil, fmt.Errorf("register registry %q: %w", name, err)
	}
	b := &build{ctx: ctx, name: name, args: args, own: pulumi.Parent(r)}
	if err := b.provision(r); err != nil {
		return nil, fmt.Errorf("make registry %q: %w", name, err)
	}
	if err := ctx.RegisterResourceOutputs(r, r.outputs()); err != nil {
		return nil, fmt.Errorf("register outputs of registry %q: %w", name, err)
	}
	return r, nil
}

// missing says which input is nil. It is apart from Validate because what other
// components make does not exist yet when a configuration is validated.
func (a *Args) missing() error {
	var missing []error
	if a.KeyARN == nil {
		missing = append(missing, errors.New("encrypt images: KeyARN is nil, give it the ARN of a key"))
	}
	if a.Replicate != nil && a.Replicate.Provider == nil {
		missing = append(missing, errors.New("reach the second region: Replicate.Provider is nil, give it a provider that works there"))
	}
	if a.Replicate != nil && a.Replicate.KeyARN == nil {
		missing = append(missing, errors.New("encrypt replicas: Replicate.KeyARN is nil, give it the ARN of a key in the second region"))
	}
	return errors.Join(missing...)
}

func (r *Registry) outputs() pulumi.Map {
	urls, arns, caches := pulumi.StringMap{}, pulumi.StringMap{}, pulumi.StringMap{}
	for name, url := range r.URLs {
		urls[name], arns[name] = url, r.ARNs[name]
	}
	for upstream, url := range r.Caches {
		caches[string(upstream)] = pulumi.String(url)
	}
	return pulumi.Map{"urls": urls, "arns": arns, "caches": caches}
}

// build is one run of the constructor.
type build struct {
	ctx  *pulumi.Context
	name string
	args *Args
	own  pulumi.ResourceOption

	policy, lifecycle string // of every repository
}

// provision registers everything and fills the component's outputs.
func (b *build) provision(r *Registry) error {
	var err error
	if b.policy, err = b.args.repositoryPolicy().JSON(); err != nil {
		return fmt.Errorf("write the repositories' policy: %w", err)
	}
	if b.lifecycle, err = b.args.lifecyclePolicy(); err != nil {
		return err
	}
	for _, name := range b.args.Repositories {
		made, err := b.newRepository(b.logical(name), name, b.args.KeyARN)
		if err != nil {
			return err
		}
		r.URLs[name], r.ARNs[name] = made.RepositoryUrl, made.Arn
	}
	for _, upstream := range b.args.PullThrough {
		r.Caches[upstream] = b.args.host() + "/" + string(upstream)
	}
	return errors.Join(b.newScanning(), b.newCaches(), b.newReplicas())
}

// frequencies are when images are scanned.
var frequencies = map[Scanning]string{Basic: "SCAN_ON_PUSH", Enhanced: "CONTINUOUS_SCAN"}

// scanTypes are ECR's names of the ways to scan.
var scanTypes = map[Scanning]string{Basic: "BASIC", Enhanced: "ENHANCED"}

// newScanning scans every repository of the registry, cached ones too.
func (b *build) newScanning() error {
	_, err := ecr.NewRegistryScanningConfiguration(b.ctx, b.name, &ecr.RegistryScanningConfigurationArgs{
		ScanType: pulumi.String(scanTypes[b.args.Scanning]),
		Rules: ecr.RegistryScanningConfigurationRuleArray{ecr.RegistryScanningConfigurationRuleArgs{
			ScanFrequency: pulumi.String(frequencies[b.args.Scanning]),
			RepositoryFilters: ecr.RegistryScanningConfigurationRuleRepositoryFilterArray{
				ecr.RegistryScanningConfigurationRuleRepositoryFilterArgs{Filter: pulumi.String("*"), FilterType: pulumi.String("WILDCARD")},
			},
		}},
	}, b.own)
	if err != nil {
		return fmt.Errorf("register the registry's scanning: %w", err)
	}
	return nil
}
