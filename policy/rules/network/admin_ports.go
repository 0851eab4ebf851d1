package network

import "github.com/covetpy/platform/policy/rule"

var adminPortsRule = rule.Rule{
	ID:    "network-admin-ports",
	Title: "The internet can't reach SSH or RDP",
	Why: "An address with port 22 or 3389 open is found by scanners within minutes, and then stands one guessed or " +
		"leaked password, or one flaw of the daemon, away from a shell inside the network. Nothing here needs it: " +
		"Systems Manager opens sessions from inside.",
	Fix:      "Take the rule out and use Systems Manager Session Manager; or narrow its ranges to the few addresses of one party.",
	Severity: rule.Critical,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    groupTypes,
	Controls: boundary(rule.FSBP.IDs("EC2.13", "EC2.14"), rule.CISAWS.IDs("5.3", "5.4")),
	Since:    since,
	CheckStack: func(s *rule.Stack, rep *rule.Report) {
		openings(s, rep, adminPorts, "the internet reaches remote administration")
	},
}
