package services

import (
	"fmt"

	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/eks"
	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/iam"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"github.com/covetpy/platform/infra/identity"
	"github.com/covetpy/platform/infra/tags"
)

// newCallers gives controllers that call AWS an identity each, and returns what each
// has to wait for.
func (b *build) newCallers() (map[part][]pulumi.Resource, error) {
	out := map[part][]pulumi.Resource{}
	for _, c := range b.args.callers() {
		needs, err := b.newCaller(c)
		if err != nil {
			return nil, fmt.Errorf("give %s its identity: %w", c.part, err)
		}
		out[c.part] = needs
	}
	return out, nil
}

func (b *build) newCaller(c caller) ([]pulumi.Resource, error) {
	trust, err := identity.TrustPodIdentity(b.args.Where, identity.PodIdentity{
		Cluster: b.args.Cluster.Name, Namespace: c.namespace, ServiceAccount: c.account,
	}).JSON()
	if err != nil {
		return nil, fmt.Errorf("write the trust policy: %w", err)
	}
	document, err := c.document.JSON()
	if err != nil {
		return nil, fmt.Errorf("write the policy: %w", err)
	}
	logical := b.logical(string(c.part), objectIdentity)
	role, err := iam.NewRole(b.ctx, logical, &iam.RoleArgs{
		Name:             pulumi.String(b.args.roleName(c.part)),
		Description:      pulumi.String(c.description),
		AssumeRolePolicy: pulumi.String(trust),
		Tags:             tags.Named(b.args.roleName(c.part)),
	}, b.child()...)
	if err != nil {
		return nil, fmt.Errorf("register the role: %w", err)
	}
	granted, err := iam.NewRolePolicy(b.ctx, logical, &iam.RolePolicyArgs{
		Name: pulumi.String(string(c.part)), Role: role.Name, Policy: pulumi.String(document),
	}, b.child()...)
	if err != nil {
		return nil, fmt.Errorf("register the role's policy: %w", err)
	}
	association, err := eks.NewPodIdentityAssociation(b.ctx, logical, &eks.PodIdentityAssociationArgs{
		ClusterName:    b.args.Cluster.ClusterName,
		Namespace:      pulumi.String(c.namespace),
		ServiceAccount: pulumi.String(c.account),
		RoleArn:        role.Arn,
	}, b.child()...)
	if err != nil {
		return nil, fmt.Errorf("register the association: %w", err)
	}
	return []pulumi.Resource{granted, association}, nil
}
