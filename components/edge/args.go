package edge

import (
	"net/netip"
	"time"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"github.com/covetpy/platform/infra/alarm"
	"github.com/covetpy/platform/infra/identity"
	"github.com/covetpy/platform/infra/naming"
)

// Args says what front door to make. Validate has the limits of each field.
type Args struct {
	// Names is what physical names begin with.
	Names naming.Scope
	// Where is the account and region.
	Where identity.Scope
	// Protect makes Pulumi refuse to delete the load balancer and the firewall's
	// logs. DeletionProtection makes AWS refuse, too.
	Protect bool
	// AsOf is the day by which the firewall's count mode is judged.
	AsOf time.Time

	// VPCID is the network.
	VPCID pulumi.StringInput
	// SubnetIDs are public subnets, at least two in different zones, whose routes
	// stand.
	SubnetIDs []pulumi.StringInput
	// NodeSecurityGroupID is the group of the nodes, and so of the pods. The rules
	// that let the load balancer in are added to it.
	NodeSecurityGroupID pulumi.StringInput
	// LogBucket is the name of the bucket for access and connection logs, which
	// load balancers may write to under AccessLogPrefix and ConnectionLogPrefix.
	LogBucket pulumi.StringInput
	// LogsKeyARN encrypts the firewall's log group, which its key policy has to
	// name (Args.WAFLogGroup). Only needed with a WAF.
	LogsKeyARN pulumi.StringInput
	// Topics are told of alarms.
	Topics alarm.Topics

	// IPv6 makes the load balancer reachable by IPv6 as well. The subnets need it.
	IPv6 bool
	// Domain is the environment's name, "dev.example.com", at most 64 characters
	// (ACM RequestCertificate, DomainName).
	Domain string
	// HostedZone is the public zone that the domain is in. It exists already.
	HostedZone HostedZone
	// Services by name, a DNS label. Their hosts, the consoles' and the domain are
	// at most 10 names, as they are on one certificate.
	Services map[string]Service
	// Monitoring exposes consoles; nil exposes none.
	Monitoring *Monitoring
	// TLSPolicy is one of TLSPolicies; empty is DefaultTLSPolicy.
	TLSPolicy string
	// IdleTimeoutSeconds is how long a connection may be silent, 1 to 4000. AWS's
	// default is 60.
	IdleTimeoutSeconds int
	// KeepAliveSeconds is how long the applications keep an idle connection. It
	// has to be more than IdleTimeoutSeconds: the load balancer would otherwise
	// send a request into a connection that the application is closing, and
	// answer 502.
	KeepAliveSeconds int
	// DeletionProtection makes ELB refuse to delete the load balancer.
	DeletionProtection bool
	// ZonalShift lets traffic be moved away from a zone that is impaired
	// (Application Recovery Controller).
	ZonalShift bool
	// CertificateAuthorities are the issuers that may certify the domain, as CAA
	// names them. Empty is amazon.com, which ACM needs.
	CertificateAuthorities []string
	// WAF is nil without a firewall.
	WAF *WAF
}

// Prefixes of the logs in the bucket.
const (
	AccessLogPrefix     = "lb/access"
	ConnectionLogPrefix = "lb/connections"
)

// HostedZone is a public zone of Route 53.
type HostedZone struct {
	// ID is "Z" and at most 32 more letters and digits.
	ID string
	// Name is "example.com", without a dot at its end.
	Name string
}

// Service is something that the internet may call by a name.
type Service struct {
	// Host is the name below the domain, "api"; empty is the domain itself.
	Host string
	// Port that the pods listen on, 1024 to 65535. A change replaces the target
	// groups.
	Port int
	// HealthPath answers 200 where a pod is ready, "/healthz".
	HealthPath string
	// Weights are the share of requests of each colour.
	Weights Weights
	// SlowStartSeconds is how long a pod that has become healthy takes to get its
	// full share: 0 for at once, or 30 to 900.
	SlowStartSeconds int
	// DeregistrationSeconds is how long a pod that is leaving may finish what it
	// has, 0 to 3600. Its preStop has to wait at least as long.
	DeregistrationSeconds int
	// AllowedRanges are who may call, at most MaxRanges. Empty is everyone.
	AllowedRanges []netip.Prefix
}

// Weights are percentages of requests, together 100.
type Weights struct{ Blue, Green int }

// Monitoring is which consoles can be reached from outside, and by whom.
type Monitoring struct {
	// Hosts are the consoles; each is found under its own name below the domain.
	Hosts []MonitoringHost
	// AllowedRanges are who may call, 1 to MaxRanges: never everyone.
	AllowedRanges []netip.Prefix
}

// MonitoringHost is a console, and its name below the domain.
type MonitoringHost string

// The consoles.
const (
	Grafana    MonitoringHost = "grafana"
	Kibana     MonitoringHost = "kibana"
	Jaeger     MonitoringHost = "jaeger"
	Prometheus MonitoringHost = "prometheus"
)

// MonitoringHosts are all consoles.
func MonitoringHosts() []MonitoringHost {
	return []MonitoringHost{Grafana, Kibana, Jaeger, Prometheus}
}

// WAF is the firewall in front of the load balancer.
type WAF struct {
	// Mode is whether requests that match are blocked, or let through and counted.
	Mode WAFMode
	// CountUntil is the last day of counting, "2026-12-01", at most MaxCountDays
	// after Args.AsOf. Count needs it. From the day after it the rules block,
	// whatever Mode says, and with Block it means nothing.
	CountUntil string
	// AnonymousIPs blocks Tor, VPNs and hosting providers, too
	// (AWSManagedRulesAnonymousIpList). Servers of partners may be among them.
	AnonymousIPs bool
	// RequestsPer5Minutes is what one client address may send, at least 10.
	RequestsPer5Minutes int
	// BlockedCountries are ISO 3166-1 codes, "KP"; at most 50 (WAF API reference,
	// GeoMatchStatement).
	BlockedCountries []string
	// MaxBodyKB blocks larger request bodies, at most 8: WAF sees no more than 8 KB
	// of what a load balancer passes to it, and no setting changes that. 0 lets
	// any body through, uninspected after its first 8 KB.
	MaxBodyKB int
	// CountedRules are rules of AWSManagedRulesCommonRuleSet that only ever count,
	// because they block what an application needs: CommonRules has their names.
	CountedRules []string
	// LogRetentionDays is one of loggroup.Retentions.
	LogRetentionDays int
}

// WAFMode is what happens to a request that matches a rule.
type WAFMode string

// The modes.
const (
	Block WAFMode = "block"
	Count WAFMode = "count"
)
