package network

import (
	"github.com/covetpy/platform/policy/reach"
	"github.com/covetpy/platform/policy/rule"
)

var endpointNames = rule.Rule{
	ID:    "network-endpoint-names",
	Title: "Interface endpoints answer to the public names of their services",
	Why: "Without private DNS, or in a VPC that resolves no names, everything goes on calling the service at its public " +
		"address: over NAT, past the endpoint and past its policy, which then holds back nobody.",
	Fix: "Set privateDnsEnabled of the endpoint, and enableDnsSupport and enableDnsHostnames of its VPC. An endpoint of a " +
		"service without a name of its own is excepted by the setting unnamed.",
	Severity: rule.Medium,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    append(reach.VPCTypes(), endpointType),
	Controls: boundary(rule.NIST.IDs("AC-4")),
	Settings: []rule.Setting{{
		Name: "unnamed", Doc: "Services, as their names or patterns of them, that are called by the endpoint's own name.",
		Texts: rule.Same([]string{"com.amazonaws.vpce.*"}),
	}},
	Since: since,
	CheckStack: func(s *rule.Stack, rep *rule.Report) {
		for _, e := range s.OfType(endpointType) {
			excepted := []rule.Truth{rule.Not(e.At("vpcEndpointType").Is("Interface"))}
			for _, pattern := range rep.Texts("unnamed") {
				excepted = append(excepted, e.At("serviceName").Holds(func(name string) bool { return rule.Like(pattern, name) }))
			}
			private := e.At("privateDnsEnabled")
			rep.On(e).Require(rule.Or(append(excepted, private.IsTrue())...), private, "the service's public name leads past it")
		}
		g := reach.Of(s)
		for _, vpc := range s.OfType("aws:ec2/vpc:Vpc") {
			here := rule.No
			for _, e := range s.OfType(endpointType) {
				here = rule.Or(here, rule.And(e.At("vpcEndpointType").Is("Interface"), g.InVPC(e, "vpcId", vpc)))
			}
			support, hostnames := vpc.At("enableDnsSupport"), vpc.At("enableDnsHostnames")
			unused := rule.Not(here)
			rep.On(vpc).Require(rule.Or(unused, rule.Not(support.Present()), support.IsTrue()), support, "it resolves no names, so that nothing finds its endpoints")
			rep.On(vpc).Require(rule.Or(unused, hostnames.IsTrue()), hostnames, "endpoints get no private names in it")
		}
	},
}
