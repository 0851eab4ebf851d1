package edge

import (
	"fmt"
	"net/netip"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/infra/fault"
)

func prefix(s string) netip.Prefix { return netip.MustParsePrefix(s) }

func TestValidArguments(t *testing.T) {
	t.Parallel()
	assert.Empty(t, minimal().Validate())
	assert.Empty(t, full().Validate())
}

func TestValidate(t *testing.T) {
	t.Parallel()
	const aRange = "a range that begins where its size allows, 203.0.113.0/24"
	for sentence, test := range map[string]struct {
		change func(*Args)
		want   fault.Faults
	}{
		"a domain outside the zone": {
			func(a *Args) { a.Domain = "dev.example.org" },
			fault.Faults{{Path: "domain", Found: "dev.example.org", Accepted: "example.com or a name below it, as hostedZone.name says"}},
		},
		"a domain whose end only looks like the zone": {
			func(a *Args) { a.Domain = "notexample.com" },
			fault.Faults{{Path: "domain", Found: "notexample.com", Accepted: "example.com or a name below it, as hostedZone.name says"}},
		},
		"the zone's own name": {func(a *Args) { a.Domain = "example.com" }, nil},
		"a domain in capitals, and a zone that is none": {
			func(a *Args) {
				a.Domain, a.HostedZone = "Dev.example.com", HostedZone{ID: "example.com", Name: "example.com."}
			},
			fault.Faults{
				{Path: "domain", Found: "Dev.example.com", Accepted: "a DNS name in lower case, dev.example.com"},
				{Path: "hostedZone.id", Found: "example.com", Accepted: "the id of a public zone, Z and up to 32 letters and digits"},
				{Path: "hostedZone.name", Found: "example.com.", Accepted: "the zone's name in lower case without a dot at its end, example.com"},
			},
		},
		"a domain that is too long for a certificate": {
			func(a *Args) { a.Domain = strings.Repeat("x", 60) + ".example.com" },
			fault.Faults{{Path: "domain", Found: strings.Repeat("x", 60) + ".example.com", Accepted: "at most 64 characters, as it is the certificate's common name"}},
		},
		"an application that hangs up first": {
			func(a *Args) { a.KeepAliveSeconds = 60 },
			fault.Faults{{
				Path: "keepAliveSeconds", Found: "60",
				Accepted: "more than idleTimeoutSeconds (60), so that the application never closes a connection that the load balancer is about to use",
			}},
		},
		"no idle timeout": {
			func(a *Args) { a.IdleTimeoutSeconds = 0 },
			fault.Faults{{Path: "idleTimeoutSeconds", Found: "0", Accepted: "1 to 4000 seconds"}},
		},
		"authorities without Amazon": {
			func(a *Args) { a.CertificateAuthorities = []string{"letsencrypt.org", "letsencrypt.org"} },
			fault.Faults{
				{
					Path: "certificateAuthorities", Found: "letsencrypt.org, letsencrypt.org",
					Accepted: "one of amazon.com, amazontrust.com, awstrust.com, amazonaws.com among them, or ACM may not issue the certificate",
				},
				{Path: "certificateAuthorities[1]", Found: "letsencrypt.org", Accepted: "each issuer once"},
			},
		},
		"authorities with Amazon": {func(a *Args) { a.CertificateAuthorities = []string{"letsencrypt.org", "awstrust.com"} }, nil},
		"a service that is wrong in every way": {
			func(a *Args) {
				a.Services = map[string]Service{"api": {
					Host: "-api", Port: 80, HealthPath: "healthz", Weights: Weights{Blue: 60, Green: 50}, SlowStartSeconds: 29, DeregistrationSeconds: 3601,
					AllowedRanges: []netip.Prefix{prefix("0.0.0.0/0"), prefix("10.0.0.1/8"), prefix("2001:db8::/32")},
				}}
			},
			fault.Faults{
				{Path: "services.api.allowedRanges[0]", Found: "0.0.0.0/0", Accepted: "a range that is someone's; leave the list empty for everyone"},
				{Path: "services.api.allowedRanges[1]", Found: "10.0.0.1/8", Accepted: aRange},
				{Path: "services.api.allowedRanges[2]", Found: "2001:db8::/32", Accepted: "a range of IPv4, as ipv6 is off"},
				{Path: "services.api.deregistrationSeconds", Found: "3601", Accepted: "0 to 3600 seconds"},
				{Path: "services.api.healthPath", Found: "healthz", Accepted: "a path from /, /healthz"},
				{Path: "services.api.host", Found: "-api", Accepted: "a name below the domain in lower case, api"},
				{Path: "services.api.port", Found: "80", Accepted: "1024 to 65535, as pods do not run as root"},
				{Path: "services.api.slowStartSeconds", Found: "29", Accepted: "0 for none, or 30 to 900 seconds"},
				{Path: "services.api.weights", Found: "blue 60, green 50", Accepted: "percentages from 0 that make 100 together"},
			},
		},
		"weights that make 100 by less than nothing": {
			func(a *Args) {
				s := service("api", 8000)
				s.Weights = Weights{Blue: 110, Green: -10}
				a.Services = map[string]Service{"api": s}
			},
			fault.Faults{{Path: "services.api.weights", Found: "blue 110, green -10", Accepted: "percentages from 0 that make 100 together"}},
		},
		"five ranges": {
			func(a *Args) {
				s := service("api", 8000)
				for i := range 5 {
					s.AllowedRanges = append(s.AllowedRanges, prefix(fmt.Sprintf("203.0.113.%d/32", i)))
				}
				a.Services = map[string]Service{"api": s}
			},
			fault.Faults{{Path: "services.api.allowedRanges", Found: "5 ranges", Accepted: "at most 4 ranges"}},
		},
		"a host of two": {
			func(a *Args) { a.Services = map[string]Service{"api": service("x", 8000), "web": service("x", 8000)} },
			fault.Faults{{Path: "services.web.host", Found: "x." + domain, Accepted: "a host of its own: api has this one"}},
		},
		"a host of a console": {
			func(a *Args) {
				a.Monitoring = full().Monitoring
				a.Services = map[string]Service{"web": service("grafana", 8000)}
			},
			fault.Faults{{Path: "services.web.host", Found: "grafana." + domain, Accepted: "a host of its own: grafana has this one"}},
		},
		"names that are taken or no label": {
			func(a *Args) {
				a.Services = map[string]Service{"jaeger": service("x", 8000), "My_App": service("y", 8000)}
			},
			fault.Faults{
				{Path: "services.My_App", Found: "My_App", Accepted: "a DNS label of at most 40 characters that begins with a letter"},
				{Path: "services.jaeger", Found: "jaeger", Accepted: "a name that no monitoring console has"},
			},
		},
		"consoles for everyone": {
			func(a *Args) { a.Monitoring = &Monitoring{Hosts: []MonitoringHost{Grafana}} },
			fault.Faults{{Path: "monitoring.allowedRanges", Accepted: "the ranges of those who may look, as monitoring.hosts exposes consoles"}},
		},
		"consoles for the internet, in one piece and in two": {
			func(a *Args) {
				a.Monitoring = &Monitoring{
					Hosts:         []MonitoringHost{Grafana, "zipkin", Grafana},
					AllowedRanges: []netip.Prefix{prefix("0.0.0.0/0"), prefix("0.0.0.0/1"), prefix("128.0.0.0/1")},
				}
			},
			fault.Faults{
				{Path: "monitoring.allowedRanges[0]", Found: "0.0.0.0/0", Accepted: "a range that is yours: consoles are never open to everyone"},
				{Path: "monitoring.allowedRanges[1]", Found: "0.0.0.0/1", Accepted: "a range that is yours: consoles are never open to everyone"},
				{Path: "monitoring.allowedRanges[2]", Found: "128.0.0.0/1", Accepted: "a range that is yours: consoles are never open to everyone"},
				{Path: "monitoring.hosts[1]", Found: "zipkin", Accepted: "grafana, kibana, jaeger or prometheus"},
				{Path: "monitoring.hosts[2]", Found: "grafana", Accepted: "each console once"},
			},
		},
		"a firewall without a day": {
			func(a *Args) { a.WAF, a.AsOf = waf(), time.Time{} },
			fault.Faults{{Path: "asOf", Accepted: "the day that count mode is judged by"}},
		},
		"nobody's front door": {func(a *Args) {
			a.Names.Project, a.Names.Environment, a.Where.Partition, a.Where.Region, a.Where.Account = "", "", "", "", ""
		}, fault.Faults{
			{Path: "names.environment", Accepted: "the environment's name"},
			{Path: "names.project", Accepted: "the project's name"},
			{Path: "where.account", Accepted: "an account's twelve digits"},
			{Path: "where.partition", Accepted: "aws or another partition"},
			{Path: "where.region", Accepted: "a region, eu-west-1"},
		}},
	} {
		t.Run(sentence, func(t *testing.T) {
			t.Parallel()
			args := minimal()
			test.change(args)
			assert.Equal(t, test.want, args.Validate())
		})
	}
}

func TestValidateTheFirewall(t *testing.T) {
	t.Parallel()
	for sentence, test := range map[string]struct {
		change func(*WAF)
		want   fault.Faults
	}{
		"counting without an end": {
			func(w *WAF) { w.Mode = Count },
			fault.Faults{{Path: "waf.countUntil", Accepted: "the last day of counting, 2026-12-01, as mode is count"}},
		},
		"counting for a fortnight":     {func(w *WAF) { w.Mode, w.CountUntil = Count, "2026-12-07" }, nil},
		"counting that ended long ago": {func(w *WAF) { w.Mode, w.CountUntil = Count, "2025-01-01" }, nil},
		"counting for a day too long": {
			func(w *WAF) { w.Mode, w.CountUntil = Count, "2026-12-08" },
			fault.Faults{{
				Path: "waf.countUntil", Found: "2026-12-08",
				Accepted: "at most 14 days from today, 2026-12-07: a firewall that only counts protects nothing",
			}},
		},
		"counting until no day": {
			func(w *WAF) { w.Mode, w.CountUntil = Count, "2026-02-30" },
			fault.Faults{{Path: "waf.countUntil", Found: "2026-02-30", Accepted: "a day, 2026-12-01"}},
		},
		"blocking with a day in it": {func(w *WAF) { w.CountUntil = "2030-01-01" }, nil},
		"no mode":                   {func(w *WAF) { w.Mode = "" }, fault.Faults{{Path: "waf.mode", Accepted: "block or count"}}},
		"a rate below WAF's": {
			func(w *WAF) { w.RequestsPer5Minutes = 9 },
			fault.Faults{{Path: "waf.requestsPer5Minutes", Found: "9", Accepted: "10 to 2000000000 requests of one address"}},
		},
		"a body of more than WAF sees": {
			func(w *WAF) { w.MaxBodyKB = 9 },
			fault.Faults{{Path: "waf.maxBodyKB", Found: "9", Accepted: "0 for no limit, or 1 to 8: WAF sees no more of a body behind a load balancer"}},
		},
		"a country that ISO does not know, and one twice": {
			func(w *WAF) { w.BlockedCountries = []string{"UK", "KP", "KP"} },
			fault.Faults{
				{Path: "waf.blockedCountries[0]", Found: "UK", Accepted: "a country's code of ISO 3166-1, two capital letters (the United Kingdom is GB)"},
				{Path: "waf.blockedCountries[2]", Found: "KP", Accepted: "each country once"},
			},
		},
		"fifty-one countries": {
			func(w *WAF) { w.BlockedCountries = countries()[:51] },
			fault.Faults{{Path: "waf.blockedCountries", Found: "51 countries", Accepted: "at most 50 countries"}},
		},
		"a rule that the common group does not have": {
			func(w *WAF) { w.CountedRules = []string{"GenericRFI"} },
			fault.Faults{{Path: "waf.countedRules[0]", Found: "GenericRFI", Accepted: strings.Join(CommonRules(), ", ")}},
		},
		"a period that CloudWatch does not know": {
			func(w *WAF) { w.LogRetentionDays = 42 },
			fault.Faults{{
				Path: "waf.logs.retentionDays", Found: "42",
				Accepted: "1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653",
			}},
		},
	} {
		t.Run(sentence, func(t *testing.T) {
			t.Parallel()
			args := full()
			test.change(args.WAF)
			assert.Equal(t, test.want, args.Validate())
		})
	}
}

// TestWeakTLSIsRefused goes through what ELB offers beside the accepted ones.
func TestWeakTLSIsRefused(t *testing.T) {
	t.Parallel()
	for _, weak := range []string{
		"ELBSecurityPolicy-2016-08", "ELBSecurityPolicy-TLS-1-0-2015-04", "ELBSecurityPolicy-TLS-1-1-2017-01", "ELBSecurityPolicy-TLS-1-2-2017-01",
		"ELBSecurityPolicy-TLS-1-2-Ext-2018-06", "ELBSecurityPolicy-FS-2018-06", "ELBSecurityPolicy-FS-1-2-2019-08", "ELBSecurityPolicy-TLS13-1-0-2021-06",
		"ELBSecurityPolicy-TLS13-1-1-2021-06", "ELBSecurityPolicy-TLS13-1-2-Ext1-2021-06", "ELBSecurityPolicy-TLS13-1-2-Ext2-2021-06",
		"ELBSecurityPolicy-TLS13-1-0-PQ-2025-09", "ELBSecurityPolicy-TLS13-1-2-Ext2-PQ-2025-09", "ELBSecurityPolicy-TLS13-1-2-Ext0-FIPS-2023-04",
	} {
		args := minimal()
		args.TLSPolicy = weak
		faults := args.Validate()
		require.Len(t, faults, 1, weak)
		assert.Equal(t, []string{"tlsPolicy", weak}, []string{faults[0].Path, faults[0].Found})
	}
	for _, strong := range TLSPolicies() {
		args := minimal()
		args.TLSPolicy = strong
		assert.Empty(t, args.Validate(), strong)
	}
}

// TestTwoNamesOfOnePriority looks for two names that share one, as a pair must
// exist among so many, and has them refused.
func TestTwoNamesOfOnePriority(t *testing.T) {
	t.Parallel()
	seen := map[int]string{}
	for i := range 49001 {
		name := fmt.Sprintf("s%d", i)
		other, taken := seen[servicePriority(name)]
		if !taken {
			seen[servicePriority(name)] = name
			continue
		}
		pair := []string{name, other}
		slices.Sort(pair)
		args := minimal()
		args.Services = map[string]Service{name: service("x", 8000), other: service("y", 8000)}
		assert.Equal(t, fault.Faults{{Path: "services." + pair[1], Found: pair[1], Accepted: fmt.Sprintf(
			"another name: the priority of its rule, %d, follows from the name and is that of %s, too", servicePriority(name), pair[0])}}, args.Validate())
		return
	}
	t.Fatal("no two names share a priority")
}

func TestMoreNamesThanACertificateTakes(t *testing.T) {
	t.Parallel()
	args := minimal()
	args.Services = map[string]Service{"root": service("", 8000)}
	args.IPv6, args.Monitoring = true, full().Monitoring
	consoles := len(args.Monitoring.Hosts)
	for i := range maxCertified - 1 - consoles {
		args.Services[fmt.Sprintf("s%d", i)] = service(fmt.Sprintf("h%d", i), 8000)
	}
	assert.Empty(t, args.Validate(), "the domain, its hosts and the consoles are ten names")
	args.Services["more"] = service("more", 8000)
	assert.Equal(t, fault.Faults{{
		Path: "services", Found: "11 names",
		Accepted: "at most 10 names on the certificate: the domain, each host below it, and each of monitoring.hosts",
	}}, args.Validate())
}

func TestCountries(t *testing.T) {
	t.Parallel()
	assert.Len(t, countries(), 249)
	assert.True(t, slices.IsSorted(countries()))
	assert.Len(t, slices.Compact(countries()), 249)
}
