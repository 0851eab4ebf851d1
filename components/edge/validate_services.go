package edge

import (
	"fmt"
	"maps"
	"slices"

	"github.com/covetpy/platform/infra/fault"
)

// Bounds of a service.
const (
	firstUnprivileged = 1024
	lastPort          = 65535
	whole             = 100 // percent
	shortestSlowStart = 30
	longestSlowStart  = 900
	longestDrain      = 3600
	longestPath       = 1024
)

func (a *Args) checkServices(c *fault.Check) {
	for _, name := range slices.Sorted(maps.Keys(a.Services)) {
		path := "services." + name
		c.Require(nameForm.MatchString(name), path, name, "a DNS label of at most 40 characters that begins with a letter")
		c.Require(!slices.Contains(MonitoringHosts(), MonitoringHost(name)), path, name, "a name that no monitoring console has")
		a.checkService(c, path, a.Services[name])
	}
}

func (a *Args) checkService(c *fault.Check, path string, s Service) {
	host := below(a.Domain, s.Host)
	switch {
	case s.Host != "" && !hostForm.MatchString(s.Host):
		c.Add(path+".host", s.Host, "a name below the domain in lower case, api")
	case len(host) > maxName:
		c.Add(path+".host", host, fmt.Sprintf("at most %d characters with the domain", maxName))
	}
	c.Require(s.Port >= firstUnprivileged && s.Port <= lastPort, path+".port", s.Port,
		fmt.Sprintf("%d to %d, as pods do not run as root", firstUnprivileged, lastPort))
	c.Require(len(s.HealthPath) > 0 && s.HealthPath[0] == '/' && len(s.HealthPath) <= longestPath, path+".healthPath", fault.Written(s.HealthPath),
		"a path from /, /healthz")
	weights := s.Weights.Blue >= 0 && s.Weights.Green >= 0 && s.Weights.Blue+s.Weights.Green == whole
	c.Require(weights, path+".weights", fmt.Sprintf("blue %d, green %d", s.Weights.Blue, s.Weights.Green), "percentages from 0 that make 100 together")
	slow := s.SlowStartSeconds
	c.Require(slow == 0 || slow >= shortestSlowStart && slow <= longestSlowStart, path+".slowStartSeconds", slow,
		fmt.Sprintf("0 for none, or %d to %d seconds", shortestSlowStart, longestSlowStart))
	c.Require(s.DeregistrationSeconds >= 0 && s.DeregistrationSeconds <= longestDrain, path+".deregistrationSeconds", s.DeregistrationSeconds,
		fmt.Sprintf("0 to %d seconds", longestDrain))
	a.checkRanges(c, path+".allowedRanges", s.AllowedRanges, "a range that is someone's; leave the list empty for everyone")
}

func (a *Args) checkMonitoring(c *fault.Check) {
	m := a.Monitoring
	if m == nil {
		return
	}
	for i, host := range m.Hosts {
		path := fmt.Sprintf("monitoring.hosts[%d]", i)
		c.Require(slices.Contains(MonitoringHosts(), host), path, fault.Written(string(host)), "grafana, kibana, jaeger or prometheus")
		c.Require(slices.Index(m.Hosts, host) == i, path, host, "each console once")
	}
	c.Require(len(m.Hosts) == 0 || len(m.AllowedRanges) > 0, "monitoring.allowedRanges", nil,
		"the ranges of those who may look, as monitoring.hosts exposes consoles")
	a.checkRanges(c, "monitoring.allowedRanges", m.AllowedRanges, "a range that is yours: consoles are never open to everyone")
}

// checkShared finds what two routes can't have both.
func (a *Args) checkShared(c *fault.Check) {
	routes := slices.Concat(consoleRoutes(a), serviceRoutes(a))
	hosts, priorities := map[string]string{}, map[int]string{}
	for _, r := range routes {
		path := "services." + r.name
		if other, taken := hosts[r.host]; taken {
			c.Add(path+".host", r.host, "a host of its own: "+other+" has this one")
		} else {
			hosts[r.host] = r.name
		}
		if other, taken := priorities[r.priority]; taken {
			c.Add(path, r.name, fmt.Sprintf("another name: the priority of its rule, %d, follows from the name and is that of %s, too", r.priority, other))
		} else {
			priorities[r.priority] = r.name
		}
	}
	if names := len(hostNames(a)); names > maxCertified {
		c.Add("services", fmt.Sprintf("%d names", names),
			fmt.Sprintf("at most %d names on the certificate: the domain, each host below it, and each of monitoring.hosts", maxCertified))
	}
}
