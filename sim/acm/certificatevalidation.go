package acm

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/kind"
)

const validationType = "aws:acm/certificateValidation:CertificateValidation"

// certificateValidation is no object of ACM's: it is the provider's waiting
// until a certificate is issued. Deleting it does nothing.
func certificateValidation() kind.Kind {
	return kind.Kind{
		Type: validationType,
		ID:   issuedAt,
		Refs: []kind.Ref{{
			Path: "certificateArn", To: []kind.Target{{Type: certificateType, By: "arn"}}, OnDelete: sim.Cascade,
			Missing: "reading ACM Certificate (%s): couldn't find resource",
		}},
		Admit: admitValidation,
	}
}

// issuedAt is upstream's id, the time of issue. Here it is a function of the
// URN, as all ids are: some moment in the years from 2026.
func issuedAt(w kind.World, _ kind.Draft) string {
	seconds, _ := strconv.ParseInt(w.Hex(7), 16, 64) // hexadecimal by construction
	return time.Date(2026, time.January, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(seconds) * time.Second).String()
}

func admitValidation(w kind.World, d kind.Draft) error {
	arn := d.In.Text("certificateArn")
	certificate, _ := w.Find(certificateType, "arn", arn)
	is := kind.Values{Props: certificate.Outputs}
	if certificate.Where != w.Region {
		return kind.Say("reading ACM Certificate (%s): couldn't find resource", arn)
	}
	if typ := is.Text("type"); typ != amazonIssued {
		return kind.Say("ACM Certificate (%s) has type %s, no validation necessary", arn, typ)
	}
	method := is.Text("validationMethod")
	if fqdns := d.In.Texts("validationRecordFqdns[*]"); len(fqdns) > 0 {
		if method != byDNS {
			return kind.Say("validation_record_fqdns is not valid for %s validation", method)
		}
		if err := admitListed(is.Objects("domainValidationOptions[*]"), fqdns); err != nil {
			return err
		}
	}
	if method != byDNS {
		return nil // somebody clicked on the link in the message
	}
	return admitIssue(w, arn, is.Objects("domainValidationOptions[*]"))
}

// admitListed asks for every record of the certificate among those that the
// program waits for.
func admitListed(options []kind.Values, fqdns []string) error {
	var missing []error
	for i, fqdn := range fqdns {
		fqdns[i] = strings.TrimSuffix(fqdn, ".")
	}
	for _, option := range options {
		record := strings.TrimSuffix(option.Text("resourceRecordName"), ".")
		if !slices.Contains(fqdns, record) {
			missing = append(missing, fmt.Errorf("missing %s DNS validation record: %s", option.Text("domainName"), record))
		}
	}
	return errors.Join(missing...)
}

// admitIssue is ACM's work: it looks the records up in the public DNS, asks
// whether CAA records let Amazon issue, and waits. What can't come true is
// refused at once here, in the words of a wait that ran out.
func admitIssue(w kind.World, arn string, options []kind.Values) error {
	known := publicRecords(w)
	for _, option := range options {
		if !known.has(option.Text("resourceRecordName"), option.Text("resourceRecordValue")) {
			return kind.Say("waiting for ACM Certificate (%s) to be issued: timeout while waiting for state to become 'ISSUED' (last state: 'PENDING_VALIDATION', timeout: 1h15m0s): no public record %s of type CNAME says %s",
				arn, option.Text("resourceRecordName"), option.Text("resourceRecordValue"))
		}
	}
	for _, option := range options {
		if name := option.Text("domainName"); !known.mayIssue(name) {
			return kind.Say("waiting for ACM Certificate (%s) to be issued: unexpected state 'FAILED', wanted target 'ISSUED'. last error: CAA_ERROR: no CAA record of %s lets Amazon issue", arn, name)
		}
	}
	return nil
}
