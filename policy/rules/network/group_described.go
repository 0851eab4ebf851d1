package network

import (
	"strings"

	"github.com/covetpy/platform/policy/rule"
)

var groupDescribed = rule.Rule{
	ID:    "network-group-described",
	Title: "Security groups say what they are for",
	Why: "A group's description can't be changed once it is made, and the console, the flow logs and an incident at " +
		"night show it beside an id. Without one the provider writes \"Managed by Pulumi\", which says nothing.",
	Fix:      "Set description to what carries the group and who may call it.",
	Severity: rule.Low,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Advisory, Prod: rule.Mandatory},
	Types:    []string{"aws:ec2/securityGroup:SecurityGroup"},
	Controls: append(rule.NIST.IDs("CM-8"), rule.SOC2.IDs("CC6.6")...),
	Since:    since,
	Check: func(r *rule.Resource, rep *rule.Report) {
		described(rep, r.At("description"))
	},
}

// described demands a text that somebody wrote.
func described(rep *rule.Report, at rule.Value) {
	written := at.Holds(func(text string) bool {
		return strings.TrimSpace(text) != "" && !strings.HasPrefix(strings.ToLower(text), "managed by ")
	})
	rep.Require(written, at, "nothing says what it is for: it is %s", at.Quote())
}
