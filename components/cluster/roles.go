package cluster

import (
	"fmt"

	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/iam"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"github.com/covetpy/platform/infra/identity"
)

// role is an IAM role and what must exist before it is of use. No output of the
// role says that its policies are attached, so whoever needs it takes both.
type role struct {
	*iam.Role
	ready []pulumi.Resource
}

// roleArgs describes a role.
type roleArgs struct {
	name        string // logical, and a part of the physical one
	description string
	trust       identity.Document
	managed     []string // policies that AWS maintains, by name
	own         []policy
}

// policy is a document and its name, logical and a part of the physical one.
type policy struct {
	name     string
	document identity.Document
}

// role makes a role, its own policies, and what attaches policies to it.
func (m *maker) role(a roleArgs) (*role, error) {
	trust, err := a.trust.JSON()
	if err != nil {
		return nil, fmt.Errorf("write the trust policy of role %q: %w", a.name, err)
	}
	res, err := iam.NewRole(m.ctx, m.logical(a.name), &iam.RoleArgs{
		Name:             pulumi.String(m.args.roleName(a.name)),
		Description:      pulumi.String(a.description),
		AssumeRolePolicy: pulumi.String(trust),
	}, m.child()...)
	if err != nil {
		return nil, fmt.Errorf("make role %q: %w", a.name, err)
	}
	out := &role{Role: res}
	for _, name := range a.managed {
		arn := pulumi.String(m.args.Where.ManagedPolicy(name))
		if err := m.attach(out, a.name+"-"+name, arn); err != nil {
			return nil, err
		}
	}
	for _, p := range a.own {
		if err := m.own(out, a.name, p); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func (m *maker) own(to *role, roleName string, p policy) error {
	text, err := p.document.JSON()
	if err != nil {
		return fmt.Errorf("write policy %q: %w", p.name, err)
	}
	res, err := iam.NewPolicy(m.ctx, m.logical(p.name), &iam.PolicyArgs{
		Name:   pulumi.String(m.args.policyName(p.name)),
		Policy: pulumi.String(text),
	}, m.child()...)
	if err != nil {
		return fmt.Errorf("make policy %q: %w", p.name, err)
	}
	return m.attach(to, roleName+"-"+p.name, res.Arn)
}

func (m *maker) attach(to *role, name string, policy pulumi.StringInput) error {
	res, err := iam.NewRolePolicyAttachment(m.ctx, m.logical(name), &iam.RolePolicyAttachmentArgs{
		Role:      to.Role.Name,
		PolicyArn: policy,
	}, m.child()...)
	if err != nil {
		return fmt.Errorf("attach policy %q: %w", name, err)
	}
	to.ready = append(to.ready, res)
	return nil
}
