package encryption

import (
	"slices"
	"strings"

	"github.com/covetpy/platform/policy/rule"
)

const (
	certificateType  = "aws:acm/certificate:Certificate"
	recordType       = "aws:route53/record:Record"
	settingElsewhere = "elsewhere"
)

var certificateAuthorities = rule.Rule{
	ID:    "encryption-certificate-authorities",
	Title: "Domains whose records the stack keeps say who may certify them",
	Why: "Without a CAA record every authority of the world may issue a certificate for the domain, and the one that is " +
		"deceived most easily decides: its certificate is as good to browsers as the domain's own.",
	Fix: "Add an aws.route53.Record of type CAA with an issue property for the domain or a parent of it, or name " +
		"the domain in the setting elsewhere.",
	Severity: rule.Low,
	Levels:   rule.Everywhere(rule.Advisory),
	Types:    []string{certificateType, recordType},
	Controls: inTransit(rule.NIST.IDs("SC-17")...),
	Settings: []rule.Setting{{
		Name: settingElsewhere, Doc: "Domains whose CAA records are kept outside the stack; what is below them counts.",
		Texts: rule.Same([]string{}),
	}},
	Since:      "0.3.0",
	CheckStack: checkAuthorities,
}

func checkAuthorities(s *rule.Stack, rep *rule.Report) {
	for _, certificate := range s.OfType(certificateType) {
		private := rule.Not(certificate.At("certificateAuthorityArn").Blank())
		for _, name := range append(certificate.At("domainName").Items(), certificate.At("subjectAlternativeNames").Items()...) {
			host, known := name.Text()
			host = strings.TrimPrefix(domainName(host), "*.")
			answers := []rule.Truth{private, rule.Not(keptHere(s, host)), rule.Not(known), rule.Of(slices.ContainsFunc(rep.Texts(settingElsewhere), func(domain string) bool {
				return within(host, domainName(domain))
			}))}
			for _, record := range s.OfType(recordType) {
				answers = append(answers, rule.And(record.At("type").Is("CAA"), record.At("name").Holds(func(domain string) bool {
					return within(host, domainName(domain))
				}), namesIssuer(record.At("records"))))
			}
			rep.On(certificate).Require(rule.Or(answers...), name, "no CAA record of the stack says who may certify %s", name.Quote())
		}
	}
}

// keptHere says whether the stack has a record that leads from a host somewhere, so
// that the host's CAA record is to be expected beside it.
func keptHere(s *rule.Stack, host string) rule.Truth {
	answers := []rule.Truth{rule.No}
	for _, record := range s.OfType(recordType) {
		answers = append(answers, rule.And(record.At("type").Is("A", "AAAA", "CNAME"),
			record.At("name").Holds(func(name string) bool { return within(domainName(name), host) })))
	}
	return rule.Or(answers...)
}

// within says whether a host is a domain or in it. CAA is looked for at the name and
// then at each of its parents (RFC 8659, section 3).
func within(host, domain string) bool {
	return domain != "" && (host == domain || strings.HasSuffix(host, "."+domain))
}

func domainName(text string) string { return strings.TrimSuffix(strings.ToLower(text), ".") }

// namesIssuer says whether one of the values of a CAA record is about who may
// issue: one that only says where to report binds nobody.
func namesIssuer(records rule.Value) rule.Truth {
	answers := []rule.Truth{rule.No}
	for _, value := range records.Items() {
		answers = append(answers, value.Holds(func(text string) bool {
			parts := strings.Fields(text)
			return len(parts) > 1 && strings.EqualFold(parts[1], "issue")
		}))
	}
	return rule.Or(answers...)
}
