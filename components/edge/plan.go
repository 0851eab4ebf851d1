package edge

import (
	"fmt"
	"hash/fnv"
	"maps"
	"net/netip"
	"slices"
	"strings"
)

// Colour is one of the two sets of pods of a service.
type Colour string

// The colours. A delivery puts the new release on the one that gets nothing.
const (
	Blue  Colour = "blue"
	Green Colour = "green"
)

// route is a name and the pods behind it.
type route struct {
	name     string // the service, or the console
	host     string // "api.dev.example.com"
	priority int    // of the listener's rule
	ranges   []netip.Prefix
	targets  []target
}

// target is a target group.
type target struct {
	colour     Colour // empty without colours
	weight     int
	port       int
	healthPath string
	matcher    string // status codes of a healthy answer
	slowStart  int
	drain      int
}

// parts are the parts of the names of a route's target group.
func (t target) parts(route string) []string {
	if t.colour == "" {
		return []string{route}
	}
	return []string{route, string(t.colour)}
}

// serviceRoutes are the services in the order of their names.
func serviceRoutes(a *Args) []route {
	out := make([]route, 0, len(a.Services))
	for _, name := range slices.Sorted(maps.Keys(a.Services)) {
		s := a.Services[name]
		group := target{
			port: s.Port, healthPath: s.HealthPath, matcher: "200",
			slowStart: s.SlowStartSeconds, drain: s.DeregistrationSeconds,
		}
		blue, green := group, group
		blue.colour, blue.weight = Blue, s.Weights.Blue
		green.colour, green.weight = Green, s.Weights.Green
		out = append(out, route{
			name: name, host: below(a.Domain, s.Host), priority: servicePriority(name),
			ranges: s.AllowedRanges, targets: []target{blue, green},
		})
	}
	return out
}

// consoleDrainSeconds is what a console's open requests get: nobody pays there.
const consoleDrainSeconds = 30

// console is where a monitoring console listens and says that it is well, and
// the priority of its rule.
type console struct {
	priority, port int
	healthPath     string
	matcher        string
}

// consoles have what each project's own documentation says. Kibana answers its
// status with 401 where it asks for a login, which is a sign of life, too.
func consoles() map[MonitoringHost]console {
	return map[MonitoringHost]console{
		Grafana:    {10, 3000, "/api/health", "200"},
		Kibana:     {20, 5601, "/api/status", "200,401"},
		Jaeger:     {30, 16686, "/", "200"},
		Prometheus: {40, 9090, "/-/healthy", "200"},
	}
}

// consoleRoutes are the exposed consoles in the order of MonitoringHosts.
func consoleRoutes(a *Args) []route {
	var out []route
	if a.Monitoring == nil {
		return nil
	}
	for _, host := range MonitoringHosts() {
		if !slices.Contains(a.Monitoring.Hosts, host) {
			continue
		}
		c := consoles()[host]
		out = append(out, route{
			name: string(host), host: below(a.Domain, string(host)), priority: c.priority, ranges: a.Monitoring.AllowedRanges,
			targets: []target{{port: c.port, healthPath: c.healthPath, matcher: c.matcher, drain: consoleDrainSeconds}},
		})
	}
	return out
}

// below is a name below the domain, or the domain itself.
func below(domain, host string) string {
	if host == "" {
		return domain
	}
	return host + "." + domain
}

// Priorities of services' rules. ELB knows 1 to 50000; those of consoles are
// below.
const (
	firstServicePriority = 1000
	servicePriorities    = 49000
)

// servicePriority is a function of the service's name alone: one that counted
// services would move rules when a service is added, and ELB refuses two rules
// of one priority, so a change of many could fail half way. Rules of different
// hosts never compete, so the order means nothing. Two names of one priority
// are a fault.
func servicePriority(name string) int {
	h := fnv.New32a()
	_, _ = h.Write([]byte(name)) // never fails
	return firstServicePriority + int(h.Sum32()%servicePriorities)
}

// hostNames are the domain and everything below it, each once, the domain first
// and the others in order. They are the names on the certificate and in DNS.
func hostNames(a *Args) []string {
	names := []string{}
	for _, r := range slices.Concat(serviceRoutes(a), consoleRoutes(a)) {
		if r.host != a.Domain {
			names = append(names, r.host)
		}
	}
	slices.Sort(names)
	return append([]string{a.Domain}, slices.Compact(names)...)
}

// urls are where services and consoles are found, by name.
func urls(a *Args) map[string]string {
	out := map[string]string{}
	for _, r := range slices.Concat(serviceRoutes(a), consoleRoutes(a)) {
		out[r.name] = "https://" + r.host
	}
	return out
}

// caaRecords let each authority issue certificates (RFC 8659, "issue").
func caaRecords(authorities []string) []string {
	out := make([]string, len(authorities))
	for i, ca := range authorities {
		out[i] = fmt.Sprintf("0 issue %q", ca)
	}
	slices.Sort(out)
	return out
}

// inZone says whether the domain is the zone's name or below it.
func inZone(domain, zone string) bool {
	return domain == zone || strings.HasSuffix(domain, "."+zone)
}
