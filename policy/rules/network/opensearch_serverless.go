package network

import (
	"encoding/json"

	"github.com/covetpy/platform/policy/rule"
)

var opensearchServerless = rule.Rule{
	ID:    "network-opensearch-serverless",
	Title: "Network policies of OpenSearch Serverless let nobody in from the internet",
	Why: "AllowFromPublic opens the endpoint of every collection whose name matches, dashboards included, to the whole " +
		"internet; one such entry in a list is enough.",
	Fix:      "Set AllowFromPublic to false and list the VPC endpoints in SourceVPCEs.",
	Severity: rule.Critical,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{"aws:opensearch/serverlessSecurityPolicy:ServerlessSecurityPolicy"},
	Controls: secluded(),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		kind, at := r.At("type").Is("network"), r.At("policy")
		text, known := at.JSON()
		if kind == rule.No {
			return
		}
		if rule.And(kind, known) != rule.Yes {
			rep.Require(rule.And(kind, known), at, "there is no policy")
			return
		}
		var entries []struct{ AllowFromPublic bool }
		if err := json.Unmarshal([]byte(text), &entries); err != nil {
			rep.Fail(at, "the policy can't be read: %v", err)
		}
		for i, entry := range entries {
			if entry.AllowFromPublic {
				rep.Fail(at, "entry %d lets the internet in", i+1)
			}
		}
	},
}
