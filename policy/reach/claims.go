package reach

import (
	"github.com/covetpy/platform/policy/rule"
)

// Claim is a statement about a whole network, and whether it holds.
type Claim struct {
	Says  string
	Holds rule.Truth
	// Against are what it fails by, or may fail by, in words.
	Against []string
}

// Claims are the statements that the network is built to make true, asked of what
// gets through every layer. (The rules ask more: that no single layer is open.)
func (g *Graph) Claims() []Claim {
	strangers := []Source{InternetIPv4(), InternetIPv6()}
	front := Claim{Says: "strangers reach load balancers on ports 80 and 443, and nothing else that is in the network", Holds: rule.Yes}
	chains := Claim{Says: "no chain of groups leads from the internet to a data store", Holds: rule.Yes}
	silent := Claim{Says: "no data store reaches the internet", Holds: rule.Yes}
	inside := Claim{Says: "nodes are not reached from the internet, and have no public address", Holds: rule.Yes}
	for _, t := range g.things {
		var allowed Ports
		if t.Kind == LoadBalancer {
			allowed = TCPPorts(80, 443).Union(Range(UDP, 443, 443))
		}
		for _, s := range strangers {
			in := g.Between(s, t).Ports
			beyond := PortBounds{in.Sure.Minus(allowed), in.Maybe.Minus(allowed)}
			if t.Kind != ControlPlane { // whose endpoint is AWS's, outside the network
				front.judge(beyond.Some(), s.Name+" to "+t.Resource.Name+": "+short(beyond.Maybe))
			}
			if t.Kind == Nodes {
				inside.judge(rule.Or(in.Some(), t.Public), s.Name+" to "+t.Resource.Name)
			}
			if t.Kind.Store() {
				family := map[string]Addresses{strangers[0].Name: ipv4, strangers[1].Name: ipv6}[s.Name]
				out := g.Outward(FromThing(t), family).Ports
				silent.judge(out.Some(), t.Resource.Name+" to "+s.Name+": "+short(out.Maybe))
			}
		}
		if t.Kind.Store() {
			exposed, chain := g.Exposed(t)
			chains.judge(exposed, t.Resource.Name+": "+chain.String())
		}
	}
	return []Claim{front, chains, silent, inside}
}

// judge takes one thing that would contradict the claim.
func (c *Claim) judge(against rule.Truth, says string) {
	c.Holds = rule.And(c.Holds, rule.Not(against))
	if against != rule.No {
		c.Against = append(c.Against, says)
	}
}
