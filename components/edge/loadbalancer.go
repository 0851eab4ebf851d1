package edge

import (
	"fmt"

	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/ec2"
	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/lb"
	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/vpc"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

// strictTransport tells browsers to come back over HTTPS for a year. Names below
// that this front door does not serve are not spoken for.
const strictTransport = "max-age=31536000"

// newSecurityGroup makes the group and both ends of every rule with the pods'.
// Pulumi gives it its name, as AWS refuses two of one name.
func (b *build) newSecurityGroup() error {
	group, err := ec2.NewSecurityGroup(b.ctx, b.logical(partBalancer), &ec2.SecurityGroupArgs{
		Description: pulumi.String("What the load balancer may be called by and may call"),
		VpcId:       b.args.VPCID.ToStringOutput(),
		Tags:        b.named(partBalancer),
	}, b.own)
	if err != nil {
		return fmt.Errorf("register security group of the load balancer: %w", err)
	}
	b.group = group
	for _, rule := range ingressRules(b.args.IPv6) {
		args := &vpc.SecurityGroupIngressRuleArgs{
			SecurityGroupId: group.ID(), Description: pulumi.String(rule.description), IpProtocol: pulumi.String("tcp"),
			FromPort: pulumi.Int(rule.port), ToPort: pulumi.Int(rule.port),
		}
		if rule.cidr != "" {
			args.CidrIpv4 = pulumi.String(rule.cidr)
		} else {
			args.CidrIpv6 = pulumi.String(rule.cidrIPv6)
		}
		if _, err := vpc.NewSecurityGroupIngressRule(b.ctx, b.logical(partBalancer, rule.part), args, b.own); err != nil {
			return fmt.Errorf("register rule %s of the load balancer: %w", rule.part, err)
		}
	}
	b.podRules = map[int][]pulumi.Resource{}
	for _, port := range podPorts(b.routes()) {
		if err := b.openPort(port); err != nil {
			return fmt.Errorf("register rules of port %d: %w", port, err)
		}
	}
	return nil
}

// openPort lets the load balancer reach pods on a port: out of its group and
// into theirs.
func (b *build) openPort(port int) error {
	out, err := vpc.NewSecurityGroupEgressRule(b.ctx, b.logical(partBalancer, podPart(port)), &vpc.SecurityGroupEgressRuleArgs{
		SecurityGroupId: b.group.ID(), Description: pulumi.String("The load balancer reaches pods"), IpProtocol: pulumi.String("tcp"),
		FromPort: pulumi.Int(port), ToPort: pulumi.Int(port), ReferencedSecurityGroupId: b.args.NodeSecurityGroupID.ToStringOutput(),
	}, b.own)
	if err != nil {
		return err
	}
	in, err := vpc.NewSecurityGroupIngressRule(b.ctx, b.logical(podPart(port)), &vpc.SecurityGroupIngressRuleArgs{
		SecurityGroupId: b.args.NodeSecurityGroupID.ToStringOutput(), Description: pulumi.String("The load balancer reaches pods"), IpProtocol: pulumi.String("tcp"),
		FromPort: pulumi.Int(port), ToPort: pulumi.Int(port), ReferencedSecurityGroupId: b.group.ID(),
	}, b.own)
	if err != nil {
		return err
	}
	b.podRules[port] = []pulumi.Resource{out, in}
	return nil
}

func (b *build) newLoadBalancer() error {
	subnets := make(pulumi.StringArray, len(b.args.SubnetIDs))
	for i, id := range b.args.SubnetIDs {
		subnets[i] = id.ToStringOutput()
	}
	addresses := "ipv4"
	if b.args.IPv6 {
		addresses = "dualstack"
	}
	made, err := lb.NewLoadBalancer(b.ctx, b.logical(partBalancer), &lb.LoadBalancerArgs{
		Name:             pulumi.String(b.args.BalancerName()),
		LoadBalancerType: pulumi.String("application"),
		Internal:         pulumi.Bool(false),
		IpAddressType:    pulumi.String(addresses),
		Subnets:          subnets,
		SecurityGroups:   pulumi.StringArray{b.group.ID()},
		IdleTimeout:      pulumi.Int(b.args.IdleTimeoutSeconds),
		EnableHttp2:      pulumi.Bool(true),
		// Two servers that read one request differently can be made to answer each
		// other's (AWS FSBP ELB.4 and ELB.12).
		DropInvalidHeaderFields: pulumi.Bool(true),
		DesyncMitigationMode:    pulumi.String("strictest"),
		// The client's address is added to what it claims itself: an application
		// believes the last address alone.
		XffHeaderProcessingMode: pulumi.String("append"),
		EnableXffClientPort:     pulumi.Bool(false),
		// Where WAF can't be reached, requests are refused and not let through.
		EnableWafFailOpen:        pulumi.Bool(false),
		EnableDeletionProtection: pulumi.Bool(b.args.DeletionProtection),
		EnableZonalShift:         pulumi.Bool(b.args.ZonalShift),
		AccessLogs: lb.LoadBalancerAccessLogsArgs{
			Bucket: b.args.LogBucket.ToStringOutput(), Prefix: pulumi.String(AccessLogPrefix), Enabled: pulumi.Bool(true),
		},
		ConnectionLogs: lb.LoadBalancerConnectionLogsArgs{
			Bucket: b.args.LogBucket.ToStringOutput(), Prefix: pulumi.String(ConnectionLogPrefix), Enabled: pulumi.Bool(true),
		},
		Tags: b.named(partBalancer),
	}, b.own, pulumi.Protect(b.args.Protect))
	if err != nil {
		return fmt.Errorf("register load balancer: %w", err)
	}
	b.balancer = made
	return nil
}

// newListeners sends HTTP to HTTPS, and answers HTTPS with 404 unless a rule
// says otherwise: what does not know a name has nothing to look for.
func (b *build) newListeners(certificate pulumi.StringOutput, firewall []pulumi.Resource) error {
	_, err := lb.NewListener(b.ctx, b.logical(partHTTP), &lb.ListenerArgs{
		LoadBalancerArn: b.balancer.Arn, Port: pulumi.Int(portHTTP), Protocol: pulumi.String("HTTP"),
		DefaultActions: lb.ListenerDefaultActionArray{lb.ListenerDefaultActionArgs{
			Type: pulumi.String("redirect"),
			Redirect: lb.ListenerDefaultActionRedirectArgs{
				Protocol: pulumi.String("HTTPS"), Port: pulumi.String("443"), StatusCode: pulumi.String("HTTP_301"),
			},
		}},
		RoutingHttpResponseServerEnabled: pulumi.Bool(false),
		Tags:                             b.named(partHTTP),
	}, b.own)
	if err != nil {
		return fmt.Errorf("register HTTP listener: %w", err)
	}
	// The firewall stands before the first request comes in, and until the last
	// has gone; no output of its association carries that.
	made, err := lb.NewListener(b.ctx, b.logical(partHTTPS), &lb.ListenerArgs{
		LoadBalancerArn: b.balancer.Arn, Port: pulumi.Int(portHTTPS), Protocol: pulumi.String("HTTPS"),
		SslPolicy: pulumi.String(b.args.TLSPolicy), CertificateArn: certificate,
		DefaultActions: lb.ListenerDefaultActionArray{lb.ListenerDefaultActionArgs{
			Type: pulumi.String("fixed-response"),
			FixedResponse: lb.ListenerDefaultActionFixedResponseArgs{
				ContentType: pulumi.String("text/plain"), MessageBody: pulumi.String("not found"), StatusCode: pulumi.String("404"),
			},
		}},
		RoutingHttpResponseServerEnabled:                      pulumi.Bool(false),
		RoutingHttpResponseStrictTransportSecurityHeaderValue: pulumi.String(strictTransport),
		Tags: b.named(partHTTPS),
	}, b.own, pulumi.DependsOn(firewall))
	if err != nil {
		return fmt.Errorf("register HTTPS listener: %w", err)
	}
	b.https = made
	return nil
}
