package network

import (
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"github.com/covetpy/platform/infra/naming"
	"github.com/covetpy/platform/infra/tags"
)

// Parts of logical names, which are the component's name and some of these,
// joined by dashes ("network-private-a"). They are in URNs: a part that is
// changed here deletes and makes again what bears it, or needs an alias. What
// exists once per zone ends in the letter of its slot, never in the zone's id.
const (
	partDefault      = "default"
	partInternet     = "internet"
	partEgressOnly   = "egress-only"
	partNAT          = "nat"
	partRegional     = "regional"
	partIPv6         = "ipv6"
	partEndpoint     = "endpoint"
	partEndpoints    = "endpoints"
	partFlowLogs     = "flow-logs"
	partDNSFirewall  = "dns-firewall"
	partDNSQueries   = "dns-queries"
	partPublicAccess = "block-public-access"
)

// letters of the slots.
const letters = "abcd"

// Letter is the letter of a slot, "a" to "d".
func Letter(slot int) string { return letters[slot : slot+1] }

// logical is the logical name of a part.
func (b *build) logical(parts ...string) string {
	return strings.Join(append([]string{b.name}, parts...), "-")
}

// named is the tag that the console shows as a part's name.
func (b *build) named(parts ...string) pulumi.StringMap {
	return tags.Named(b.args.Names.Name(naming.TagValue, parts...))
}

// flowLogBucket is the bucket of flow logs. Buckets of all accounts share one
// name space, so account and region are in it.
func (a *Args) flowLogBucket() string {
	return a.Names.Name(naming.S3Bucket, partFlowLogs, a.Where.Account, a.Where.Region)
}

// flowLogRole is the role that writes flow logs into a log group. Roles have no
// region, so it is in the name.
func (a *Args) flowLogRole() string {
	return a.Names.Name(naming.IAMRole, partFlowLogs, a.Where.Region)
}

// logGroup is a log group of the network, "/covetpy/dev/flow-logs".
func (a *Args) logGroup(part string) string { return a.Names.Path(naming.LogGroup, part) }
