package app

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/eks"
	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/iam"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"github.com/covetpy/platform/infra/tags"
)

// podIdentity is who an application's pods are to AWS.
type podIdentity struct {
	roleARN pulumi.StringOutput
	// ready are what has to be there before a pod starts: EKS gives a pod its
	// credentials when it is made, and never later. No output of the role says so.
	ready []pulumi.Resource
}

// registerIdentity makes the role, what it may do, and hands it to the service
// account; nil for an application that is nobody. The options lead to AWS's provider.
func (a *Args) registerIdentity(ctx *pulumi.Context, name string, opts ...pulumi.ResourceOption) (*podIdentity, error) {
	if !a.hasRole() {
		return nil, nil
	}
	trust, err := a.trust().JSON()
	if err != nil {
		return nil, fmt.Errorf("write trust of the pods' role: %w", err)
	}
	logical := strings.Join([]string{name, partIdentity}, "-")
	role, err := iam.NewRole(ctx, logical, &iam.RoleArgs{
		Name:             pulumi.String(a.RoleName()),
		Description:      pulumi.String("What the application " + a.Name + " may do"),
		AssumeRolePolicy: pulumi.String(trust),
		Tags:             tags.Named(a.RoleName()),
	}, opts...)
	if err != nil {
		return nil, fmt.Errorf("register the pods' role: %w", err)
	}
	out := &podIdentity{roleARN: role.Arn}
	if err := a.grant(ctx, out, logical, role, opts...); err != nil {
		return nil, err
	}
	association, err := eks.NewPodIdentityAssociation(ctx, logical, &eks.PodIdentityAssociationArgs{
		ClusterName:    a.ClusterName,
		Namespace:      pulumi.String(a.Namespace),
		ServiceAccount: pulumi.String(a.accountName()),
		RoleArn:        role.Arn,
	}, opts...)
	if err != nil {
		return nil, fmt.Errorf("give the pods their identity: %w", err)
	}
	out.ready = append(out.ready, association)
	return out, nil
}

// grant makes the role's policies. They are inline: they are of this role alone, and
// go with it.
func (a *Args) grant(ctx *pulumi.Context, out *podIdentity, logical string, role *iam.Role, opts ...pulumi.ResourceOption) error {
	put := func(part string, text pulumi.StringInput) error {
		policy, err := iam.NewRolePolicy(ctx, logical+"-"+part, &iam.RolePolicyArgs{
			Name: pulumi.String(part), Role: role.Name, Policy: text,
		}, opts...)
		if err != nil {
			return fmt.Errorf("register the policy %q of the pods' role: %w", part, err)
		}
		out.ready = append(out.ready, policy)
		return nil
	}
	if a.Uses.Database != nil {
		text := a.Uses.Database.ConnectARN.ToStringOutput().ApplyT(func(arn string) (string, error) {
			return loginDocument(arn).JSON()
		}).(pulumi.StringOutput)
		if err := put(partDatabase, text); err != nil {
			return err
		}
	}
	for _, p := range a.permissions() {
		text, err := p.document.JSON()
		if err != nil {
			return fmt.Errorf("write the policy %q of the pods' role: %w", p.part, err)
		}
		if err := put(p.part, pulumi.String(text)); err != nil {
			return err
		}
	}
	return nil
}

// missingUses says which input is nil of what the application uses. It is apart from
// Validate because none of it exists when a configuration is validated.
func (a *Args) missingUses() []error {
	var out []error
	require := func(ok bool, format string, args ...any) {
		if !ok {
			out = append(out, fmt.Errorf(format, args...))
		}
	}
	if a.hasRole() {
		require(a.ClusterName != nil, "give the pods their identity: ClusterName is nil, give it the name of a cluster")
	}
	if db := a.Uses.Database; db != nil {
		require(db.Endpoint != nil && db.Reader != nil, "use the database: Endpoint or Reader is nil, give it a host")
		require(db.ConnectARN != nil, "use the database: ConnectARN is nil, give it what rds-db:connect is allowed on")
	}
	for _, name := range slices.Sorted(maps.Keys(a.Uses.Caches)) {
		require(a.Uses.Caches[name].Endpoint != nil, "use cache %q: Endpoint is nil, give it a host", name)
	}
	for _, name := range slices.Sorted(maps.Keys(a.Uses.Queues)) {
		require(a.Uses.Queues[name].URL != nil, "use queue %q: URL is nil, give it a queue's", name)
	}
	for _, file := range slices.Sorted(maps.Keys(a.Secrets)) {
		require(a.Secrets[file].ARN != nil, "read secret %q: ARN is nil, give it a secret's", file)
	}
	if len(a.Uses.Buckets) > 0 {
		require(a.Reach.ObjectStorage != nil, "use buckets: Reach.ObjectStorage is nil, give it S3's ranges")
	}
	return out
}
