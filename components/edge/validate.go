package edge

import (
	"fmt"
	"net/netip"
	"regexp"
	"slices"
	"strings"

	"github.com/covetpy/platform/infra/fault"
)

// Bounds of AWS.
const (
	// MaxRanges that a rule may be held to: ELB takes 5 values for all conditions
	// of a rule together, and the host is one (ELB user guide, "Quotas for your
	// Application Load Balancers"; not adjustable).
	MaxRanges = 4
	// maxFirstName is the longest common name of a certificate (RFC 5280), which
	// the domain becomes.
	maxFirstName = 64
	// maxCertified is how many names ACM puts on a certificate (ACM user guide,
	// "Quotas"). It can be raised, which nothing here could see: an up would stop
	// half way in every account where it was not.
	maxCertified = 10
	// maxName is the longest host that a listener's rule takes.
	maxName = 128

	maxIdleSeconds = 4000
)

// Widest ranges that a console may be open to. Anything wider is no one's own.
const (
	widestIPv4 = 8
	widestIPv6 = 32
)

var (
	zoneIDForm = regexp.MustCompile(`^Z[A-Z0-9]{1,32}$`)
	label      = `[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?`
	hostForm   = regexp.MustCompile(`^` + label + `(\.` + label + `)*$`)
	domainForm = regexp.MustCompile(`^(` + label + `\.)+[a-z]{2,63}$`)
	nameForm   = regexp.MustCompile(`^[a-z]([a-z0-9-]{0,38}[a-z0-9])?$`)
)

// Validate returns every fault of the arguments, by the configuration's keys.
// It needs no context and registers nothing.
func (a *Args) Validate() fault.Faults {
	a = a.withDefaults()
	var c fault.Check
	c.Join("names", a.Names.Faults())
	c.Join("where", a.Where.Faults())
	a.checkDomain(&c)
	a.checkConnections(&c)
	a.checkAuthorities(&c)
	a.checkServices(&c)
	a.checkMonitoring(&c)
	a.checkShared(&c)
	if a.WAF != nil {
		c.Require(!a.AsOf.IsZero(), "asOf", nil, "the day that count mode is judged by")
		c.Join("waf", a.WAF.validate(a.AsOf))
	}
	return c.Faults()
}

func (a *Args) checkDomain(c *fault.Check) {
	c.Require(zoneIDForm.MatchString(a.HostedZone.ID), "hostedZone.id", fault.Written(a.HostedZone.ID), "the id of a public zone, Z and up to 32 letters and digits")
	zoned := domainForm.MatchString(a.HostedZone.Name)
	c.Require(zoned, "hostedZone.name", fault.Written(a.HostedZone.Name), "the zone's name in lower case without a dot at its end, example.com")
	switch {
	case !domainForm.MatchString(a.Domain):
		c.Add("domain", fault.Written(a.Domain), "a DNS name in lower case, dev.example.com")
	case len(a.Domain) > maxFirstName:
		c.Add("domain", a.Domain, fmt.Sprintf("at most %d characters, as it is the certificate's common name", maxFirstName))
	case zoned && !inZone(a.Domain, a.HostedZone.Name):
		c.Add("domain", a.Domain, fmt.Sprintf("%s or a name below it, as hostedZone.name says", a.HostedZone.Name))
	}
}

func (a *Args) checkConnections(c *fault.Check) {
	c.Require(slices.Contains(TLSPolicies(), a.TLSPolicy), "tlsPolicy", a.TLSPolicy,
		"a policy with TLS 1.2 or 1.3 and forward secrecy alone: "+strings.Join(TLSPolicies(), ", "))
	if a.IdleTimeoutSeconds < 1 || a.IdleTimeoutSeconds > maxIdleSeconds {
		c.Add("idleTimeoutSeconds", a.IdleTimeoutSeconds, fmt.Sprintf("1 to %d seconds", maxIdleSeconds))
		return
	}
	c.Require(a.KeepAliveSeconds > a.IdleTimeoutSeconds, "keepAliveSeconds", a.KeepAliveSeconds,
		fmt.Sprintf("more than idleTimeoutSeconds (%d), so that the application never closes a connection that the load balancer is about to use", a.IdleTimeoutSeconds))
}

func (a *Args) checkAuthorities(c *fault.Check) {
	for i, ca := range a.CertificateAuthorities {
		path := fmt.Sprintf("certificateAuthorities[%d]", i)
		c.Require(domainForm.MatchString(ca), path, fault.Written(ca), "an issuer's name as CAA has it, amazon.com")
		c.Require(slices.Index(a.CertificateAuthorities, ca) == i, path, ca, "each issuer once")
	}
	ours := slices.ContainsFunc(a.CertificateAuthorities, func(ca string) bool { return slices.Contains(acmAuthorities(), ca) })
	c.Require(ours, "certificateAuthorities", strings.Join(a.CertificateAuthorities, ", "),
		"one of "+strings.Join(acmAuthorities(), ", ")+" among them, or ACM may not issue the certificate")
}

// checkRanges checks who may call. Everyone is an empty list, never a range.
func (a *Args) checkRanges(c *fault.Check, path string, ranges []netip.Prefix, everyone string) {
	c.Require(len(ranges) <= MaxRanges, path, fmt.Sprintf("%d ranges", len(ranges)), fmt.Sprintf("at most %d ranges", MaxRanges))
	for i, r := range ranges {
		path := fmt.Sprintf("%s[%d]", path, i)
		switch {
		case !r.IsValid() || r != r.Masked():
			c.Add(path, r, "a range that begins where its size allows, 203.0.113.0/24")
		case r.Addr().Is6() && !a.IPv6:
			c.Add(path, r, "a range of IPv4, as ipv6 is off")
		case r.Addr().Is4() && r.Bits() < widestIPv4, r.Addr().Is6() && r.Bits() < widestIPv6:
			c.Add(path, r, everyone)
		}
	}
}
