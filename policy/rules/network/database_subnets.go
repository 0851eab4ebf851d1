package network

import "github.com/covetpy/platform/policy/rule"

var databaseSubnets = rule.Rule{
	ID:    "network-database-subnets",
	Title: "Databases are in a subnet group of their own",
	Why: "Without one, RDS takes the default VPC of the account, whose subnets have a route to the internet and whose " +
		"security group nobody looks after.",
	Fix: "Set dbSubnetGroupName to a group of the data subnets. A replica within a region takes its source's and is not " +
		"asked.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{clusterType, instanceType},
	Controls: secluded(),
	Since:    "0.3.0",
	Check:    alone("replicateSourceDb", ownSubnets("dbSubnetGroupName")),
}
