package network

import "github.com/covetpy/platform/policy/rule"

const settingMostAddresses = "mostAddresses"

var eksPublicRanges = rule.Rule{
	ID:    "network-eks-public-ranges",
	Title: "A public Kubernetes API is open to a few addresses only",
	Why: "A public endpoint without ranges is open to the world, and so is one whose ranges add up to it: " +
		"0.0.0.0/1 and 128.0.0.0/1 are everything. Scanners try every API server that they reach.",
	Fix: "Name the offices' and pipelines' ranges in vpcConfig.publicAccessCidrs, or set endpointPublicAccess to " +
		"false.",
	Severity: rule.Critical,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{eksCluster},
	Controls: boundary(append(rule.FSBP.IDs("EKS.1"), rule.CISEKS.IDs("5.4.1")...)),
	Settings: []rule.Setting{{
		Name: settingMostAddresses, Number: rule.Same(65536.0),
		Doc: "How many addresses the ranges may hold together (of IPv6: networks of 64 bits).",
	}},
	Since: since,
	Check: func(r *rule.Resource, rep *rule.Report) {
		public, ranges := r.At("vpcConfig.endpointPublicAccess"), r.At("vpcConfig.publicAccessCidrs")
		closed := rule.And(public.Present(), rule.Not(public.IsTrue()))
		few := rule.And(rule.Not(ranges.Empty()), rule.Not(reaches(ranges, rep.Number(settingMostAddresses))))
		rep.Require(rule.Or(closed, few), ranges, "the API server answers more addresses than anyone can name")
	},
}
