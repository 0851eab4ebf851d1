package lb

import (
	"maps"
	"strconv"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"

	"github.com/covetpy/platform/sim/kind"
)

const loadBalancerType = "aws:lb/loadBalancer:LoadBalancer"

func loadBalancer() kind.Kind {
	return kind.Kind{
		Type:     loadBalancerType,
		ID:       loadBalancerARN,
		Autoname: kind.Autoname{Max: longestName},
		Defaults: kind.Props{
			"clientKeepAlive":                       kind.Number(3600),
			"desyncMitigationMode":                  kind.Text("defensive"),
			"dnsRecordClientRoutingPolicy":          kind.Text("any_availability_zone"),
			"dropInvalidHeaderFields":               kind.Flag(false),
			"enableCrossZoneLoadBalancing":          kind.Flag(false),
			"enableDeletionProtection":              kind.Flag(false),
			"enableHttp2":                           kind.Flag(true),
			"enableTlsVersionAndCipherSuiteHeaders": kind.Flag(false),
			"enableWafFailOpen":                     kind.Flag(false),
			"enableXffClientPort":                   kind.Flag(false),
			"enableZonalShift":                      kind.Flag(false),
			"idleTimeout":                           kind.Number(60),
			"loadBalancerType":                      kind.Text(application),
			"preserveHostHeader":                    kind.Flag(false),
			"xffHeaderProcessingMode":               kind.Text("append"),
		},
		Checks: map[string]kind.Check{
			"name": kind.All(properName(longestName), kind.Not(`.*-`, "cannot end with a hyphen"), kind.Not(`internal-.*`, `cannot begin with "internal-"`)),
		},
		Rules: loadBalancerRules,
		Refs: []kind.Ref{
			subnetRef("subnets[*]"),
			subnetRef("subnetMappings[*].subnetId"),
			groupRef("securityGroups[*]"),
		},
		Unique: []kind.Unique{{
			On:    []string{"name"},
			Taken: "ELBv2 Load Balancer (%[1]s) already exists",
		}},
		Admit:   admitLoadBalancer,
		Outputs: loadBalancerOutputs,
		Retire: func(_ kind.World, o kind.Draft) error {
			if o.In.Flag("enableDeletionProtection") {
				return kind.Say("OperationNotPermitted: Load balancer '%s' cannot be deleted because deletion protection is enabled", o.ID)
			}
			return nil
		},
	}
}

// The types of load balancers, and of the addresses with IPv6 among them.
const (
	application, network, gateway = "application", "network", "gateway"
	dualstack, dualstackPrivate   = "dualstack", "dualstack-without-public-ipv4"
)

// Its network interfaces are in the subnets and have the groups, which is why
// both stay while it lives.
func subnetRef(path string) kind.Ref {
	ref := kind.Subnet(path)
	ref.Missing = "SubnetNotFound: The subnet ID '%s' is not valid"
	return ref
}

func groupRef(path string) kind.Ref {
	ref := kind.SecurityGroup(path)
	ref.Missing = "InvalidSecurityGroup: The security group '%s' does not exist"
	return ref
}

func loadBalancerRules(in kind.Values) []kind.Failure {
	failures := conflicting(in, "name", "namePrefix")
	if in.Has("subnets") == in.Has("subnetMappings") {
		failures = append(failures, kind.Failure{Path: "subnets", Reason: "exactly one of subnetMappings, subnets must be specified"})
	}
	return failures
}

// loadBalancerARN has the type's short name before its own.
func loadBalancerARN(w kind.World, d kind.Draft) string {
	short := map[string]string{application: "app", network: "net", gateway: "gwy"}[d.In.Text("loadBalancerType")]
	return w.ARN(service, "loadbalancer/"+short+"/"+named(w, d.In, "tf-lb-")+"/"+w.Hex(16))
}

func loadBalancerOutputs(w kind.World, d kind.Draft) kind.Props {
	_, suffix, _ := strings.Cut(d.ID, ":loadbalancer/")
	parts := strings.Split(suffix, "/")
	out := kind.Props{
		"arn":       kind.Text(d.ID),
		"arnSuffix": kind.Text(suffix),
		"dnsName":   kind.Text(dnsName(w, d.In, parts[1], parts[2])),
		"name":      kind.Text(parts[1]),
		"vpcId":     kind.Text(homeOfSubnet(w, subnetsOf(d.In)[0])),
		"zoneId":    kind.Text(hostedZone(w.Region, d.In.Text("loadBalancerType"))),
	}
	own := kind.Props{"internal": kind.Flag(false), "ipAddressType": kind.Text("ipv4")}
	if d.In.Text("loadBalancerType") == application {
		home, _ := w.Find(vpcType, "id", homeOfSubnet(w, subnetsOf(d.In)[0]))
		own["securityGroups"] = kind.Texts(outputsOf(home).Text("defaultSecurityGroupId"))
	}
	maps.Copy(out, d.Settled(own))
	for _, logs := range logsOf(d.In) {
		if !d.In.Has(logs) {
			out[resource.PropertyKey(logs)] = kind.Nested(kind.Props{"enabled": kind.Flag(false)})
		}
	}
	if !d.In.Has("subnets") {
		out["subnets"] = kind.Texts(subnetsOf(d.In)...)
	}
	return out
}

// logsOf are the logs that a load balancer can keep, by its type.
func logsOf(in kind.Values) []string {
	switch in.Text("loadBalancerType") {
	case application:
		return []string{"accessLogs", "connectionLogs", "healthCheckLogs"}
	case network:
		return []string{"accessLogs"}
	default:
		return nil
	}
}

// dnsName has, for an application load balancer, some ten digits that are its
// own; here they are a function of its id.
func dnsName(w kind.World, in kind.Values, name, digits string) string {
	domain := ".amazonaws.com"
	if strings.HasPrefix(w.Region, "cn-") {
		domain += ".cn"
	}
	if in.Text("loadBalancerType") != application {
		return name + "-" + digits + ".elb." + w.Region + domain
	}
	own, _ := strconv.ParseUint(digits[:8], 16, 64) // hexadecimal by construction
	scheme := ""
	if in.Flag("internal") {
		scheme = "internal-"
	}
	return scheme + name + "-" + strconv.FormatUint(own, 10) + "." + w.Region + ".elb" + domain
}

// subnetsOf are the subnets, however they are given.
func subnetsOf(in kind.Values) []string {
	return append(in.Texts("subnets[*]"), in.Texts("subnetMappings[*].subnetId")...)
}
