package acm

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/covetpy/platform/sim/kind"
)

const certificateType = "aws:acm/certificate:Certificate"

func certificate() kind.Kind {
	return kind.Kind{
		Type: certificateType,
		ID:   func(w kind.World, _ kind.Draft) string { return w.ARN("acm", "certificate/"+w.UUID()) },
		Checks: map[string]kind.Check{
			"certificateAuthorityArn": kind.ARN("acm-pca"),
			"domainName":              noPeriod(),
		},
		Planned:  plannedNames,
		Rules:    certificateRules,
		Admit:    admitCertificate,
		Outputs:  certificateOutputs,
		Volatile: []string{"notAfter", "notBefore", "status"},
		InUse:    "ResourceInUseException: Certificate %[1]s is in use.",
	}
}

// The ways to show that a domain is one's own.
const byDNS, byEmail = "DNS", "EMAIL"

func noPeriod() kind.Check { return kind.Not(`.*\.`, "cannot end with a period") }

// certificateRules say which inputs go together: a certificate is asked for by
// name, or imported with its key.
func certificateRules(in kind.Values) []kind.Failure {
	var failures []kind.Failure
	refuse := func(path, reason string) { failures = append(failures, kind.Failure{Path: path, Reason: reason}) }
	if imported(in) == in.Has("domainName") {
		refuse("domainName", "exactly one of domainName, privateKey must be specified")
	}
	exclusive := map[string][]string{
		"certificateAuthorityArn": {"certificateBody", "privateKey", "validationMethod"},
		"certificateBody":         {"domainName", "validationMethod"},
		"certificateChain":        {"certificateAuthorityArn", "domainName", "validationMethod"},
		"earlyRenewalDuration":    {"certificateBody", "certificateChain", "privateKey", "validationMethod"},
		"privateKey":              {"keyAlgorithm", "subjectAlternativeNames", "validationMethod", "validationOptions"},
	}
	for _, path := range slices.Sorted(maps.Keys(exclusive)) {
		for _, other := range exclusive[path] {
			if in.Has(path) && in.Has(other) {
				refuse(path, fmt.Sprintf("%q: conflicts with %s", path, other))
			}
		}
	}
	if in.Has("certificateBody") && !imported(in) {
		refuse("certificateBody", `"certificateBody": all of certificateBody, privateKey must be specified`)
	}
	return failures
}

func imported(in kind.Values) bool { return in.Has("privateKey") }

// domainForm is the pattern of the API, without its look-ahead.
var domainForm = regexp.MustCompile(`^(\*\.)?([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z0-9][A-Za-z0-9-]{0,61}[A-Za-z0-9]$`)

const (
	longestCommonName = 64 // of the first domain; it is the subject's common name
	mostNames         = 10 // of a certificate, by default; ACM guide, "Quotas"
)

func admitCertificate(_ kind.World, d kind.Draft) error {
	domain := d.In.Text("domainName")
	if domain == "" || d.Old != nil {
		return nil
	}
	if !d.In.Has("certificateAuthorityArn") && !d.In.Has("validationMethod") {
		return kind.Say("`certificate_authority_arn` or `validation_method` must be set when creating an ACM certificate")
	}
	names := namesOf(d.In)
	for _, name := range names {
		if !domainForm.MatchString(name) {
			field := "subjectAlternativeNames"
			if name == domain {
				field = "domainName"
			}
			return kind.Say("ValidationException: 1 validation error detected: Value '%s' at '%s' failed to satisfy constraint: Member must be a fully qualified domain name", name, field)
		}
	}
	switch {
	case len(domain) > longestCommonName:
		return kind.Say("ValidationException: The first domain name can be no longer than 64 characters: %s", domain)
	case len(names) > mostNames:
		return kind.Say("LimitExceededException: The number of domain names in the certificate, %d, exceeds the quota of %d", len(names), mostNames)
	}
	for _, option := range d.In.Objects("validationOptions[*]") {
		base := option.Text("validationDomain")
		if name := option.Text("domainName"); name != base && !strings.HasSuffix(name, "."+base) {
			return kind.Say("InvalidDomainValidationOptionsException: The validation domain %s is not a superdomain of %s", base, name)
		}
	}
	return nil
}

// namesOf are the names that a certificate is for, each once, sorted. ACM adds
// the domain to the alternative names when it is not among them.
func namesOf(in kind.Values) []string {
	names := in.Texts("subjectAlternativeNames[*]")
	if domain := in.Text("domainName"); domain != "" {
		names = append(names, domain)
	}
	for i, name := range names {
		names[i] = strings.ToLower(name)
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// plannedNames are all names among the alternative ones, where they are known.
func plannedNames(in kind.Values) kind.Props {
	for _, name := range append(in.All("subjectAlternativeNames"), append(in.All("subjectAlternativeNames[*]"), in.All("domainName")...)...) {
		if name.IsComputed() || name.IsOutput() {
			return nil
		}
	}
	return kind.Props{"subjectAlternativeNames": kind.Texts(namesOf(in)...)}
}

func certificateOutputs(w kind.World, d kind.Draft) kind.Props {
	out := kind.Props{
		"arn":                     kind.Text(d.ID),
		"domainValidationOptions": kind.List(),
		"notAfter":                kind.Text(""),
		"notBefore":               kind.Text(""),
		"pendingRenewal":          kind.Flag(false),
		"renewalEligibility":      kind.Text("INELIGIBLE"),
		"renewalSummaries":        kind.List(),
		"status":                  kind.Text("PENDING_VALIDATION"),
		"type":                    kind.Text(typeOf(d.In)),
		"validationEmails":        kind.List(),
	}
	own := kind.Props{
		"keyAlgorithm":     kind.Text("RSA_2048"),
		"validationMethod": kind.Text("NONE"),
		"options":          kind.Nested(kind.Props{"certificateTransparencyLoggingPreference": kind.Text("ENABLED"), "export": kind.Text("DISABLED")}),
	}
	for key, choice := range own {
		if !d.In.Has(string(key)) {
			out[key] = choice
		}
	}
	switch d.In.Text("validationMethod") {
	case byDNS:
		out["domainValidationOptions"] = validationOptions(w, namesOf(d.In))
	case byEmail:
		out["validationEmails"] = kind.Texts(emails(d.In)...)
	}
	if issued(w, d) {
		maps.Copy(out, validity(w, d))
	}
	return out
}

// typeOf is where a certificate comes from.
func typeOf(in kind.Values) string {
	switch {
	case imported(in):
		return "IMPORTED"
	case in.Has("certificateAuthorityArn"):
		return "PRIVATE"
	default:
		return amazonIssued
	}
}

const amazonIssued = "AMAZON_ISSUED"

// issued is true at once for a certificate that needs no validation, and for
// ACM's own once its validation was waited for.
func issued(w kind.World, d kind.Draft) bool {
	return typeOf(d.In) != amazonIssued || d.Old != nil && len(w.Users(validationType, *d.Old)) > 0
}

// validity is that of ACM's certificates, 13 months from their issue.
func validity(w kind.World, d kind.Draft) kind.Props {
	out := kind.Props{"status": kind.Text("ISSUED"), "notBefore": kind.Text(w.Timestamp()), "notAfter": kind.Text(w.Now().AddDate(0, 0, 395).Format(time.RFC3339))}
	if d.Old != nil && (kind.Values{Props: d.Old.Outputs}).Text("notBefore") != "" {
		out["notBefore"], out["notAfter"] = d.Old.Outputs["notBefore"], d.Old.Outputs["notAfter"]
	}
	return out
}

// emails are the addresses that ACM writes to, of each name's domain or of the
// one given for it.
func emails(in kind.Values) []string {
	var out []string
	for _, name := range namesOf(in) {
		base := strings.TrimPrefix(name, "*.")
		for _, option := range in.Objects("validationOptions[*]") {
			if option.Text("domainName") == name {
				base = option.Text("validationDomain")
			}
		}
		for _, who := range []string{"admin", "administrator", "hostmaster", "postmaster", "webmaster"} {
			out = append(out, who+"@"+base)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
