package reach

import (
	"fmt"
	"strconv"
	"strings"
)

// Protocols by IANA number.
const (
	ICMP   = 1
	TCP    = 6
	UDP    = 17
	ICMPv6 = 58
)

const (
	lastPort     = 65535
	portBits     = 16
	lastProtocol = 255
)

// port is a protocol and a port of it, in one number. Protocols without ports
// have only the whole range; ICMP has its type and code there.
type port uint32

func at(protocol, number int) port { return port(protocol<<portBits | number) } //nolint:gosec // both are in range: ranges clamps them

// Compare orders by protocol, then by port.
func (p port) Compare(o port) int { return int(p) - int(o) }

func (p port) succ() (port, bool) { return p + 1, p < at(lastProtocol, lastPort) }
func (p port) pred() (port, bool) { return p - 1, p > 0 }

func (p port) number() int { return int(p & lastPort) }

// Ports is a set of protocols and ports. The zero value is empty.
type Ports struct{ set set[port] }

// AllPorts is every protocol and port.
func AllPorts() Ports { return Ports{setOf(span[port]{0, at(lastProtocol, lastPort)})} }

// Range is the ports of a protocol from one to another, both included.
func Range(protocol, from, to int) Ports {
	from, to = max(from, 0), min(to, lastPort)
	if protocol < 0 || protocol > lastProtocol || from > to {
		return Ports{}
	}
	return Ports{setOf(span[port]{at(protocol, from), at(protocol, to)})}
}

// TCPPorts is single ports of TCP.
func TCPPorts(numbers ...int) Ports {
	var out Ports
	for _, n := range numbers {
		out = out.Union(Range(TCP, n, n))
	}
	return out
}

// Transport is single ports of TCP and of UDP.
func Transport(numbers ...int) Ports {
	out := TCPPorts(numbers...)
	for _, n := range numbers {
		out = out.Union(Range(UDP, n, n))
	}
	return out
}

// Empty says whether nothing is in the set.
func (p Ports) Empty() bool { return p.set.empty() }

// Union is what is in either.
func (p Ports) Union(o Ports) Ports { return Ports{p.set.union(o.set)} }

// Intersect is what is in both.
func (p Ports) Intersect(o Ports) Ports { return Ports{p.set.intersect(o.set)} }

// Minus is what is in this one alone.
func (p Ports) Minus(o Ports) Ports { return Ports{p.set.minus(o.set)} }

// Within says whether all of it is in the other.
func (p Ports) Within(o Ports) bool { return p.set.within(o.set) }

// Equal says whether both hold the same.
func (p Ports) Equal(o Ports) bool { return p.set.equal(o.set) }

// Covers says whether every port of a protocol is in the set.
func (p Ports) Covers(protocol int) bool { return Range(protocol, 0, lastPort).Within(p) }

// String is "tcp 80, 443, 1024-65535; udp 53", "all traffic" or "nothing".
func (p Ports) String() string {
	if p.Empty() {
		return "nothing"
	}
	var parts []string
	for protocol := 0; protocol <= lastProtocol; protocol++ {
		here := p.Intersect(Range(protocol, 0, lastPort)).set.spans
		if len(here) == 0 {
			continue
		}
		end := protocol
		for end < lastProtocol && p.Covers(protocol) && p.Covers(end+1) {
			end++
		}
		switch {
		case end == lastProtocol && protocol == 0:
			return "all traffic"
		case end > protocol:
			parts = append(parts, fmt.Sprintf("protocols %d-%d", protocol, end))
			protocol = end
		default:
			parts = append(parts, protocolName(protocol)+portNumbers(here))
		}
	}
	return strings.Join(parts, "; ")
}

func portNumbers(spans []span[port]) string {
	if len(spans) == 1 && spans[0].from.number() == 0 && spans[0].to.number() == lastPort {
		return ""
	}
	numbers := make([]string, len(spans))
	for i, s := range spans {
		numbers[i] = strconv.Itoa(s.from.number())
		if s.to != s.from {
			numbers[i] += "-" + strconv.Itoa(s.to.number())
		}
	}
	return " " + strings.Join(numbers, ", ")
}

func protocolName(n int) string {
	switch n {
	case ICMP:
		return "icmp"
	case TCP:
		return "tcp"
	case UDP:
		return "udp"
	case ICMPv6:
		return "icmpv6"
	default:
		return "protocol " + strconv.Itoa(n)
	}
}

// protocolNumber reads a protocol as AWS takes it: a name in any case, a number,
// or -1 and "all" for every one (every is true then).
func protocolNumber(text string) (number int, every, ok bool) {
	switch name := strings.ToLower(strings.TrimSpace(text)); name {
	case "-1", "all":
		return 0, true, true
	case "tcp":
		return TCP, false, true
	case "udp":
		return UDP, false, true
	case "icmp":
		return ICMP, false, true
	case "icmpv6", "ipv6-icmp":
		return ICMPv6, false, true
	default:
		n, err := strconv.Atoi(name)
		return n, n == -1, err == nil && n >= -1 && n <= lastProtocol
	}
}
