package cluster

import (
	"fmt"
	"slices"

	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/eks"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"github.com/covetpy/platform/infra/identity"
)

// install makes one phase of add-ons, after what it needs.
func (m *maker) install(addons []Addon, needs []pulumi.Resource) ([]pulumi.Resource, error) {
	made := map[Addon]pulumi.Resource{}
	var out []pulumi.Resource
	for _, addon := range addons {
		waits := needs
		if snapshots, ok := made[SnapshotController]; ok && addon == EBSCSIDriver {
			// The driver runs its snapshot half only if the snapshot kinds are
			// there when it is installed, and the snapshot controller brings them.
			waits = slices.Concat(needs, []pulumi.Resource{snapshots})
		}
		res, err := m.addon(addon, waits)
		if err != nil {
			return nil, fmt.Errorf("install add-on %q: %w", addon, err)
		}
		made[addon] = res
		out = append(out, res)
	}
	return out, nil
}

func (m *maker) addon(addon Addon, needs []pulumi.Resource) (pulumi.Resource, error) {
	onCreate, onUpdate := m.args.Addons.OnConflict.resolution()
	args := &eks.AddonArgs{
		ClusterName:              m.c.Name,
		AddonName:                pulumi.String(addon),
		AddonVersion:             pulumi.String(pins()[m.args.Version][addon]),
		ResolveConflictsOnCreate: pulumi.String(onCreate),
		ResolveConflictsOnUpdate: pulumi.String(onUpdate),
	}
	values, err := m.args.values(addon)
	if err != nil {
		return nil, err
	}
	if values != "" {
		args.ConfigurationValues = pulumi.String(values)
	}
	if c, ok := callerOf(addon); ok {
		r, err := m.role(roleArgs{
			name:        string(addon),
			description: "The EKS add-on " + string(addon) + " of " + m.args.Name(),
			trust: identity.TrustPodIdentity(m.args.Where, identity.PodIdentity{
				Cluster: m.args.Name(), Namespace: systemNamespace, ServiceAccount: c.serviceAccount,
			}),
			own: []policy{{name: string(addon), document: c.document(m.args)}},
		})
		if err != nil {
			return nil, err
		}
		args.PodIdentityAssociations = eks.AddonPodIdentityAssociationArray{eks.AddonPodIdentityAssociationArgs{
			RoleArn: r.Arn, ServiceAccount: pulumi.String(c.serviceAccount),
		}}
		needs = append(slices.Clip(needs), r.ready...)
	}
	return eks.NewAddon(m.ctx, m.logical(string(addon)), args, m.child(pulumi.DependsOn(needs))...)
}
