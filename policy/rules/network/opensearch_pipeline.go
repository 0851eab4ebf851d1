package network

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var opensearchPipeline = rule.Rule{
	ID:    "network-opensearch-pipeline",
	Title: "OpenSearch Ingestion pipelines are inside a VPC",
	Why: "Without VPC options a pipeline takes data at an endpoint on the internet, and the right to its action is all " +
		"that keeps the world from writing into the indices.",
	Fix:      "Set vpcOptions with subnetIds and securityGroupIds.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{"aws:opensearchingest/pipeline:Pipeline"},
	Controls: secluded(),
	Since:    "0.3.0",
	Check: want.All(
		want.Given("vpcOptions.subnetIds", "the endpoint is on the internet"),
		want.Given("vpcOptions.securityGroupIds", "it has the default security group of the VPC"),
	),
}
