package config

import (
	"net/netip"
	"strconv"
)

// Network is the VPC and what guards it.
type Network struct {
	// Address range of the VPC, private (RFC 1918); it can never be changed.
	CIDR netip.Prefix `json:"cidr"`
	// How many availability zones are used. One can be added later without touching the others.
	Zones int `json:"zones" config:"range=2..4"`
	// Zone ids in the order of their slots, one for each zone; empty takes the region's first ones. Ids, not names: names differ per account.
	ZoneIDs []string `json:"zoneIds" config:"format=zone-id"`
	// How private subnets reach the internet: not at all, through one gateway, one gateway in each zone, or one regional gateway.
	NAT NAT `json:"nat"`
	// Second range of the VPC, for pods (100.64.0.0/10); null for none.
	PodCIDR *netip.Prefix `json:"podCidr"`
	// Whether subnets carry IPv6 ranges too, with an egress-only gateway.
	IPv6 bool `json:"ipv6"`
	// Ranges that the VPC is, or will be, connected to and so must not overlap.
	Peers []netip.Prefix `json:"peers"`
	// Whether the AWS services in use are reached through interface endpoints (billed by the hour and zone) instead of the NAT gateway. The S3 and DynamoDB gateway endpoints are free and always made.
	InterfaceEndpoints bool `json:"interfaceEndpoints"`
	// Record of connections; null for none (CIS AWS Foundations Benchmark, VPC flow logging).
	FlowLogs *FlowLogs `json:"flowLogs"`
	// Route 53 DNS Firewall with the lists that AWS manages; null for none.
	DNSFirewall *DNSFirewall `json:"dnsFirewall"`
	// VPC Block Public Access. A setting of the whole region in the account, so only one environment of a region may set it.
	BlockPublicAccess BlockPublicAccess `json:"blockPublicAccess"`
}

// FlowLogs is which connections are recorded, where, and for how long.
type FlowLogs struct {
	// S3 keeps Parquet files with hourly partitions, cheap to keep; CloudWatch keeps an encrypted log group, quick to read.
	Destination FlowLogDestination `json:"destination"`
	// Which connections are recorded.
	Traffic Traffic `json:"traffic"`
	// Days that records are kept.
	RetentionDays Retention `json:"retentionDays"`
}

// DNSFirewall is what happens to a lookup of a name on a list of known threats.
type DNSFirewall struct {
	// BLOCK refuses the lookup, ALERT only records it. AWS asks to watch a list with ALERT first.
	Action FirewallAction `json:"action"`
	// Lists in use and their ids in the region, which differ from region to region: `aws route53resolver list-firewall-domain-lists` shows them.
	Lists map[ManagedList]string `json:"lists" config:"required,least=1,format=domain-list"`
	// Days that the record of queries is kept.
	QueryLogRetentionDays Retention `json:"queryLogRetentionDays"`
}

// NAT is how private subnets reach the internet.
type NAT string

// Ways to the internet.
const (
	NATNone     NAT = "none"
	NATSingle   NAT = "single"
	NATPerZone  NAT = "per-zone"
	NATRegional NAT = "regional"
)

// Values lists what is accepted.
func (NAT) Values() []string { return values(NATNone, NATSingle, NATPerZone, NATRegional) }

// FlowLogDestination is where flow logs go.
type FlowLogDestination string

// Destinations of flow logs.
const (
	ToS3         FlowLogDestination = "s3"
	ToCloudWatch FlowLogDestination = "cloudwatch"
)

// Values lists what is accepted.
func (FlowLogDestination) Values() []string { return values(ToS3, ToCloudWatch) }

// Traffic is which connections a flow log records.
type Traffic string

// Kinds of connections (EC2 CreateFlowLogs, TrafficType).
const (
	AcceptedTraffic Traffic = "ACCEPT"
	RejectedTraffic Traffic = "REJECT"
	AllTraffic      Traffic = "ALL"
)

// Values lists what is accepted.
func (Traffic) Values() []string { return values(AcceptedTraffic, RejectedTraffic, AllTraffic) }

// FirewallAction is what the DNS firewall does with a listed name.
type FirewallAction string

// Actions of the DNS firewall.
const (
	Alert FirewallAction = "ALERT"
	Block FirewallAction = "BLOCK"
)

// Values lists what is accepted.
func (FirewallAction) Values() []string { return values(Alert, Block) }

// ManagedList is a list of domains that AWS maintains.
type ManagedList string

// Managed lists (Route 53 developer guide, "Managed Domain Lists").
const (
	MalwareList   ManagedList = "malware"
	BotnetList    ManagedList = "botnet"
	AggregateList ManagedList = "aggregate"
	GuardDutyList ManagedList = "guardduty"
)

// Values lists what is accepted.
func (ManagedList) Values() []string {
	return values(MalwareList, BotnetList, AggregateList, GuardDutyList)
}

// BlockPublicAccess is which traffic between a VPC and the internet is refused.
type BlockPublicAccess string

// Modes of VPC Block Public Access.
const (
	BlockOff           BlockPublicAccess = "off"
	BlockIngress       BlockPublicAccess = "ingress"
	BlockBidirectional BlockPublicAccess = "bidirectional"
)

// Values lists what is accepted.
func (BlockPublicAccess) Values() []string {
	return values(BlockOff, BlockIngress, BlockBidirectional)
}

// Retention is a number of days that CloudWatch Logs can keep records for.
type Retention int

// Values lists what is accepted (CloudWatch Logs PutRetentionPolicy). S3 takes
// any number; holding it to the same ones lets a destination change alone.
func (Retention) Values() []string {
	days := []int{1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653}
	out := make([]string, len(days))
	for i, d := range days {
		out[i] = strconv.Itoa(d)
	}
	return out
}
