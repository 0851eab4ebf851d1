package network

import (
	"github.com/covetpy/platform/policy/reach"
	"github.com/covetpy/platform/policy/rule"
)

var wideSources = rule.Rule{
	ID:    "network-wide-sources",
	Title: "More than one party on the internet is admitted to ports 80 and 443 only",
	Why: "A range of more than 256 public addresses (or a site of IPv6) is nobody's in particular, however it is put " +
		"together: halves of the internet in two rules are the internet. On any port but the web's that is a service " +
		"that strangers can try.",
	Fix:      "Narrow the ranges to those of one party, at most a /24 of IPv4 or a /48 of IPv6, or admit security groups.",
	Severity: rule.High,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    groupTypes,
	Controls: boundary(rule.FSBP.IDs("EC2.18")),
	Since:    since,
	CheckStack: func(s *rule.Stack, rep *rule.Report) {
		// Ports that are worse have rules of their own.
		rest := reach.AllPorts().Minus(frontPorts).Minus(adminPorts).Minus(dataPorts)
		openings(s, rep, rest, "more than one party on the internet is admitted")
	},
}
