package network

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

// Types of data stores that several rules are about.
const (
	clusterType          = "aws:rds/cluster:Cluster"
	clusterInstanceType  = "aws:rds/clusterInstance:ClusterInstance"
	instanceType         = "aws:rds/instance:Instance"
	replicationGroupType = "aws:elasticache/replicationGroup:ReplicationGroup"
	cacheClusterType     = "aws:elasticache/cluster:Cluster"
	serverlessCacheType  = "aws:elasticache/serverlessCache:ServerlessCache"
)

// secluded is the controls that every rule about where data stores are answers,
// after those of its own service.
func secluded(own ...rule.Control) []rule.Control {
	return append(own,
		rule.Control{Framework: rule.NIST, ID: "SC-7"},  // boundary protection
		rule.Control{Framework: rule.NIST, ID: "AC-4"},  // information flow enforcement
		rule.Control{Framework: rule.SOC2, ID: "CC6.6"}, // protection against threats from outside
		rule.Control{Framework: rule.PCIDSS, ID: "1.4.4"},
		rule.Control{Framework: rule.GDPR, ID: "Art. 32(1)(b)"},
	)
}

// ownSubnets demands a subnet group that somebody chose.
func ownSubnets(path string) want.Check {
	const wrong = "it is in the subnets of the default VPC, which are public"
	return want.All(want.Given(path, wrong), want.NotOneOf(path, wrong, "default"))
}

// alone asks a check of what belongs to no other resource, whose place it has.
func alone(owner string, check want.Check) want.Check {
	return want.When(func(r *rule.Resource) rule.Truth { return r.At(owner).Blank() }, owner, check)
}
