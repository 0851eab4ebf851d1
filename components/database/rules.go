package database

// Port of PostgreSQL.
const Port = 5432

// group is a security group of the database, by the part of its logical name.
type group string

const (
	clusterGroup group = partCluster
	proxyGroup   group = partProxy
)

// rule of a security group. A rule that comes from a peer names it; one that comes
// from or goes to a group of the database names that.
type rule struct {
	name        string // part of the logical name, for ever
	of          group
	out         bool
	peer        string
	other       group
	description string
}

// rules admit each peer to the proxy where there is one, and to the cluster where
// there is none or the peer is direct. Nothing goes out but what the proxy sends
// to the cluster: a database that calls nobody needs no way to.
func rules(peers []Peer, proxied bool) []rule {
	var out []rule
	for _, p := range peers {
		if proxied {
			out = append(out, rule{
				name: partProxy + "-" + p.Name, of: proxyGroup, peer: p.Name,
				description: "PostgreSQL through the proxy, from " + p.Name,
			})
		}
		if !proxied || p.Direct {
			out = append(out, rule{
				name: partCluster + "-" + p.Name, of: clusterGroup, peer: p.Name,
				description: "PostgreSQL from " + p.Name,
			})
		}
	}
	if proxied {
		out = append(out,
			rule{name: partProxyToCluster, of: proxyGroup, out: true, other: clusterGroup, description: "PostgreSQL to the cluster"},
			rule{name: partClusterFromProxy, of: clusterGroup, other: proxyGroup, description: "PostgreSQL from the proxy"},
		)
	}
	return out
}
