package network

import (
	"slices"
	"strings"

	"github.com/covetpy/platform/policy/rule"
)

var ssmDocument = rule.Rule{
	ID:    "network-ssm-document",
	Title: "SSM documents are not public",
	Why: "A public document is listed in every account. It shows what is run here, on what, and at times with " +
		"which credentials.",
	Fix:      "Name accounts in permissions.accountIds, or leave permissions unset.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{"aws:ssm/document:Document"},
	Controls: exposure(rule.FSBP.IDs("SSM.4")...),
	Since:    "0.3.0",
	Check: func(r *rule.Resource, rep *rule.Report) {
		accounts := r.At("permissions.accountIds")
		for _, item := range accounts.Items() {
			everyone := item.Holds(func(text string) bool {
				return slices.ContainsFunc(strings.Split(text, ","), func(id string) bool { return strings.EqualFold(strings.TrimSpace(id), "all") })
			})
			rep.Require(rule.Not(everyone), item, "the document is shared with everyone")
		}
	},
}
