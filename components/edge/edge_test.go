package edge

import (
	"maps"
	"slices"
	"testing"

	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/s3"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/infra/fault"
)

// least is everything that the least front door registers.
var least = []string{
	"acm/Certificate edge-certificate", "acm/CertificateValidation edge-certificate",
	"cloudwatch/MetricAlarm edge-alarm-certificate", "cloudwatch/MetricAlarm edge-alarm-errors",
	"cloudwatch/MetricAlarm edge-alarm-rejected-connections", "cloudwatch/MetricAlarm edge-alarm-tls-errors",
	"ec2/SecurityGroup edge-load-balancer",
	"lb/Listener edge-http", "lb/Listener edge-https", "lb/LoadBalancer edge-load-balancer",
	"route53/Record edge-alias-dev.example.com-a", "route53/Record edge-authorities", "route53/Record edge-validation-dev.example.com",
	"vpc/SecurityGroupIngressRule edge-load-balancer-http", "vpc/SecurityGroupIngressRule edge-load-balancer-https",
}

// traffic are the alarms that the first route brings.
var traffic = []string{"cloudwatch/MetricAlarm edge-alarm-slow", "cloudwatch/MetricAlarm edge-alarm-slowest", "cloudwatch/MetricAlarm edge-alarm-target-errors"}

func TestTheLeastFrontDoor(t *testing.T) {
	t.Parallel()
	assert.Equal(t, least, made(t, minimal()).Lines())
}

// TestEachChoiceAddsItsOwn compares with the least front door: what a choice
// adds, and that it takes nothing away.
func TestEachChoiceAddsItsOwn(t *testing.T) {
	t.Parallel()
	for sentence, test := range map[string]struct {
		change func(*Args)
		adds   []string
	}{
		"IPv6": {
			func(a *Args) { a.IPv6 = true },
			[]string{
				"route53/Record edge-alias-dev.example.com-aaaa",
				"vpc/SecurityGroupIngressRule edge-load-balancer-http-ipv6", "vpc/SecurityGroupIngressRule edge-load-balancer-https-ipv6",
			},
		},
		"a service": {
			func(a *Args) { a.Services = map[string]Service{"api": service("api", 8000)} },
			slices.Concat(traffic, []string{
				"cloudwatch/MetricAlarm edge-alarm-unhealthy-service-api-blue", "cloudwatch/MetricAlarm edge-alarm-unhealthy-service-api-green",
				"lb/ListenerRule edge-service-api", "lb/TargetGroup edge-service-api-blue", "lb/TargetGroup edge-service-api-green",
				"route53/Record edge-alias-api.dev.example.com-a", "route53/Record edge-validation-api.dev.example.com",
				"vpc/SecurityGroupEgressRule edge-load-balancer-pods-8000", "vpc/SecurityGroupIngressRule edge-pods-8000",
			}),
		},
		"a service at the domain itself": {
			func(a *Args) { a.Services = map[string]Service{"web": service("", 8080)} },
			slices.Concat(traffic, []string{
				"cloudwatch/MetricAlarm edge-alarm-unhealthy-service-web-blue", "cloudwatch/MetricAlarm edge-alarm-unhealthy-service-web-green",
				"lb/ListenerRule edge-service-web", "lb/TargetGroup edge-service-web-blue", "lb/TargetGroup edge-service-web-green",
				"vpc/SecurityGroupEgressRule edge-load-balancer-pods-8080", "vpc/SecurityGroupIngressRule edge-pods-8080",
			}),
		},
		"a console": {
			func(a *Args) {
				a.Monitoring = &Monitoring{Hosts: []MonitoringHost{Jaeger}, AllowedRanges: full().Monitoring.AllowedRanges}
			},
			slices.Concat(traffic, []string{
				"cloudwatch/MetricAlarm edge-alarm-unhealthy-monitoring-jaeger",
				"lb/ListenerRule edge-monitoring-jaeger", "lb/TargetGroup edge-monitoring-jaeger",
				"route53/Record edge-alias-jaeger.dev.example.com-a", "route53/Record edge-validation-jaeger.dev.example.com",
				"vpc/SecurityGroupEgressRule edge-load-balancer-pods-16686", "vpc/SecurityGroupIngressRule edge-pods-16686",
			}),
		},
		"a firewall": {
			func(a *Args) { a.WAF, a.LogsKeyARN = waf(), full().LogsKeyARN },
			[]string{
				"cloudwatch/LogGroup edge-waf", "cloudwatch/LogResourcePolicy edge-waf", "cloudwatch/MetricAlarm edge-alarm-blocked",
				"wafv2/WebAcl edge-waf", "wafv2/WebAclAssociation edge-waf", "wafv2/WebAclLoggingConfiguration edge-waf",
			},
		},
		"consoles that nobody named": {func(a *Args) { a.Monitoring = &Monitoring{} }, nil},
		"protection":                 {func(a *Args) { a.Protect, a.DeletionProtection, a.ZonalShift = true, true, true }, nil},
	} {
		t.Run(sentence, func(t *testing.T) {
			t.Parallel()
			args := minimal()
			test.change(args)
			all := made(t, args).Lines()
			assert.ElementsMatch(t, test.adds, without(all, least))
			assert.Empty(t, without(least, all))
		})
	}
}

func TestTwoServicesShareAPortsRules(t *testing.T) {
	t.Parallel()
	args := minimal()
	args.Services = map[string]Service{"api": service("api", 8000), "admin": service("admin", 8000)}
	rec := made(t, args)
	assert.Equal(t, []string{"edge-load-balancer-pods-8000"}, rec.Names("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule"))
	assert.Equal(t, []string{"edge-load-balancer-http", "edge-load-balancer-https", "edge-pods-8000"},
		rec.Names("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"))
}

func TestEverythingWorksInAPreview(t *testing.T) {
	t.Parallel()
	rec := recorder()
	require.NoError(t, rec.Preview(program(full())))
	assert.Equal(t, made(t, full()).Lines(), rec.Lines())
}

func TestEveryResourceIsTheEdgesChild(t *testing.T) {
	t.Parallel()
	for _, res := range made(t, full()).All() {
		if res.Custom {
			assert.Equal(t, []string{Type, "edge"}, []string{res.ParentType, res.Parent}, "%s %s", res.Type, res.Name)
		}
	}
}

func TestProtectionCoversWhatCannotBeMadeAgain(t *testing.T) {
	t.Parallel()
	for protect, want := range map[bool][]string{true: {"edge-waf", "edge-load-balancer"}, false: nil} {
		args := full()
		args.Protect = protect
		var got []string
		for _, res := range made(t, args).All() {
			if res.Protect {
				got = append(got, res.Name)
			}
		}
		assert.Equal(t, want, got, "protect: %t", protect)
	}
}

func TestFaultsRegisterNothing(t *testing.T) {
	t.Parallel()
	less := func(change func(*Args)) *Args {
		args := full()
		change(args)
		return args
	}
	for sentence, test := range map[string]struct {
		args *Args
		want string
	}{
		"no args":      {nil, `make edge "edge": domain: missing, accepted: a DNS name`},
		"a fault":      {less(func(a *Args) { a.TLSPolicy = "ELBSecurityPolicy-2016-08" }), "tlsPolicy: found ELBSecurityPolicy-2016-08"},
		"no network":   {less(func(a *Args) { a.VPCID = nil }), "VPCID is nil"},
		"one subnet":   {less(func(a *Args) { a.SubnetIDs = a.SubnetIDs[:1] }), "SubnetIDs has fewer than two ids"},
		"half a pair":  {less(func(a *Args) { a.SubnetIDs[1] = nil }), "SubnetIDs has fewer than two ids"},
		"no pods":      {less(func(a *Args) { a.NodeSecurityGroupID = nil }), "NodeSecurityGroupID is nil"},
		"no bucket":    {less(func(a *Args) { a.LogBucket = nil }), "LogBucket is nil"},
		"nobody wakes": {less(func(a *Args) { a.Topics.Page = nil }), "Topics lacks one"},
		"no logs' key": {less(func(a *Args) { a.LogsKeyARN = nil }), "LogsKeyARN is nil"},
	} {
		t.Run(sentence, func(t *testing.T) {
			t.Parallel()
			rec := recorder()
			require.ErrorContains(t, rec.Run(program(test.args)), test.want)
			assert.Empty(t, rec.All())
		})
	}
}

func TestFaultsReachTheCaller(t *testing.T) {
	t.Parallel()
	var faults fault.Faults
	require.NoError(t, recorder().Run(func(ctx *pulumi.Context) error {
		_, err := NewEdge(ctx, "edge", &Args{})
		faults = fault.Of(err)
		return nil
	}))
	assert.Equal(t, (&Args{}).Validate(), faults)
}

func TestOutputs(t *testing.T) {
	t.Parallel()
	got := map[string]string{}
	rec := recorder()
	require.NoError(t, rec.Run(func(ctx *pulumi.Context) error {
		e, err := NewEdge(ctx, "edge", full())
		if err != nil {
			return err
		}
		assert.Equal(t, map[string]string{
			"api": "https://api.dev.example.com", "web": "https://dev.example.com",
			"grafana": "https://grafana.dev.example.com", "prometheus": "https://prometheus.dev.example.com",
		}, e.URLs)
		assert.Equal(t, []string{"api", "web"}, slices.Sorted(maps.Keys(e.TargetGroups)))
		assert.Equal(t, []MonitoringHost{"grafana", "prometheus"}, slices.Sorted(maps.Keys(e.MonitoringTargetGroups)))
		// What a stand-in gets as its name is the output.
		for name, out := range map[string]pulumi.StringOutput{
			"load-balancer": e.LoadBalancerARN, "dns": e.DNSName, "group": e.SecurityGroupID, "listener": e.HTTPSListenerARN,
			"certificate": e.CertificateARN, "web-acl": e.WebACLARN,
			"blue": e.TargetGroups["web"].Blue, "green": e.TargetGroups["web"].Green, "console": e.MonitoringTargetGroups[Grafana],
		} {
			if _, err := s3.NewBucket(ctx, name, &s3.BucketArgs{Bucket: out}); err != nil {
				return err
			}
		}
		return nil
	}))
	for _, b := range rec.Of("aws:s3/bucket:Bucket") {
		got[b.Name] = b.Inputs["bucket"].StringValue()
	}
	const elb = "arn:aws:lb:eu-west-1:111122223333:"
	assert.Equal(t, map[string]string{
		"load-balancer": elb + "loadBalancer/covetpy-dev-edge", "dns": "lb.example.net", "group": "edge-load-balancer-id",
		"listener": elb + "listener/edge-https", "certificate": "arn:aws:acm:eu-west-1:111122223333:certificate/edge-certificate",
		"web-acl": "arn:aws:wafv2:eu-west-1:111122223333:webAcl/covetpy-dev-edge",
		"blue":    elb + "targetGroup/covetpy-dev-web-blue-8080", "green": elb + "targetGroup/covetpy-dev-web-green-8080",
		"console": elb + "targetGroup/covetpy-dev-grafana-3000",
	}, got)
	assert.Equal(t, []string{"edge-load-balancer-pods-8080", "edge-pods-8080", "edge-service-web", "edge-service-web-blue"},
		rec.One(t, "aws:s3/bucket:Bucket", "blue").DependsOn, "pods join once requests can reach them")
}
