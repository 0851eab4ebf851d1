package cluster

import (
	"fmt"
	"slices"

	"github.com/pulumi/pulumi-kubernetes/sdk/v4/go/kubernetes"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

// Type is the component's token.
const Type = "covetpy:cluster:EKSCluster"

// EKSCluster is a cluster that applications can be put on.
type EKSCluster struct {
	pulumi.ResourceState

	// Name is the physical name. As an output it also carries the order: what
	// takes it is made after the control plane.
	Name pulumi.StringOutput
	// Endpoint of the API server, a URL.
	Endpoint pulumi.StringOutput
	// CertificateAuthority of the API server, PEM in base64.
	CertificateAuthority pulumi.StringOutput
	// ClusterSecurityGroupID is the group that EKS makes and tags as the
	// cluster's own. The control plane's interfaces carry it, the nodes do not.
	ClusterSecurityGroupID pulumi.StringOutput
	// NodeSecurityGroupID is the nodes' group, and so the pods': what a database
	// admits.
	NodeSecurityGroupID pulumi.StringOutput
	// Kubeconfig asks the AWS CLI for a token. Secret, although it holds no
	// credential: it says where the API server is.
	Kubeconfig pulumi.StringOutput
	// Provider talks to the cluster once someone may enter.
	Provider *kubernetes.Provider
	// Karpenter is what Karpenter's chart and node classes need, nil when off.
	Karpenter *KarpenterOutputs
	// Ready is what pods need to run on: nodes, add-ons and what they may do. No
	// output carries that order: what is installed in the cluster depends on these,
	// so that it also goes before them.
	Ready []pulumi.Resource
}

// KarpenterOutputs is what Karpenter's chart and node classes need.
type KarpenterOutputs struct {
	// ControllerRoleARN is bound to the controller's service account.
	ControllerRoleARN pulumi.StringOutput
	// NodeRoleName is for a node class's "role".
	NodeRoleName pulumi.StringOutput
	// QueueName is for the chart's "settings.interruptionQueue".
	QueueName pulumi.StringOutput
}

// NewEKSCluster makes a cluster. Faults of args come back all at once (see
// fault.Of), before anything is registered.
func NewEKSCluster(ctx *pulumi.Context, name string, args *Args, opts ...pulumi.ResourceOption) (*EKSCluster, error) {
	args = args.withDefaults()
	if err := args.Validate().Err(); err != nil {
		return nil, fmt.Errorf("make EKS cluster %q: %w", name, err)
	}
	c := &EKSCluster{}
	if err := ctx.RegisterComponentResource(Type, name, c, opts...); err != nil {
		return nil, fmt.Errorf("register EKS cluster %q: %w", name, err)
	}
	m := &maker{ctx: ctx, args: args, name: name, c: c}
	if err := m.provision(); err != nil {
		return nil, fmt.Errorf("provision EKS cluster %q: %w", name, err)
	}
	if err := m.outputs(); err != nil {
		return nil, fmt.Errorf("register outputs of EKS cluster %q: %w", name, err)
	}
	return c, nil
}

// maker registers the parts of one cluster.
type maker struct {
	ctx  *pulumi.Context
	args *Args // with defaults
	name string
	c    *EKSCluster
}

// child is the options of every resource of the component.
func (m *maker) child(more ...pulumi.ResourceOption) []pulumi.ResourceOption {
	return append([]pulumi.ResourceOption{pulumi.Parent(m.c)}, more...)
}

// provision makes the parts in the order in which one needs the other.
func (m *maker) provision() error {
	groups, err := m.securityGroups()
	if err != nil {
		return err
	}
	if err := m.controlPlane(groups); err != nil {
		return err
	}
	entered, err := m.accessEntries()
	if err != nil {
		return err
	}
	network, err := m.install(before(), nil)
	if err != nil {
		return err
	}
	workers, err := m.nodeGroups(groups, network)
	if err != nil {
		return err
	}
	addons, err := m.install(after(m.args.Addons.Optional), workers)
	if err != nil {
		return err
	}
	m.c.Ready = slices.Concat(workers, addons)
	if err := m.karpenter(); err != nil {
		return err
	}
	return m.kubernetes(entered)
}

func (m *maker) outputs() error {
	out := pulumi.Map{
		"name":                   m.c.Name,
		"endpoint":               m.c.Endpoint,
		"certificateAuthority":   m.c.CertificateAuthority,
		"clusterSecurityGroupId": m.c.ClusterSecurityGroupID,
		"nodeSecurityGroupId":    m.c.NodeSecurityGroupID,
		"kubeconfig":             m.c.Kubeconfig,
	}
	if k := m.c.Karpenter; k != nil {
		out["karpenter"] = pulumi.Map{
			"controllerRoleArn": k.ControllerRoleARN,
			"nodeRoleName":      k.NodeRoleName,
			"queueName":         k.QueueName,
		}
	}
	return m.ctx.RegisterResourceOutputs(m.c, out)
}
