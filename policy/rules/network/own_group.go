package network

import (
	"github.com/covetpy/platform/policy/reach"
	"github.com/covetpy/platform/policy/rule"
)

var ownGroup = rule.Rule{
	ID:    "network-own-group",
	Title: "Balancers, nodes, stores and endpoints have groups that no other kind has",
	Why: "Whatever carries a group has all that the group is allowed. A database that shares one with the nodes is " +
		"called by whoever may call a node, and nodes in a store's group reach what only the store should. What names " +
		"no group at all is in the VPC's default one, whose members nobody chose.",
	Fix:      "Make a security group for each kind of thing, and let the rules of one refer to the other.",
	Severity: rule.Medium,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    append(reach.Types(), templateType),
	Controls: boundary(rule.NIST.IDs("AC-4")),
	Since:    since,
	CheckStack: func(s *rule.Stack, rep *rule.Report) {
		first := map[string]*wearer{}
		for _, w := range wearers(s) {
			if w.at.Empty() == rule.Yes || w.at.Present() == rule.No {
				rep.On(w.resource).Require(rule.Not(w.needs), w.at, "it names no security group")
				continue
			}
			groups, all := s.Referred(w.resource, w.path, groupType)
			for _, group := range groups {
				other := first[string(group.URN)]
				if other == nil {
					first[string(group.URN)] = &w
				} else if other.kind != w.kind {
					rep.On(w.resource).Fail(w.at, "it shares %s with %s (%s)", group.Name, other.resource.Name, other.kind)
				}
			}
			if all == rule.Unknown {
				rep.On(w.resource).Undecided(w.at)
			}
		}
	},
}

const (
	templateType = "aws:ec2/launchTemplate:LaunchTemplate"
	groupType    = "aws:ec2/securityGroup:SecurityGroup"
)

// wearer is what carries security groups.
type wearer struct {
	resource *rule.Resource
	path     string
	at       rule.Value
	kind     string
	needs    rule.Truth // whether it is in the default group when it names none
}

// worn is where types name their groups. The control plane always has a group of
// EKS's own, and a template may be for what brings its groups itself.
var worn = []struct{ typ, path, kind string }{
	{"aws:rds/cluster:Cluster", "vpcSecurityGroupIds", "database"},
	{"aws:rds/instance:Instance", "vpcSecurityGroupIds", "database"},
	{"aws:rds/proxy:Proxy", "vpcSecurityGroupIds", "database"},
	{"aws:elasticache/replicationGroup:ReplicationGroup", "securityGroupIds", "cache"},
	{"aws:elasticache/serverlessCache:ServerlessCache", "securityGroupIds", "cache"},
	{"aws:lb/loadBalancer:LoadBalancer", "securityGroups", "balancer"},
	{"aws:eks/cluster:Cluster", "vpcConfig.securityGroupIds", "control plane"},
	{endpointType, "securityGroupIds", "endpoint"},
	{templateType, "vpcSecurityGroupIds", "nodes"},
	{"aws:ec2/instance:Instance", "vpcSecurityGroupIds", "nodes"},
}

func wearers(s *rule.Stack) []wearer {
	var out []wearer
	for _, form := range worn {
		for _, r := range s.OfType(form.typ) {
			w := wearer{r, form.path, r.At(form.path), form.kind, rule.Yes}
			switch form.kind {
			case "control plane":
				w.needs = rule.No
			case "endpoint":
				w.needs = r.At("vpcEndpointType").Is("Interface")
			case "balancer":
				w.needs = rule.Not(r.At("loadBalancerType").Is("network", "gateway"))
			case "nodes":
				w.needs = rule.And(r.At("networkInterfaces").Blank(), r.At("launchTemplate").Blank(), r.At("securityGroupNames").Blank())
			}
			out = append(out, w)
		}
	}
	return out
}
