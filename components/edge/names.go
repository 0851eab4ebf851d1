package edge

import (
	"strconv"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"github.com/covetpy/platform/infra/naming"
	"github.com/covetpy/platform/infra/tags"
)

// Parts of logical names, which are the component's name and some of these,
// joined by dashes ("edge-service-api-blue"). They are in URNs: a part that is
// changed here deletes and makes again what bears it, or needs an alias. What
// belongs to a name in DNS bears that name.
const (
	partBalancer    = "load-balancer"
	partHTTP        = "http"
	partHTTPS       = "https"
	partService     = "service"
	partMonitoring  = "monitoring"
	partCertificate = "certificate"
	partValidation  = "validation"
	partAuthorities = "authorities"
	partAlias       = "alias"
	partWAF         = "waf"
	partAlarm       = "alarm"

	// partEdge is in physical names, which do not hold the component's.
	partEdge = "edge"
)

// logical is the logical name of a part.
func (b *build) logical(parts ...string) string {
	return strings.Join(append([]string{b.name}, parts...), "-")
}

// named is the tag that the console shows as a part's name.
func (b *build) named(parts ...string) pulumi.StringMap {
	return tags.Named(b.args.Names.Name(naming.TagValue, append([]string{partEdge}, parts...)...))
}

// BalancerName is the load balancer's name. None of its inputs that would
// replace it is configuration, so a fixed name is in nobody's way.
func (a *Args) BalancerName() string { return a.Names.Name(naming.LoadBalancer, partEdge) }

// targetGroupName has everything in it that replaces a target group, so that
// the new one can be made before the old one goes.
func (a *Args) targetGroupName(route string, t target) string {
	return a.Names.Name(naming.LoadBalancer, append(t.parts(route), strconv.Itoa(t.port))...)
}

// WebACLName is the firewall's name, and its metric's.
func (a *Args) WebACLName() string { return a.Names.Name(naming.WebACL, partEdge) }

// WAFLogGroup is the log group of the firewall. WAF writes to none whose name
// does not begin with aws-waf-logs- (WAF developer guide, "Logging protection
// pack (web ACL) traffic to CloudWatch Logs"), and the logs' key has to name it.
func (a *Args) WAFLogGroup() string { return "aws-waf-logs-" + a.WebACLName() }
