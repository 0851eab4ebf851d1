package network

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/aws"
)

var opensearchServerless = rule.Rule{
	ID:    "network-opensearch-serverless",
	Title: "Network policies of OpenSearch Serverless let nobody in from the internet",
	Why: "AllowFromPublic opens the endpoint of every collection whose name matches, dashboards included, to the whole " +
		"internet; one such entry in a list is enough.",
	Fix:      "Set AllowFromPublic to false and list the VPC endpoints in SourceVPCEs.",
	Severity: rule.Critical,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{aws.ServerlessPolicy},
	Controls: secluded(),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		var entries []struct{ AllowFromPublic bool }
		if !aws.ReadServerlessPolicy(r, rep, "network", &entries) {
			return
		}
		for i, entry := range entries {
			if entry.AllowFromPublic {
				rep.Fail(r.At("policy"), "entry %d lets the internet in", i+1)
			}
		}
	},
}
