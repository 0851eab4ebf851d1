package consistency

import (
	"strings"

	"github.com/covetpy/platform/policy/rule"
)

var defaultProvider = rule.Rule{
	ID:    "consistency-default-provider",
	Title: "Every AWS resource is made by a provider of the program",
	Why: "A resource that is not told its provider gets one that the engine starts beside it, with whatever account, " +
		"region and session it finds, and without the environment's tags. It appears when an option is forgotten.",
	Fix: "Give the resource, or the component that it belongs to, the environment's provider; pulumi:disable-" +
		"default-providers turns the mistake into an error.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{awsProvider},
	Controls: configured(),
	Since:    since,
	CheckStack: func(s *rule.Stack, rep *rule.Report) {
		for _, p := range s.OfType(awsProvider) {
			if p.Name == "default" || strings.HasPrefix(p.Name, "default_") {
				rep.On(p).Fail(p.At("region"), "the engine started this provider for resources that name none")
			}
		}
	},
}
