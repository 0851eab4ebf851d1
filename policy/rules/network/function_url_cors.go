package network

import "github.com/covetpy/platform/policy/rule"

var functionURLCORS = rule.Rule{
	ID:    "network-function-url-cors",
	Title: "No function URL answers scripts of every site",
	Why: "With the origin *, a page that anyone wrote calls the function from the browsers of everyone who " +
		"visits it, from inside their networks and, where credentials are allowed, as them.",
	Fix:      "Name the origins in cors.allowOrigins.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{"aws:lambda/functionUrl:FunctionUrl"},
	Controls: boundary(),
	Since:    since,
	Check: func(r *rule.Resource, rep *rule.Report) {
		for _, origin := range r.At("cors.allowOrigins").Items() {
			rep.Require(rule.Not(origin.Is("*", "http://*", "https://*")), origin, "every origin is allowed")
		}
	},
}
