package network

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/waf"
)

const knownBadInputs = "AWSManagedRulesKnownBadInputsRuleSet"

// log4J begins the names of the group's rules against Log4Shell, one for each part
// of a request.
const log4J = "Log4JRCE"

var wafKnownBadInputs = rule.Rule{
	ID:    "network-waf-known-bad-inputs",
	Title: "Every web ACL blocks the inputs that are known to be attacks",
	Why: "AWS's group of known bad inputs holds the requests that exploit Log4Shell, Java deserialisation and the " +
		"like, which are tried on every address of the internet within hours. Only counted, overridden, or asked " +
		"of a part of the requests, it stops none of the rest.",
	Fix: "Add the managed group " + knownBadInputs + " of AWS with overrideAction none, no scopeDownStatement, and " +
		"no override of its Log4JRCE rules.",
	Severity:   rule.High,
	Levels:     rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:      waf.Types(),
	Controls:   boundary(append(rule.NIST.IDs("SI-10"), rule.PCIDSS.IDs("6.4.2")...)),
	Since:      since,
	CheckStack: checkKnownBadInputs,
}

func checkKnownBadInputs(s *rule.Stack, rep *rule.Report) {
	for _, acl := range s.OfType(waf.ACL) {
		rules, all := waf.Rules(s, acl)
		answers := []rule.Truth{rule.Not(all)}
		for _, r := range rules {
			answers = append(answers, rule.And(blocksGroup(r, knownBadInputs), rule.Not(r.Softened(log4J))))
		}
		rep.On(acl).Require(rule.Or(answers...), acl.At("rules"), "no rule of the web ACL blocks what %s knows", knownBadInputs)
	}
}

// blocksGroup says whether a rule has a managed group of AWS judge every request,
// and lets it decide.
func blocksGroup(r waf.Rule, name string) rule.Truth {
	group := r.Group()
	return rule.And(
		group.At("vendorName").Is("AWS"), group.At("name").Is(name),
		rule.Not(r.Counts()), rule.Not(group.At("scopeDownStatement").Present()),
	)
}
