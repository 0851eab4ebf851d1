package lb

import (
	"strings"

	"github.com/covetpy/platform/sim/kind"
)

const certificateType = "aws:acm/certificate:Certificate"

// certificateRef refers to a certificate of ACM; those of IAM are elsewhere.
func certificateRef(path string) kind.Ref {
	return kind.Ref{
		Path: path, To: []kind.Target{{Type: certificateType, By: "arn"}},
		Missing:  "CertificateNotFound: Certificate '%s' not found",
		External: func(arn string) bool { return strings.Contains(arn, ":server-certificate/") },
	}
}

// admitCertificate refuses a certificate of another region, and one that is not
// issued: ACM issues its own once somebody has waited for their validation, and
// imported ones at once.
func admitCertificate(w kind.World, arn string) error {
	certificate, ok := w.Find(certificateType, "arn", arn)
	if !ok {
		return nil // one of IAM's
	}
	if certificate.Where != w.Region {
		return kind.Say("CertificateNotFound: Certificate '%s' not found", arn)
	}
	if outputsOf(certificate).Text("status") != "ISSUED" &&
		len(w.Users("aws:acm/certificateValidation:CertificateValidation", certificate)) == 0 {
		return kind.Say("UnsupportedCertificate: The certificate '%s' must have a fully-qualified domain name, a supported signature, and a supported key size.", arn)
	}
	return nil
}
