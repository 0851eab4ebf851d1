package network

import (
	"strings"

	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

var restoredDatabase = rule.Rule{
	ID:    "network-restored-database",
	Title: "A database that is restored for a test has subnets and security groups that somebody chose",
	Why: "A restore test makes a whole copy of the database for hours. Where nothing is said, AWS Backup and RDS choose its " +
		"network, down to the default security group of the VPC, which admits whatever else was forgotten there.",
	Fix: "Set dbSubnetGroupName and vpcSecurityGroupIds among restoreMetadataOverrides, to a group of the data subnets and " +
		"to security groups that admit nobody.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{"aws:backup/restoreTestingSelection:RestoreTestingSelection"},
	Controls: secluded(),
	Since:    since,
	Check: want.When(
		func(r *rule.Resource) rule.Truth {
			return r.At("protectedResourceType").Is("Aurora", "DocumentDB", "Neptune", "RDS")
		},
		"protectedResourceType",
		want.All(
			chosen("dbSubnetGroupName", "AWS chooses the subnets of the copy"),
			chosen("vpcSecurityGroupIds", "AWS chooses the security groups of the copy"),
		),
	),
}

// chosen demands that a restore is told something; groups are a JSON list, which
// may be an empty one.
func chosen(name, wrong string) want.Check {
	return want.Truthful("restoreMetadataOverrides."+name, wrong, func(v rule.Value) rule.Truth {
		return v.Holds(func(text string) bool { return strings.Trim(text, " []\"") != "" })
	})
}
