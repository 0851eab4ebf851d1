package cluster

import (
	"fmt"
	"slices"

	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/cloudwatch"
	"github.com/pulumi/pulumi-eks/sdk/v4/go/eks"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"github.com/covetpy/platform/infra/identity"
	"github.com/covetpy/platform/infra/tags"
)

// controlPlane makes the log group, the role and the control plane.
func (m *maker) controlPlane(groups *securityGroups) error {
	logs, err := m.logGroup()
	if err != nil {
		return err
	}
	service, err := m.role(roleArgs{
		name:        "control-plane",
		description: "EKS manages the network interfaces of the control plane of " + m.args.Name(),
		trust:       identity.TrustService(m.args.Where, "eks.amazonaws.com", m.args.ARN()),
		managed:     []string{"AmazonEKSClusterPolicy"},
	})
	if err != nil {
		return err
	}
	args := m.controlPlaneArgs(groups, service)
	// EKS makes the log group itself, unencrypted, if it is not there at the first
	// line; and without its policy the role can neither make the control plane's
	// interfaces nor, at the end, take them away. A value has to carry that to the
	// child: DependsOn stays with the component, and what a transform adds to a
	// child's the engine drops (pkg v3.259, where the transform is a parent's).
	args.EnabledClusterLogTypes = m.awaiting(args.EnabledClusterLogTypes, append(slices.Clip(service.ready), logs)...)
	plane, err := eks.NewCluster(m.ctx, m.name, args,
		m.child(pulumi.Transforms([]pulumi.ResourceTransform{m.args.Transform()}))...)
	if err != nil {
		return fmt.Errorf("make the control plane: %w", err)
	}
	m.c.Name = plane.EksCluster.Name()
	m.c.Endpoint = plane.EksCluster.Endpoint()
	m.c.CertificateAuthority = plane.EksCluster.CertificateAuthority().Data().Elem()
	m.c.ClusterSecurityGroupID = plane.EksCluster.VpcConfig().ClusterSecurityGroupId().Elem()
	return nil
}

func (m *maker) controlPlaneArgs(groups *securityGroups, service *role) *eks.ClusterArgs {
	a := m.args
	off, on, api := false, true, eks.AuthenticationModeApi
	args := &eks.ClusterArgs{
		Name:                            pulumi.String(a.Name()),
		Version:                         pulumi.String(a.Version),
		VpcId:                           a.VPCID.ToStringOutput(),
		SubnetIds:                       m.subnetIDs(),
		ServiceRole:                     service.Role,
		ClusterSecurityGroup:            groups.controlPlane,
		AuthenticationMode:              &api,
		EndpointPrivateAccess:           pulumi.Bool(true),
		EndpointPublicAccess:            pulumi.Bool(len(a.PublicAccess) > 0),
		EncryptionConfigKeyArn:          a.Keys.Secrets.ToStringOutput(),
		EnabledClusterLogTypes:          pulumi.ToStringArray(a.Logs.Types),
		ClusterTags:                     tags.NamedWith(a.Name(), tags.Covered(tags.BackupCluster)),
		KubernetesServiceIpAddressRange: pulumi.String(a.ServiceRange().String()),
		// Nodes and add-ons are this package's, through fields that pulumi-eks
		// does not have.
		SkipDefaultNodeGroup:      &on,
		SkipDefaultSecurityGroups: &on,
		UseDefaultVpcCni:          &on,
		KubeProxyAddonOptions:     &eks.KubeProxyAddonOptionsArgs{Enabled: &off},
		CorednsAddonOptions:       &eks.CoreDnsAddonOptionsArgs{Enabled: &off},
	}
	if len(a.PublicAccess) > 0 { // EKS refuses ranges without a public endpoint
		ranges := pulumi.StringArray{}
		for _, r := range a.PublicAccess {
			ranges = append(ranges, pulumi.String(r.String()))
		}
		args.PublicAccessCidrs = ranges
	}
	return args
}

// awaiting returns a list that whoever takes it waits for resources with.
func (m *maker) awaiting(list pulumi.StringArrayInput, needs ...pulumi.Resource) pulumi.StringArrayInput {
	out, _ := pulumi.OutputWithDependencies(m.ctx.Context(), list.ToStringArrayOutput(), needs...).(pulumi.StringArrayOutput)
	return out // of the type that went in
}

func (m *maker) subnetIDs() pulumi.StringArray {
	ids := make(pulumi.StringArray, len(m.args.Subnets))
	for i, s := range m.args.Subnets {
		ids[i] = s.ID
	}
	return ids
}

// logGroup is where EKS writes the control plane's logs. It is protected with
// the cluster: an audit trail should outlive what it tells of.
func (m *maker) logGroup() (*cloudwatch.LogGroup, error) {
	res, err := cloudwatch.NewLogGroup(m.ctx, m.logical("control-plane"), &cloudwatch.LogGroupArgs{
		Name:                      pulumi.String(m.args.LogGroup()),
		KmsKeyId:                  m.args.Keys.Logs.ToStringOutput(),
		RetentionInDays:           pulumi.Int(m.args.Logs.RetentionDays),
		DeletionProtectionEnabled: pulumi.Bool(m.args.Protect),
	}, m.child(pulumi.Protect(m.args.Protect))...)
	if err != nil {
		return nil, fmt.Errorf("make the control plane's log group: %w", err)
	}
	return res, nil
}
