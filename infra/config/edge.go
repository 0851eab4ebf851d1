package config

import "net/netip"

// Edge is the front door: load balancer, certificate, names and web application firewall.
type Edge struct {
	// The public hosted zone that the domain lies in. It exists before the environment: docs/edge.md says how it is made.
	HostedZone HostedZone `json:"hostedZone" config:"required"`
	// What is reached from outside beside applications, by name. An application is given its place as apps.<name>.service.edge.
	Services map[string]EdgeService `json:"services" config:"keys=name"`
	// Monitoring tools that are reached from outside; null for none.
	Monitoring *EdgeMonitoring `json:"monitoring"`
	// Versions and ciphers of TLS, by the name of a policy of the load balancer.
	TLSPolicy TLSPolicy `json:"tlsPolicy"`
	// Seconds after which the load balancer closes an idle connection.
	IdleTimeoutSeconds int `json:"idleTimeoutSeconds" config:"range=1..4000"`
	// Seconds for which the application keeps an idle connection. Longer than idleTimeoutSeconds, otherwise a request meets a closing one (502).
	KeepAliveSeconds int `json:"keepAliveSeconds" config:"range=1..4060"`
	// Whether the load balancer's API refuses its deletion. It does not stop Pulumi: `protect` does.
	DeletionProtection bool `json:"deletionProtection"`
	// Whether AWS may move traffic away from an impaired zone (ARC zonal shift).
	ZonalShift bool `json:"zonalShift"`
	// Web application firewall; null for none.
	WAF *WAF `json:"waf"`
}

// HostedZone is a public hosted zone of Route 53.
type HostedZone struct {
	// Its id.
	ID string `json:"id" config:"required,format=hosted-zone"`
	// Its name. The environment's domain is this or lies below it.
	Name string `json:"name" config:"required,format=domain"`
}

// EdgeService is something that the load balancer sends requests to. Pods join its target groups by a TargetGroupBinding.
type EdgeService struct {
	// First part of its DNS name, before the environment's domain; empty is the domain itself.
	Host string `json:"host" config:"format=host"`
	// Port that its pods listen on.
	Port int `json:"port" config:"range=1025..65535"`
	// Path that tells whether a pod may get requests.
	HealthPath string `json:"healthPath" config:"format=http-path"`
	// Share of requests that each of its two target groups gets.
	Weights EdgeWeights `json:"weights"`
	// Seconds over which a new pod's share of requests grows, 30 to 900; 0 gives it a full share at once.
	SlowStartSeconds int `json:"slowStartSeconds" config:"range=0..900"`
	// Seconds for which a pod that leaves still finishes requests. Its preStop hook has to wait longer.
	DeregistrationSeconds int `json:"deregistrationSeconds" config:"range=0..3600"`
	// Ranges that may call it; empty is everyone.
	AllowedRanges []netip.Prefix `json:"allowedRanges"`
}

// EdgeWeights is the shares of two target groups, together 100.
type EdgeWeights struct {
	// Per cent of requests to the blue group.
	Blue int `json:"blue" config:"range=0..100"`
	// Per cent of requests to the green group.
	Green int `json:"green" config:"range=0..100"`
}

// EdgeMonitoring is which monitoring tools have a name below the domain, and who may call them.
type EdgeMonitoring struct {
	// The tools.
	Hosts []MonitoringHost `json:"hosts" config:"required,least=1"`
	// Ranges that may call them. The internet may not.
	AllowedRanges []netip.Prefix `json:"allowedRanges" config:"required,least=1"`
}

// WAF is AWS WAF before the load balancer, with the rule groups that AWS maintains.
type WAF struct {
	// Block refuses what a rule matches; count only records it, until countUntil.
	Mode WAFMode `json:"mode"`
	// Last day of count mode, at most two weeks away: "2026-12-09". The first `up` after it blocks. Empty in block mode.
	CountUntil string `json:"countUntil" config:"format=date-or-none"`
	// Whether callers from anonymising networks and hosting providers are refused. Servers of other companies are among them.
	AnonymousIPs bool `json:"anonymousIps"`
	// Most requests of one address in five minutes.
	RequestsPer5Minutes int `json:"requestsPer5Minutes" config:"range=10..2000000000"`
	// Countries whose addresses are refused (ISO 3166-1 alpha-2).
	BlockedCountries []string `json:"blockedCountries" config:"format=country"`
	// Longest request body in KB, at most 8, as WAF sees no more of what a load balancer gets; 0 lets any body through, inspected in its first 8 KB only.
	MaxBodyKB int `json:"maxBodyKB" config:"range=0..8"`
	// Rules of AWS's common rule set that only ever count, because they match what the application needs: "SizeRestrictions_QUERYSTRING".
	CountedRules []string `json:"countedRules" config:"format=waf-rule"`
	// Record of requests that a rule matched.
	Logs LogRetention `json:"logs"`
}

// TLSPolicy is a security policy of the load balancer (ELB user guide, "Security policies").
type TLSPolicy string

// Security policies: TLS 1.3 with or without 1.2, forward secrecy and authenticated ciphers, and key exchange that a quantum computer does not break where the client can. AWS recommends the restricted one.
const (
	TLS13And12           TLSPolicy = "ELBSecurityPolicy-TLS13-1-2-PQ-2025-09"
	TLS13And12Restricted TLSPolicy = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09"
	TLS13Only            TLSPolicy = "ELBSecurityPolicy-TLS13-1-3-PQ-2025-09"
)

// Values lists what is accepted.
func (TLSPolicy) Values() []string { return values(TLS13And12, TLS13And12Restricted, TLS13Only) }

// MonitoringHost is a monitoring tool, by the first part of its DNS name.
type MonitoringHost string

// Monitoring tools.
const (
	Grafana    MonitoringHost = "grafana"
	Kibana     MonitoringHost = "kibana"
	Jaeger     MonitoringHost = "jaeger"
	Prometheus MonitoringHost = "prometheus"
)

// Values lists what is accepted.
func (MonitoringHost) Values() []string { return values(Grafana, Kibana, Jaeger, Prometheus) }

// WAFMode is what the firewall does with what its rules match.
type WAFMode string

// Modes of the firewall.
const (
	WAFBlock WAFMode = "block"
	WAFCount WAFMode = "count"
)

// Values lists what is accepted.
func (WAFMode) Values() []string { return values(WAFBlock, WAFCount) }
