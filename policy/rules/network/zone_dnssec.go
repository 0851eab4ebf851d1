package network

import "github.com/covetpy/platform/policy/rule"

const (
	hostedZone    = "aws:route53/zone:Zone"
	dnssecSigning = "aws:route53/hostedZoneDnsSec:HostedZoneDnsSec"
)

var zoneDNSSEC = rule.Rule{
	ID:    "network-zone-dnssec",
	Title: "Public hosted zones are signed",
	Why: "Unsigned answers can be forged on the way, and whoever forges them sends the environment's clients and " +
		"its certificate checks to a server of their own. Private zones can't be signed and are not asked.",
	Fix: "Add an aws.route53.HostedZoneDnsSec with a key-signing key, then publish the DS record in the zone " +
		"above.",
	Severity:   rule.Low,
	Levels:     rule.Everywhere(rule.Advisory),
	Types:      []string{hostedZone, dnssecSigning},
	Controls:   boundary(rule.NIST.IDs("SC-20")),
	Since:      since,
	CheckStack: checkDNSSEC,
}

func checkDNSSEC(s *rule.Stack, rep *rule.Report) {
	for _, zone := range s.OfType(hostedZone) {
		answers := []rule.Truth{rule.Not(zone.At("vpcs").Empty())}
		for _, signing := range s.OfType(dnssecSigning) {
			answers = append(answers, rule.And(
				rule.Refers(signing, "hostedZoneId", zone, "id", "zoneId"),
				rule.Not(signing.At("signingStatus").Is("NOT_SIGNING")),
			))
		}
		rep.On(zone).Require(rule.Or(answers...), zone.At("name"), "nothing signs the answers of this zone")
	}
}
