package operations

import (
	"slices"
	"strings"

	"github.com/covetpy/platform/policy/rule"
)

const (
	certificateType = "aws:acm/certificate:Certificate"
	recordType      = "aws:route53/record:Record"
)

var certificateRecord = rule.Rule{
	ID:    "operations-certificate-record",
	Title: "Where the stack keeps a name's records, it keeps the one that proves the name to ACM",
	Why: "ACM looks for the record again before each renewal. One that was made by hand, or for a name that came later " +
		"not at all, is missing one day, and the certificate ends while everything looks as before.",
	Fix:        "Make an aws.route53.Record from domainValidationOptions for each name, with the value in records.",
	Severity:   rule.Low,
	Levels:     rule.Everywhere(rule.Advisory),
	Types:      []string{certificateType, recordType},
	Controls:   available(rule.FSBP.IDs("ACM.1")...),
	Since:      since,
	CheckStack: checkCertificateRecords,
}

func checkCertificateRecords(s *rule.Stack, rep *rule.Report) {
	// A name and the wildcard below it are proved by one record.
	for _, certificate := range s.OfType(certificateType) {
		names := map[string]bool{}
		for _, name := range append(certificate.At("domainName").Items(), certificate.At("subjectAlternativeNames").Items()...) {
			if text, known := name.Text(); known == rule.Yes {
				names[strings.TrimPrefix(text, "*.")] = true
			}
		}
		answers := []rule.Truth{rule.Not(certificate.At("validationMethod").Is("DNS"))}
		records, keeps := 0, rule.No
		for _, record := range s.OfType(recordType) {
			if slices.Contains(record.From("records", certificateType), certificate.URN) {
				records++
			}
			keeps = rule.Or(keeps, rule.And(record.At("type").Is("A", "AAAA", "CNAME"), record.At("name").Holds(func(name string) bool {
				return names[strings.TrimSuffix(name, ".")]
			})))
		}
		if records > 0 {
			keeps = rule.Yes
		}
		answers = append(answers, rule.Not(keeps), rule.Of(records >= len(names)))
		rep.On(certificate).Require(rule.Or(answers...), certificate.At("domainName"),
			"%d records are made from what it is validated by, and %d are needed", records, len(names))
	}
}
