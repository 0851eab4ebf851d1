package edge

import (
	"fmt"
	"slices"
)

// anywhere is the internet.
const (
	anywhere     = "0.0.0.0/0"
	anywhereIPv6 = "::/0"
)

const (
	portHTTP  = 80
	portHTTPS = 443
)

// ingress is a rule of the load balancer's group that lets the internet in.
type ingress struct {
	part, description string
	port              int
	cidr, cidrIPv6    string // one of them
}

// ingressRules let the internet reach HTTPS, and HTTP to be sent to HTTPS.
func ingressRules(ipv6 bool) []ingress {
	out := []ingress{
		{part: "https", description: "The internet calls over HTTPS", port: portHTTPS, cidr: anywhere},
		{part: "http", description: "The internet is sent to HTTPS", port: portHTTP, cidr: anywhere},
	}
	if ipv6 {
		out = append(out,
			ingress{part: "https-ipv6", description: "The internet calls over HTTPS", port: portHTTPS, cidrIPv6: anywhereIPv6},
			ingress{part: "http-ipv6", description: "The internet is sent to HTTPS", port: portHTTP, cidrIPv6: anywhereIPv6},
		)
	}
	return out
}

// podPorts are the ports of all routes, each once, in order. The load balancer
// reaches pods, requests and health checks alike, on these and nothing else.
func podPorts(routes []route) []int {
	var ports []int
	for _, r := range routes {
		for _, t := range r.targets {
			ports = append(ports, t.port)
		}
	}
	slices.Sort(ports)
	return slices.Compact(ports)
}

// podPart is the part of the names of a port's two rules.
func podPart(port int) string { return fmt.Sprintf("pods-%d", port) }
