package network

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var databasePublic = rule.Rule{
	ID:    "network-database-public",
	Title: "Databases have no public address",
	Why: "With it the endpoint's name resolves to an address of the internet, and one rule of a security group is all " +
		"that is left between the database and everyone who scans for its port.",
	Fix:      "Leave publiclyAccessible unset or false.",
	Severity: rule.Critical,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{clusterInstanceType, instanceType, "aws:rds/shardGroup:ShardGroup"},
	Controls: secluded(append(rule.FSBP.IDs("RDS.2"), rule.CISAWS.IDs("2.2.3")...)...),
	Since:    "0.3.0",
	Check:    want.False("publiclyAccessible", "it is given a public address"),
}
