package operations

import "github.com/covetpy/platform/policy/rule"

const (
	securityHubAccount  = "aws:securityhub/account:Account"
	securityHubStandard = "aws:securityhub/standardsSubscription:StandardsSubscription"
)

var securityHub = rule.Rule{
	ID:         "operations-security-hub",
	Title:      "Security Hub checks the account against a standard",
	Why:        "Without a standard it only gathers what others find, and finds nothing by itself.",
	Fix:        "Leave enableDefaultStandards out, or add an aws.securityhub.StandardsSubscription.",
	Severity:   rule.Medium,
	Levels:     rule.Everywhere(rule.Mandatory),
	Types:      []string{securityHubAccount, securityHubStandard},
	Controls:   watched(rule.CISAWS.IDs("4.16")...),
	Since:      since,
	CheckStack: checkSecurityHub,
}

func checkSecurityHub(s *rule.Stack, rep *rule.Report) {
	subscribed := rule.Of(len(s.OfType(securityHubStandard)) > 0)
	for _, hub := range s.OfType(securityHubAccount) {
		defaults := hub.At("enableDefaultStandards")
		rep.On(hub).Require(rule.Or(subscribed, rule.Not(defaults.Present()), defaults.IsTrue()), defaults, "no standard is checked")
	}
}
