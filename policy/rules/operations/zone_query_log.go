package operations

import "github.com/covetpy/platform/policy/rule"

const (
	hostedZone = "aws:route53/zone:Zone"
	queryLog   = "aws:route53/queryLog:QueryLog"
)

var zoneQueryLog = rule.Rule{
	ID:         "operations-zone-query-log",
	Title:      "Public hosted zones log what is asked of them",
	Why:        "Someone who looks for forgotten hosts, or takes one over, asks for names. Only the query log shows it.",
	Fix:        "Add an aws.route53.QueryLog with a log group in us-east-1.",
	Severity:   rule.Low,
	Levels:     rule.Everywhere(rule.Advisory),
	Types:      []string{hostedZone, queryLog},
	Controls:   recorded(rule.FSBP.IDs("Route53.2")...),
	Since:      since,
	CheckStack: checkQueryLogs,
}

func checkQueryLogs(s *rule.Stack, rep *rule.Report) {
	for _, zone := range s.OfType(hostedZone) {
		private := rule.Not(zone.At("vpcs").Empty())
		rep.On(zone).Require(rule.Or(private, s.Any([]string{queryLog}, "zoneId", zone, "zoneId", "id")), zone.At("name"),
			"no query log of the stack is this zone's")
	}
}
