package network

import (
	"strings"

	"github.com/covetpy/platform/policy/reach"
	"github.com/covetpy/platform/policy/rule"
)

var serviceEndpoints = rule.Rule{
	ID:    "network-service-endpoints",
	Title: "A VPC with private nodes has endpoints for the services that every node calls",
	Why: "Without endpoints a node's images, logs and credentials go out by NAT and over public addresses: one gateway " +
		"that fails takes the nodes with it, each gigabyte is paid for twice, and no policy can say whose buckets and " +
		"registries may be called.",
	Fix: "Add aws.ec2.VpcEndpoint for S3 (a gateway) and for ecr.api, ecr.dkr and sts (interfaces with privateDnsEnabled) " +
		"in the nodes' VPC; the setting services changes the list.",
	Severity: rule.Medium,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    reach.Types(),
	Controls: boundary(rule.FSBP.IDs("EC2.10", "EC2.55", "EC2.56")),
	Settings: []rule.Setting{{
		Name: "services",
		Doc:  "Services that need an endpoint, as the ends of their names: ecr.api of com.amazonaws.eu-west-1.ecr.api.",
		Texts: &rule.PerTier[[]string]{
			// Each interface is paid for by the hour, which an environment for trying out
			// is not worth; the one of S3 is free.
			Dev:     []string{"s3"},
			Staging: nodeServices,
			Prod:    nodeServices,
		},
	}},
	Since:      since,
	CheckStack: checkEndpoints,
}

// nodeServices are what a node calls to come up and to pull images.
var nodeServices = []string{"s3", "ecr.api", "ecr.dkr", "sts"}

func checkEndpoints(s *rule.Stack, rep *rule.Report) {
	g := reach.Of(s)
	for _, vpc := range g.VPCs() {
		nodes := privateNodes(g, vpc)
		if nodes == rule.No {
			continue
		}
		for _, service := range rep.Texts("services") {
			there := []rule.Truth{rule.No}
			for _, e := range s.OfType(endpointType) {
				there = append(there, rule.And(g.InVPC(e, "vpcId", vpc), serves(e, service)))
			}
			rep.On(vpc).Require(rule.Or(append(there, rule.Not(nodes))...), rule.Value{}, "its nodes have no endpoint for %s", service)
		}
	}
}

// privateNodes says whether nodes are in a private subnet of the VPC.
func privateNodes(g *reach.Graph, vpc *rule.Resource) rule.Truth {
	answer := rule.No
	for _, nodes := range g.Things(reach.Nodes) {
		if !nodes.SubnetsKnown() {
			answer = rule.Or(answer, rule.Unknown)
		}
		for _, subnet := range nodes.Subnets {
			open, _ := subnet.Leads(reach.Everywhere(), reach.ExitInternet)
			answer = rule.Or(answer, rule.And(g.InVPC(subnet.Resource, "vpcId", vpc), rule.Not(open)))
		}
	}
	return answer
}

// serves says whether an endpoint is a service's, and answers to its public name:
// an interface does only with private DNS, which is off unless it is said.
func serves(e *rule.Resource, service string) rule.Truth {
	named := e.At("serviceName").Holds(func(name string) bool { return strings.HasSuffix(name, "."+service) })
	return rule.And(named, rule.Or(rule.Not(e.At("vpcEndpointType").Is("Interface")), e.At("privateDnsEnabled").IsTrue()))
}
