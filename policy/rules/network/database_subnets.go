package network

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

const proxyType = "aws:rds/proxy:Proxy"

var databaseSubnets = rule.Rule{
	ID:    "network-database-subnets",
	Title: "Databases and their proxies are in subnets and security groups that somebody chose",
	Why: "Without a subnet group, RDS takes the default VPC of the account, whose subnets have a route to the internet; " +
		"without security groups, the VPC's default one, which admits whatever else was forgotten there.",
	Fix: "Set dbSubnetGroupName to a group of the data subnets, and vpcSecurityGroupIds. A replica within a region takes " +
		"its source's subnets and is asked for its security groups alone, as a proxy is, whose subnets have to be said.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{clusterType, instanceType, proxyType},
	Controls: secluded(),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		if r.Type != proxyType {
			alone("replicateSourceDb", ownSubnets("dbSubnetGroupName"))(r, rep)
		}
		want.Given("vpcSecurityGroupIds", "it has the default security group of the VPC")(r, rep)
	},
}
