package cluster

import (
	"fmt"

	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/eks"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

// accessEntries lets the configured roles in. It returns what must exist before
// an administrator's call is let through.
func (m *maker) accessEntries() ([]pulumi.Resource, error) {
	var entered []pulumi.Resource
	for _, e := range m.args.Access {
		res, err := m.accessEntry(e)
		if err != nil {
			return nil, fmt.Errorf("let in %q: %w", e.Name, err)
		}
		if e.Role == Administrator {
			entered = append(entered, res)
		}
	}
	return entered, nil
}

func (m *maker) accessEntry(e AccessEntry) (pulumi.Resource, error) {
	entry, err := eks.NewAccessEntry(m.ctx, m.logical(e.Name), &eks.AccessEntryArgs{
		ClusterName:  m.c.Name,
		PrincipalArn: pulumi.String(e.PrincipalARN),
		Type:         pulumi.String("STANDARD"),
	}, m.child()...)
	if err != nil {
		return nil, err
	}
	scope := eks.AccessPolicyAssociationAccessScopeArgs{Type: pulumi.String("cluster")}
	if len(e.Namespaces) > 0 {
		scope.Type = pulumi.String("namespace")
		scope.Namespaces = pulumi.ToStringArray(e.Namespaces)
	}
	return eks.NewAccessPolicyAssociation(m.ctx, m.logical(e.Name), &eks.AccessPolicyAssociationArgs{
		ClusterName:  m.c.Name,
		PrincipalArn: entry.PrincipalArn,
		PolicyArn:    pulumi.String(e.Role.policyARN(m.args.Where)),
		AccessScope:  scope,
	}, m.child()...)
}
