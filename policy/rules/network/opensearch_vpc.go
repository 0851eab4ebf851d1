package network

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var opensearchVPC = rule.Rule{
	ID:    "network-opensearch-vpc",
	Title: "OpenSearch domains are inside a VPC, with security groups of their own",
	Why: "A domain outside a VPC has an endpoint on the internet, and its policy is the only wall. Inside, without a " +
		"security group, it has the VPC's default one. A domain can't be moved in later.",
	Fix:      "Set vpcOptions with subnetIds of the data subnets and securityGroupIds.",
	Severity: rule.Critical,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{"aws:opensearch/domain:Domain"},
	Controls: secluded(rule.FSBP.IDs("OpenSearch.2")...),
	Since:    "0.3.0",
	Check: want.All(
		want.Given("vpcOptions.subnetIds", "the endpoint is on the internet"),
		want.Given("vpcOptions.securityGroupIds", "it has the default security group of the VPC"),
	),
}
