package edge

// DefaultTLSPolicy is what AWS recommends and its console preselects: TLS 1.3
// with post-quantum key exchange for clients that have it, and TLS 1.2 with
// forward secrecy and authenticated ciphers for the others (ELB user guide,
// "Security policies for your Application Load Balancer").
const DefaultTLSPolicy = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09"

// TLSPolicies are ELB's policies without TLS 1.1, and without ciphers that lack
// forward secrecy or use SHA-1: those named Ext, and all before TLS 1.3.
func TLSPolicies() []string {
	return []string{
		DefaultTLSPolicy,
		"ELBSecurityPolicy-TLS13-1-2-PQ-2025-09",
		"ELBSecurityPolicy-TLS13-1-3-PQ-2025-09",
		"ELBSecurityPolicy-TLS13-1-2-Res-FIPS-PQ-2025-09",
		"ELBSecurityPolicy-TLS13-1-2-FIPS-PQ-2025-09",
		"ELBSecurityPolicy-TLS13-1-3-FIPS-PQ-2025-09",
		"ELBSecurityPolicy-TLS13-1-2-Res-2021-06",
		"ELBSecurityPolicy-TLS13-1-2-2021-06",
		"ELBSecurityPolicy-TLS13-1-3-2021-06",
		"ELBSecurityPolicy-TLS13-1-2-Res-FIPS-2023-04",
		"ELBSecurityPolicy-TLS13-1-2-FIPS-2023-04",
		"ELBSecurityPolicy-TLS13-1-3-FIPS-2023-04",
	}
}

// acmAuthorities are the names of ACM's issuer in CAA records, one of which is
// enough (ACM user guide, "Configure a CAA record").
func acmAuthorities() []string {
	return []string{"amazon.com", "amazontrust.com", "awstrust.com", "amazonaws.com"}
}

// withDefaults returns a copy in which every unset field that has a default
// holds it. Nil arguments are legal here and at fault in validation.
func (a *Args) withDefaults() *Args {
	out := Args{}
	if a != nil {
		out = *a
	}
	if out.TLSPolicy == "" {
		out.TLSPolicy = DefaultTLSPolicy
	}
	if len(out.CertificateAuthorities) == 0 {
		out.CertificateAuthorities = acmAuthorities()[:1]
	}
	return &out
}
