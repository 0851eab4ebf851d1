package network

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var elasticacheSubnets = rule.Rule{
	ID:    "network-elasticache-subnets",
	Title: "Caches are in subnets and security groups that somebody chose",
	Why: "Without a subnet group a cache is in the default VPC, whose subnets are public; without a security group it has " +
		"the VPC's default one, which admits whatever else was forgotten there.",
	Fix: "Set subnetGroupName (a serverless cache: subnetIds) and securityGroupIds. A node of a replication group takes " +
		"the group's and is not asked.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{replicationGroupType, cacheClusterType, serverlessCacheType},
	Controls: secluded(rule.FSBP.IDs("ElastiCache.7")...),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		switch r.Type {
		case serverlessCacheType:
			want.All(want.Given("subnetIds", "it is in the default VPC"), cacheGroups)(r, rep)
		case cacheClusterType:
			alone("replicationGroupId", want.All(ownSubnets("subnetGroupName"), cacheGroups))(r, rep)
		default:
			want.All(ownSubnets("subnetGroupName"), cacheGroups)(r, rep)
		}
	},
}

var cacheGroups = want.Given("securityGroupIds", "it has the default security group of the VPC")
