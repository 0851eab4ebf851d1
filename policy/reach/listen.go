package reach

import (
	"slices"
	"strings"

	"github.com/covetpy/platform/policy/rule"
)

func fixed(numbers ...int) func(*Graph, *rule.Resource) PortBounds {
	return func(*Graph, *rule.Resource) PortBounds { return exactly(TCPPorts(numbers...)) }
}

func everyPort(*Graph, *rule.Resource) PortBounds { return exactly(AllPorts()) }

// listeners are the ports of a load balancer's listeners.
func (g *Graph) listeners(r *rule.Resource) PortBounds {
	var out PortBounds
	for _, l := range g.index.stack.OfType(typeListener) {
		of := g.index.follow(l, []string{typeBalancer}, false, "loadBalancerArn")
		mine := slices.Contains(of.sure, r)
		if !mine && !of.open && !slices.Contains(of.maybe, r) {
			continue
		}
		ports := readPorts(transport(l.At("protocol")), l.At("port"), l.At("port"))
		if l.At("protocol").Is("TCP_UDP") == rule.Yes {
			ports = ports.Union(readPorts(text("udp"), l.At("port"), l.At("port")))
		}
		if !mine {
			ports = ports.weak()
		}
		out = out.Union(ports)
	}
	return out
}

// transport is the protocol below a listener's: what is neither UDP nor unknown
// comes over TCP.
func transport(protocol rule.Value) rule.Value {
	switch name, known := protocol.Text(); {
	case known == rule.Unknown:
		return protocol
	case slices.Contains([]string{"UDP", "QUIC"}, strings.ToUpper(name)):
		return text("udp")
	default:
		return text("tcp")
	}
}

func classicPorts(_ *Graph, r *rule.Resource) PortBounds {
	var out PortBounds
	for _, item := range r.At("listeners").Items() {
		out = out.Union(readPorts(text("tcp"), item.At("lbPort"), item.At("lbPort")))
	}
	return out
}

// defaultPorts are the ports that engines listen on when none is named, by how
// the engine's name begins; of more than one that fits, the first.
var defaultPorts = []struct {
	engine string
	port   float64
}{
	{"aurora-postgresql", 5432},
	{"postgres", 5432},
	{"POSTGRESQL", 5432},
	{"aurora", 3306},
	{"mysql", 3306},
	{"MYSQL", 3306},
	{"mariadb", 3306},
	{"oracle", 1521},
	{"sqlserver", 1433},
	{"SQLSERVER", 1433},
	{"db2", 50000},
	{"custom-oracle", 1521},
	{"custom-sqlserver", 1433},
	{"docdb", 27017},
	{"neptune", 8182},
	{"memcached", 11211},
	{"redis", 6379},
	{"valkey", 6379},
}

// typePorts are the ports of types whose engine is not said or does not matter.
var typePorts = map[string]float64{
	typeReplication: 6379, typeMemory: 6379, typeDocument: 27017, typeNeptune: 8182, typeWarehouse: 5439,
}

// enginePort is the port that is named, or else the engine's.
func enginePort(_ *Graph, r *rule.Resource) PortBounds {
	if r.At("port").Present() != rule.No {
		return readPorts(text("tcp"), r.At("port"), r.At("port"))
	}
	if port, ok := typePorts[r.Type]; ok {
		return exactly(TCPPorts(int(port)))
	}
	engine := r.At("engine")
	if r.Type == typeProxy {
		engine = r.At("engineFamily")
	}
	name, known := engine.Text()
	if known == rule.Yes {
		for _, d := range defaultPorts {
			if strings.HasPrefix(name, d.engine) {
				return exactly(TCPPorts(int(d.port)))
			}
		}
	}
	return PortBounds{Maybe: Range(TCP, 0, lastPort)}
}

// serverlessPorts: readers have the next one (ElastiCache user guide).
func serverlessPorts(_ *Graph, r *rule.Resource) PortBounds {
	if r.At("engine").Is("memcached") == rule.Yes {
		return exactly(TCPPorts(11211, 11212))
	}
	return exactly(TCPPorts(6379, 6380))
}
