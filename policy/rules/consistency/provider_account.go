package consistency

import "github.com/covetpy/platform/policy/rule"

const awsProvider = "pulumi:providers:aws"

var providerAccount = rule.Rule{
	ID:    "consistency-provider-account",
	Title: "Every AWS provider works in the environment's account, and in a region that is written down",
	Why: "Without them the session of whoever runs the program decides: with the wrong one open, production is built " +
		"in another account, or torn down there.",
	Fix:      "Set allowedAccountIds to the environment's account alone, and region.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{awsProvider},
	Controls: configured(rule.NIST.IDs("AC-4")...),
	Since:    since,
	Check: func(r *rule.Resource, rep *rule.Report) {
		accounts, region := r.At("allowedAccountIds"), r.At("region")
		rep.Require(rule.Not(accounts.Empty()), accounts, "any account will do")
		own, known := rep.Account()
		for _, account := range accounts.Items() {
			text, said := account.Text()
			answer := rule.And(known, said)
			if answer == rule.Yes {
				answer = rule.Of(text == own)
			}
			rep.Require(answer, account, "%s is not the environment's account", account.Quote())
		}
		rep.Require(rule.Not(region.Blank()), region, "any region will do")
	},
}
