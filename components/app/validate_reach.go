package app

import (
	"fmt"
	"maps"
	"net/netip"
	"slices"

	"k8s.io/apimachinery/pkg/util/validation"

	"github.com/covetpy/platform/infra/fault"
)

// Ranges that are wider than these are the internet, or a good part of it.
const (
	leastBits4 = 8
	leastBits6 = 16
)

// metadata are the addresses of the service that hands a node's credentials to
// whoever asks (EC2 user guide, "Access instance metadata").
func metadata() []netip.Addr {
	return []netip.Addr{netip.AddrFrom4([4]byte{169, 254, 169, 254}), netip.MustParseAddr("fd00:ec2::254")}
}

func (a *Args) checkReach(c *fault.Check) {
	checkRanges(c, "reach.loadBalancer", a.Reach.LoadBalancer)
	checkRanges(c, "reach.data", a.Reach.Data)
	checkRanges(c, "reach.endpoints", a.Reach.Endpoints)
	need := func(ok bool, path, by string) {
		c.Require(ok, path, nil, "at least one range, as "+by)
	}
	if a.edge() != nil {
		need(len(a.Reach.LoadBalancer) > 0, "reach.loadBalancer", "service.edge has the load balancer call")
	}
	if a.Uses.Database != nil {
		need(len(a.Reach.Data) > 0, "reach.data", "uses.database has to be reached")
	} else if len(a.Uses.Caches) > 0 {
		need(len(a.Reach.Data) > 0, "reach.data", "uses.caches have to be reached")
	}
	if len(a.Uses.Queues) > 0 {
		need(len(a.Reach.Endpoints) > 0, "reach.endpoints", "uses.queues have to be reached")
	}
	a.checkCallers(c)
	a.checkScraper(c)
	a.checkHosts(c)
}

func (a *Args) checkCallers(c *fault.Check) {
	for _, name := range slices.Sorted(maps.Keys(a.Reach.Callers)) {
		path, peer := "reach.callers."+name, a.Reach.Callers[name]
		c.Require(a.Service != nil, path, name, "none, as service is missing and a worker is not called")
		c.Require(name != a.Name, path, name, "another application than name, which is this one")
		checkPeer(c, path, name, peer)
		c.Require(peer.Mesh || a.Mesh == nil, path+".mesh", peer.Mesh,
			"true with mesh: this application answers only who has a certificate")
	}
}

func (a *Args) checkScraper(c *fault.Check) {
	scraper := a.Reach.Scraper
	if scraper == nil {
		return
	}
	checkNamespace(c, "reach.scraper.namespace", scraper.Namespace)
	c.Require(len(scraper.Labels) > 0, "reach.scraper.labels", nil, "labels of its pods: without any, every pod of its namespace is the scraper")
	for _, key := range slices.Sorted(maps.Keys(scraper.Labels)) {
		value := scraper.Labels[key]
		ok := len(validation.IsQualifiedName(key)) == 0 && len(validation.IsValidLabelValue(value)) == 0
		c.Require(ok, "reach.scraper.labels", key+"="+value, "labels as Kubernetes takes them")
	}
}

// checkHosts looks at what network policies need of hosts outside the mesh.
func (a *Args) checkHosts(c *fault.Check) {
	if a.Mesh == nil {
		return
	}
	for i, host := range a.Mesh.Hosts {
		path := fmt.Sprintf("mesh.hosts[%d].ranges", i)
		c.Require(len(host.Ranges) > 0, path, nil,
			"the ranges of "+host.Name+"'s addresses: a network policy can't name a host")
		checkRanges(c, path, host.Ranges)
	}
}

// checkRanges refuses ranges that a network policy would mean everyone by, and those
// with the metadata service in them.
func checkRanges(c *fault.Check, path string, ranges []netip.Prefix) {
	for i, prefix := range ranges {
		at := fmt.Sprintf("%s[%d]", path, i)
		if !prefix.IsValid() {
			c.Add(at, nil, "a range of addresses, 10.0.0.0/20")
			continue
		}
		c.Require(prefix == prefix.Masked(), at, prefix, "the range's first address, "+prefix.Masked().String())
		least := leastBits4
		if prefix.Addr().Is6() {
			least = leastBits6
		}
		c.Require(prefix.Bits() >= least, at, prefix, fmt.Sprintf("a range of /%d or narrower: wider ones are everyone", least))
		for _, address := range metadata() {
			c.Require(!prefix.Contains(address), at, prefix, "a range without "+address.String()+", which hands out the node's credentials")
		}
	}
}
