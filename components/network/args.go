package network

import (
	"net/netip"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"github.com/covetpy/platform/infra/identity"
	"github.com/covetpy/platform/infra/naming"
)

// Args says what network to make. Validate has the limits of each field.
type Args struct {
	// Names is what physical names begin with.
	Names naming.Scope
	// Where is the account and region.
	Where identity.Scope
	// CIDR is the VPC's range: RFC 1918, /16 to /20. It can't be changed.
	CIDR netip.Prefix
	// ZoneIDs are the zones by slot, 2 to 4, "euw1-az1". One may be added at
	// the end; those before it must stay where they are.
	ZoneIDs []string
	// NAT is how private subnets reach the internet over IPv4.
	NAT NATMode
	// PodCIDR is a second range for pods, of 100.64.0.0/10, /16 to /20. Nil is
	// none: pods then live in the private subnets.
	PodCIDR *netip.Prefix
	// IPv6 gives public, private and pod subnets IPv6 as well. Private ones
	// reach out through an egress-only gateway and can't be reached.
	IPv6 bool
	// Peers are ranges that the VPC is, or may be, connected to.
	Peers []netip.Prefix
	// Endpoints are the services reached by interface endpoints. The gateway
	// endpoints of S3 and DynamoDB cost nothing and are always made.
	Endpoints []EndpointService
	// ClusterName is the EKS cluster whose load balancers and Karpenter find
	// the subnets by tag. Empty tags nothing.
	ClusterName string
	// FlowLogs is nil when connections are not recorded.
	FlowLogs *FlowLogs
	// DNSFirewall is nil when lookups are neither filtered nor recorded.
	DNSFirewall *DNSFirewall
	// BlockPublicAccess is a setting of the whole region in the account, so it
	// is off unless asked for, and only one network of a region may ask.
	BlockPublicAccess BlockPublicAccess
	// Protect guards what can't be made again: in Pulumi (protect) and in AWS,
	// where it has a protection of its own.
	Protect bool
}

// NATMode is how private subnets reach the internet.
type NATMode string

// The NAT modes. Changing between them replaces nothing that stays in use.
const (
	// NATNone leaves only endpoints.
	NATNone NATMode = "none"
	// NATSingle is one gateway, in the first zone, that all zones share: the
	// cheapest, and lost with that zone.
	NATSingle NATMode = "single"
	// NATPerZone is a gateway in each zone.
	NATPerZone NATMode = "per-zone"
	// NATRegional is one gateway that AWS spreads over the zones in use, with
	// addresses that AWS allocates.
	NATRegional NATMode = "regional"
)

// BlockPublicAccess is a mode of VPC Block Public Access.
type BlockPublicAccess string

// The modes; the zero value is off, and makes nothing.
const (
	// BlockOff leaves the region as it is.
	BlockOff BlockPublicAccess = "off"
	// BlockIngress refuses what comes from the internet and lets NAT and
	// egress-only gateways work.
	BlockIngress BlockPublicAccess = "ingress"
	// BlockBidirectional refuses all traffic with the internet.
	BlockBidirectional BlockPublicAccess = "bidirectional"
)

// FlowLogs is which connections are recorded, and where.
type FlowLogs struct {
	// Destination is where records go.
	Destination FlowLogDestination
	// Traffic is which connections are recorded.
	Traffic Traffic
	// RetentionDays is how long records are kept.
	RetentionDays int
	// KeyARN encrypts them: a key for objects in S3, one for logs in
	// CloudWatch. Another component makes it, so Validate doesn't look at it.
	KeyARN pulumi.StringInput
	// AccessLogs is the bucket that the record of requests to the flow logs'
	// bucket goes to. Nil keeps no such record.
	AccessLogs pulumi.StringInput
}

// FlowLogDestination is where flow logs go.
type FlowLogDestination string

// The destinations.
const (
	// ToS3 is a bucket of Parquet files, partitioned by hour: cheap to keep,
	// read with Athena.
	ToS3 FlowLogDestination = "s3"
	// ToCloudWatch is an encrypted log group: quick to read, dear to keep.
	ToCloudWatch FlowLogDestination = "cloudwatch"
)

// Traffic is a kind of connection (EC2 CreateFlowLogs, TrafficType).
type Traffic string

// The kinds.
const (
	AcceptedTraffic Traffic = "ACCEPT"
	RejectedTraffic Traffic = "REJECT"
	AllTraffic      Traffic = "ALL"
)

// DNSFirewall is what happens to lookups of names that AWS knows as threats.
// Should the firewall itself fail, lookups fail too (AWS's default).
type DNSFirewall struct {
	// Action is what a lookup of a listed name meets.
	Action FirewallAction
	// Lists are the AWS-managed lists in use and their ids. An id differs from
	// region to region and no API or data source finds it by name, so it is
	// configuration: `aws route53resolver list-firewall-domain-lists` shows it.
	Lists map[ManagedList]string
	// QueryLogRetentionDays is how long the record of all lookups is kept.
	QueryLogRetentionDays int
	// KeyARN encrypts the record. Another component makes it, so Validate
	// doesn't look at it.
	KeyARN pulumi.StringInput
}

// FirewallAction is what a lookup of a listed name meets.
type FirewallAction string

// The actions. AWS asks to watch a managed list with Alert before blocking.
const (
	FirewallAlert FirewallAction = "ALERT"
	FirewallBlock FirewallAction = "BLOCK"
)

// ManagedList is a list of domains that AWS maintains (Route 53 developer
// guide, "Managed Domain Lists").
type ManagedList string

// The lists.
const (
	// MalwareList is AWSManagedDomainsMalwareDomainList.
	MalwareList ManagedList = "malware"
	// BotnetList is AWSManagedDomainsBotnetCommandandControl.
	BotnetList ManagedList = "botnet"
	// AggregateList is AWSManagedDomainsAggregateThreatList, the others and more.
	AggregateList ManagedList = "aggregate"
	// GuardDutyList is AWSManagedDomainsAmazonGuardDutyThreatList.
	GuardDutyList ManagedList = "guardduty"
)

// priorities order the rules. They belong to the list, not to its place in a
// configuration: Resolver refuses two rules of one priority, so priorities
// that moved when a list is added would fail half way.
var priorities = map[ManagedList]int{MalwareList: 100, BotnetList: 200, AggregateList: 300, GuardDutyList: 400}
