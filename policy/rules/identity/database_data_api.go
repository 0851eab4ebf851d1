package identity

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var databaseDataAPI = rule.Rule{
	ID:    "identity-database-data-api",
	Title: "Databases answer no statements over the Data API",
	Why: "The Data API is an HTTPS endpoint of AWS: it goes past the network's subnets and security groups, and any role " +
		"with two rights runs statements from anywhere in the world.",
	Fix:      "Leave enableHttpEndpoint unset or false. A team that needs the API switches this rule off for the tier.",
	Severity: rule.Low,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    []string{clusterType},
	Controls: authenticated(),
	Since:    "0.3.0",
	Check:    want.False("enableHttpEndpoint", "statements come in past the network"),
}
