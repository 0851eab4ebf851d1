package cluster

import (
	"fmt"
	"net/netip"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/covetpy/platform/infra/fault"
	"github.com/covetpy/platform/infra/loggroup"
)

// LogTypes are the control plane's logs (EKS user guide, "Send control plane
// logs to CloudWatch Logs").
func LogTypes() []string {
	return []string{"api", "audit", "authenticator", "controllerManager", "scheduler"}
}

// zonesWithout are zone ids in which EKS can't place a control plane's network
// interfaces (EKS user guide, "View Amazon EKS networking requirements").
func zonesWithout() []string { return []string{"use1-az3", "usw1-az2", "cac1-az3"} }

// Bounds of EKS and of this component.
const (
	minZones           = 2
	maxPublicRanges    = 40 // EKS quota, public endpoint access CIDR ranges per cluster
	widestPublicPrefix = 8
)

var (
	letterForm = regexp.MustCompile(`^[a-z]$`)
	aliasForm  = regexp.MustCompile(`^alias/[a-zA-Z0-9/_-]+$`)
)

// Validate returns every fault of the arguments, and registers nothing. Values
// that another component makes are only asked for, never looked into.
func (a *Args) Validate() fault.Faults {
	a = a.withDefaults()
	var c fault.Check
	a.checkPlace(&c)
	stands := checkVersion(&c, a.Version, a.SupportReason, a.AsOf)
	checkAddons(&c, a.Addons, a.Version, stands)
	checkAccess(&c, a.Access, a.Where)
	checkPublicAccess(&c, a.PublicAccess)
	a.checkNetwork(&c)
	a.checkKeys(&c)
	a.checkLogs(&c)
	checkNodeGroups(&c, a.NodeGroups)
	checkWebhooks(&c, a.Webhooks)
	return c.Faults()
}

func (a *Args) checkPlace(c *fault.Check) {
	c.Join("names", a.Names.Faults())
	c.Join("where", a.Where.Faults())
}

func checkPublicAccess(c *fault.Check, ranges []netip.Prefix) {
	c.Require(len(ranges) <= maxPublicRanges, "publicAccess", len(ranges), fmt.Sprintf("at most %d ranges", maxPublicRanges))
	for i, r := range ranges {
		path := fmt.Sprintf("publicAccess[%d]", i)
		switch {
		case !r.IsValid() || !r.Addr().Is4() || r != r.Masked():
			c.Add(path, r, "a range of IPv4 addresses, 203.0.113.0/24")
		case r.Bits() < widestPublicPrefix:
			c.Add(path, r, fmt.Sprintf("a range of at most /%d that is yours: the API server is never open to the whole internet", widestPublicPrefix))
		case r.Addr().IsPrivate() || r.Addr().IsLoopback() || r.Addr().IsLinkLocalUnicast():
			c.Add(path, r, "public addresses: private ones reach the private endpoint and EKS refuses them here")
		}
	}
}

func checkWebhooks(c *fault.Check, webhooks []Webhook) {
	for i, w := range webhooks {
		path := fmt.Sprintf("webhooks[%d]", i)
		c.Require(w.Name != "", path+".name", nil, "whose it is, keda")
		c.Require(w.Port >= firstUnprivileged && w.Port <= lastPort, path+".port", w.Port, fmt.Sprintf("a port that pods listen on, %d to %d", firstUnprivileged, lastPort))
		c.Require(slices.Index(webhooks, w) == i, path, fmt.Sprintf("%s on %d", w.Name, w.Port), "each once")
	}
}

func (a *Args) checkNetwork(c *fault.Check) {
	c.Require(a.VPCID != nil, "vpcId", nil, "the network's id")
	c.Require(a.VPCCIDR.IsValid(), "vpcCidr", nil, "the network's range")
	zones := map[string]bool{}
	letters := map[string]bool{}
	for i, s := range a.Subnets {
		path := fmt.Sprintf("subnets[%d]", i)
		c.Require(letterForm.MatchString(s.Letter), path+".letter", s.Letter, "one small letter")
		c.Require(!letters[s.Letter], path+".letter", s.Letter, "each letter once")
		c.Require(s.ZoneID != "", path+".zoneId", nil, "a zone id, euw1-az1")
		c.Require(!slices.Contains(zonesWithout(), s.ZoneID), path+".zoneId", s.ZoneID, "a zone in which EKS has control planes")
		c.Require(s.ID != nil, path+".id", nil, "the subnet's id")
		zones[s.ZoneID], letters[s.Letter] = true, true
	}
	c.Require(len(zones) >= minZones, "subnets", strconv.Itoa(len(zones))+" zones", fmt.Sprintf("subnets in at least %d zones", minZones))
}

func (a *Args) checkKeys(c *fault.Check) {
	c.Require(a.Keys.Secrets != nil, "keys.secrets", nil, "the ARN of the key of cluster secrets")
	c.Require(a.Keys.Volumes != nil, "keys.volumes", nil, "the ARN of the volumes' key")
	c.Require(a.Keys.Logs != nil, "keys.logs", nil, "the ARN of the logs' key")
	c.Require(aliasForm.MatchString(a.Keys.VolumesAlias), "keys.volumesAlias", a.Keys.VolumesAlias, "the alias of the volumes' key")
	if a.Karpenter == nil {
		return
	}
	c.Require(a.Keys.Messages != nil, "keys.messages", nil, "the ARN of the messages' key, for Karpenter's queue")
	c.Require(aliasForm.MatchString(a.Keys.MessagesAlias), "keys.messagesAlias", a.Keys.MessagesAlias, "the alias of the messages' key")
	c.Require(namespaceForm.MatchString(a.Karpenter.Namespace) && !strings.HasSuffix(a.Karpenter.Namespace, "*"),
		"karpenter.namespace", a.Karpenter.Namespace, "a namespace")
}

func (a *Args) checkLogs(c *fault.Check) {
	c.Require(len(a.Logs.Types) > 0, "logs.types", nil, "at least one of "+fault.Words(LogTypes()))
	for i, t := range a.Logs.Types {
		path := fmt.Sprintf("logs.types[%d]", i)
		c.Require(slices.Contains(LogTypes(), t), path, t, fault.Words(LogTypes()))
		c.Require(slices.Index(a.Logs.Types, t) == i, path, t, "each type once")
	}
	if !slices.Contains(loggroup.Retentions(), a.Logs.RetentionDays) {
		c.Add("logs.retentionDays", a.Logs.RetentionDays, fault.Words(loggroup.Retentions()))
	}
}
