package edge

import (
	"errors"
	"fmt"
	"slices"

	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/ec2"
	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/lb"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

// Type is the component's token.
const Type = "covetpy:edge:Edge"

// minSubnets is what ELB asks of an application load balancer.
const minSubnets = 2

// Edge is a front door.
type Edge struct {
	pulumi.ResourceState

	// LoadBalancerARN is the load balancer.
	LoadBalancerARN pulumi.StringOutput
	// DNSName is its own name, to which all others point.
	DNSName pulumi.StringOutput
	// SecurityGroupID is its security group.
	SecurityGroupID pulumi.StringOutput
	// HTTPSListenerARN takes further rules.
	HTTPSListenerARN pulumi.StringOutput
	// TargetGroups are what the pods of a service join, by its name.
	TargetGroups map[string]TargetGroups
	// MonitoringTargetGroups are what the pods of an exposed console join.
	MonitoringTargetGroups map[MonitoringHost]pulumi.StringOutput
	// CertificateARN is the certificate, once it is issued.
	CertificateARN pulumi.StringOutput
	// WebACLARN is the firewall, empty without one.
	WebACLARN pulumi.StringOutput
	// URLs are where services and consoles are found, by name. They are known
	// before anything exists.
	URLs map[string]string
}

// TargetGroups are the ARNs of a service's two target groups. Each carries the
// order: a rule forwards to it and pods can be reached, without which ELB would
// check the health of none, and a pod with a readiness gate would wait for ever.
type TargetGroups struct{ Blue, Green pulumi.StringOutput }

// NewEdge makes a front door. Faults of args come back all at once (fault.Of),
// before anything is registered.
func NewEdge(ctx *pulumi.Context, name string, args *Args, opts ...pulumi.ResourceOption) (*Edge, error) {
	args = args.withDefaults()
	if err := errors.Join(args.Validate().Err(), args.inputs()); err != nil {
		return nil, fmt.Errorf("make edge %q: %w", name, err)
	}
	e := &Edge{}
	if err := ctx.RegisterComponentResource(Type, name, e, opts...); err != nil {
		return nil, fmt.Errorf("register edge %q: %w", name, err)
	}
	b := &build{ctx: ctx, name: name, args: args, own: pulumi.Parent(e), services: serviceRoutes(args), consoles: consoleRoutes(args)}
	if err := b.provision(e); err != nil {
		return nil, fmt.Errorf("make edge %q: %w", name, err)
	}
	if err := ctx.RegisterResourceOutputs(e, e.outputs()); err != nil {
		return nil, fmt.Errorf("register outputs of edge %q: %w", name, err)
	}
	return e, nil
}

// inputs says what another component should have given. It is apart from
// Validate because nothing of it exists yet when a configuration is validated.
func (a *Args) inputs() error {
	var missing []error
	require := func(ok bool, text string) {
		if !ok {
			missing = append(missing, errors.New(text))
		}
	}
	require(a.VPCID != nil, "VPCID is nil, give it the network's id")
	require(len(a.SubnetIDs) >= minSubnets && !slices.Contains(a.SubnetIDs, nil), "SubnetIDs has fewer than two ids, give it public subnets of two zones")
	require(a.NodeSecurityGroupID != nil, "NodeSecurityGroupID is nil, give it the pods' group")
	require(a.LogBucket != nil, "LogBucket is nil, give it the name of the bucket for access logs")
	require(a.Topics.Page != nil && a.Topics.Ticket != nil, "Topics lacks one, give it both")
	require(a.WAF == nil || a.LogsKeyARN != nil, "LogsKeyARN is nil, give it the ARN of the logs' key")
	return errors.Join(missing...)
}

// build is one run of the constructor.
type build struct {
	ctx  *pulumi.Context
	name string
	args *Args // with defaults
	own  pulumi.ResourceOption

	services, consoles []route

	group    *ec2.SecurityGroup
	podRules map[int][]pulumi.Resource // both ends of a port
	balancer *lb.LoadBalancer
	https    *lb.Listener
}

// routes are all of them.
func (b *build) routes() []route { return slices.Concat(b.services, b.consoles) }

// provision registers everything and fills the edge's outputs.
func (b *build) provision(e *Edge) error {
	if err := b.newSecurityGroup(); err != nil {
		return err
	}
	if err := b.newLoadBalancer(); err != nil {
		return err
	}
	firewall, err := b.newWAF()
	if err != nil {
		return err
	}
	certificate, err := b.newCertificate()
	if err != nil {
		return err
	}
	if err := b.newListeners(certificate, firewall.before); err != nil {
		return err
	}
	if err := b.newAliases(); err != nil {
		return err
	}
	if err := b.newTargets(e); err != nil {
		return err
	}
	e.LoadBalancerARN = b.balancer.Arn
	e.DNSName = b.balancer.DnsName
	e.SecurityGroupID = b.group.ID().ToStringOutput()
	e.HTTPSListenerARN = b.https.Arn
	e.CertificateARN = certificate
	e.WebACLARN = firewall.arn
	e.URLs = urls(b.args)
	return b.newAlarms(certificate)
}

func (e *Edge) outputs() pulumi.Map {
	groups, consoles := pulumi.Map{}, pulumi.Map{}
	for name, g := range e.TargetGroups {
		groups[name] = pulumi.Map{string(Blue): g.Blue, string(Green): g.Green}
	}
	for host, arn := range e.MonitoringTargetGroups {
		consoles[string(host)] = arn
	}
	return pulumi.Map{
		"loadBalancerArn":        e.LoadBalancerARN,
		"dnsName":                e.DNSName,
		"securityGroupId":        e.SecurityGroupID,
		"httpsListenerArn":       e.HTTPSListenerARN,
		"targetGroups":           groups,
		"monitoringTargetGroups": consoles,
		"certificateArn":         e.CertificateARN,
		"webAclArn":              e.WebACLARN,
		"urls":                   pulumi.ToStringMap(e.URLs),
	}
}
