package app

import (
	"net/netip"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/covetpy/platform/infra/fault"
)

func reachFaults(a *Args) fault.Faults {
	var c fault.Check
	a.checkReach(&c)
	return c.Faults()
}

func TestReachThatIsTaken(t *testing.T) {
	for name, a := range map[string]*Args{"one of everything": connected(), "in a mesh": inMesh(), "nothing": alone()} {
		assert.Empty(t, reachFaults(a), name)
	}
}

func TestReachThatIsRefused(t *testing.T) {
	for name, tt := range map[string]struct {
		change func(*Args)
		want   fault.Faults
	}{
		"no ranges of what is used": {
			func(a *Args) { a.Reach.LoadBalancer, a.Reach.Data, a.Reach.Endpoints = nil, nil, nil },
			fault.Faults{
				{Path: "reach.data", Accepted: "at least one range, as uses.database has to be reached"},
				{Path: "reach.endpoints", Accepted: "at least one range, as uses.queues have to be reached"},
				{Path: "reach.loadBalancer", Accepted: "at least one range, as service.edge has the load balancer call"},
			},
		},
		"no ranges of caches": {
			func(a *Args) { a.Uses.Database, a.Reach.Data = nil, nil },
			fault.Faults{{Path: "reach.data", Accepted: "at least one range, as uses.caches have to be reached"}},
		},
		"ranges that are everyone's": {
			func(a *Args) { a.Reach.Data = append(prefixes("0.0.0.0/0", "10.0.20.1/24", "::/0"), netip.Prefix{}) },
			fault.Faults{
				{Path: "reach.data[0]", Found: "0.0.0.0/0", Accepted: "a range of /8 or narrower: wider ones are everyone"},
				{Path: "reach.data[0]", Found: "0.0.0.0/0", Accepted: "a range without 169.254.169.254, which hands out the node's credentials"},
				{Path: "reach.data[1]", Found: "10.0.20.1/24", Accepted: "the range's first address, 10.0.20.0/24"},
				{Path: "reach.data[2]", Found: "::/0", Accepted: "a range of /16 or narrower: wider ones are everyone"},
				{Path: "reach.data[2]", Found: "::/0", Accepted: "a range without fd00:ec2::254, which hands out the node's credentials"},
				{Path: "reach.data[3]", Accepted: "a range of addresses, 10.0.0.0/20"},
			},
		},
		"callers of a worker": {
			func(a *Args) { a.Service = nil },
			fault.Faults{{Path: "reach.callers.front", Found: "front", Accepted: "none, as service is missing and a worker is not called"}},
		},
		"a caller that is itself": {
			func(a *Args) { a.Reach.Callers = map[string]Peer{"shop": {}} },
			fault.Faults{
				{Path: "reach.callers.shop", Found: "shop", Accepted: "another application than name, which is this one"},
				{Path: "reach.callers.shop.namespace", Accepted: "the name of a namespace, a DNS label"},
			},
		},
		"a caller that is not in the mesh": {
			func(a *Args) { a.Mesh = &Mesh{} },
			fault.Faults{{
				Path: "reach.callers.front.mesh", Found: "false",
				Accepted: "true with mesh: this application answers only who has a certificate",
			}},
		},
		"a scraper that is everyone": {
			func(a *Args) { a.Reach.Scraper = &Workload{} },
			fault.Faults{
				{Path: "reach.scraper.labels", Accepted: "labels of its pods: without any, every pod of its namespace is the scraper"},
				{Path: "reach.scraper.namespace", Accepted: "the name of a namespace, a DNS label"},
			},
		},
		"a label that is none": {
			func(a *Args) { a.Reach.Scraper.Labels = map[string]string{"name": "a b"} },
			fault.Faults{{Path: "reach.scraper.labels", Found: "name=a b", Accepted: "labels as Kubernetes takes them"}},
		},
		"a host without addresses": {
			func(a *Args) {
				*a = *inMesh()
				a.Mesh.Hosts = append(a.Mesh.Hosts, ExternalHost{Name: "maps.example"})
			},
			fault.Faults{{Path: "mesh.hosts[1].ranges", Accepted: "the ranges of maps.example's addresses: a network policy can't name a host"}},
		},
	} {
		t.Run(name, func(t *testing.T) {
			a := connected()
			tt.change(a)
			assert.Equal(t, tt.want, reachFaults(a))
		})
	}
}
