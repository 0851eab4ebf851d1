package app

import (
	"fmt"
	"maps"
	"math"
	"net/http"
	"regexp"
	"slices"
	"strings"

	"github.com/covetpy/platform/infra/fault"
)

// Limits of Istio (API reference, networking.istio.io and telemetry.istio.io).
const (
	mostRetries     = 5
	mostCallSeconds = 3600
)

var (
	meshHostForm   = regexp.MustCompile(`^([a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?\.)+[a-z]([-a-z0-9]{0,61}[a-z0-9])?$`)
	meshDomainForm = regexp.MustCompile(`^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$`)
	// meshPathForm is a whole path, or the beginning of one: Istio takes a star at
	// either end and in no other place.
	meshPathForm = regexp.MustCompile(`^/[^*?#\s]*\*?$`)
)

// reservedPorts are the sidecar's own (Istio, "Application Requirements", ports used
// by Istio).
func reservedPorts() []int {
	return []int{MeshPort, 15000, 15001, 15002, 15004, 15006, 15008, 15009, 15020, 15021, 15053, 15090}
}

// checkMesh finds what is wrong with the place in the mesh, and between it and the
// rest.
func (a *Args) checkMesh(c *fault.Check) {
	m := a.Mesh
	if m == nil {
		return
	}
	if m.ControlPlane != "" {
		checkNamespace(c, "mesh.controlPlane", m.ControlPlane)
	}
	c.Require(m.TrustDomain == "" || meshDomainForm.MatchString(m.TrustDomain), "mesh.trustDomain", m.TrustDomain, "a domain: cluster.local")
	c.Require(!slices.Contains(reservedPorts(), a.Port), "port", a.Port, "a port that the sidecar of mesh does not use itself: none of "+fault.Words(reservedPorts()))
	c.Require(m.TracePercent >= 0 && m.TracePercent <= whole, "mesh.tracePercent", m.TracePercent, "0 to 100")
	m.Connections.check(c)
	m.Outliers.check(c)
	a.checkCalls(c)
	a.checkMeshCallers(c)
	a.checkHostNames(c)
}

func (s Connections) check(c *fault.Check) {
	for path, n := range map[string]int{
		"maxConnections": s.MaxConnections, "maxPending": s.MaxPending,
		"maxRequestsPerConnection": s.MaxRequestsPerConnection, "connectMilliseconds": s.ConnectMilliseconds,
	} {
		c.Require(n >= 0 && n <= math.MaxInt32, "mesh.connections."+path, n, fmt.Sprintf("0 to %d", math.MaxInt32))
	}
}

func (o *Outliers) check(c *fault.Check) {
	if o == nil {
		return
	}
	for path, n := range map[string]int{
		"consecutive5xx": o.Consecutive5xx, "intervalSeconds": o.IntervalSeconds, "ejectSeconds": o.EjectSeconds,
	} {
		c.Require(n >= 1 && n <= mostCallSeconds, "mesh.outliers."+path, n, fmt.Sprintf("1 to %d", mostCallSeconds))
	}
	c.Require(o.MaxEjectPercent >= 1 && o.MaxEjectPercent <= whole, "mesh.outliers.maxEjectPercent", o.MaxEjectPercent, "1 to 100 per cent of the pods")
}

// checkCalls holds the times of a call against each other, and against the time that
// a pod which ends has for its last ones.
func (a *Args) checkCalls(c *fault.Check) {
	seconds := a.Mesh.TimeoutSeconds
	if seconds < 0 || seconds > mostCallSeconds {
		c.Add("mesh.timeoutSeconds", seconds, fmt.Sprintf("1 to %d, or 0 for %d", mostCallSeconds, defaultCallSeconds))
		return
	}
	if drain := a.Shutdown.DrainSeconds; a.Service != nil && drain > 0 {
		c.Require(a.callSeconds() <= drain, "mesh.timeoutSeconds", a.callSeconds(),
			fmt.Sprintf("at most shutdown.drainSeconds (%d), or a pod that ends cuts calls that are within their time", drain))
	}
	r := a.Mesh.Retries
	if r == nil {
		return
	}
	c.Require(r.Attempts >= 1 && r.Attempts <= mostRetries, "mesh.retries.attempts", r.Attempts, fmt.Sprintf("1 to %d", mostRetries))
	c.Require(r.PerTrySeconds >= 1, "mesh.retries.perTrySeconds", r.PerTrySeconds, "at least 1")
	if r.Attempts >= 1 && r.PerTrySeconds >= 1 {
		all := (r.Attempts + 1) * r.PerTrySeconds
		c.Require(all <= a.callSeconds(), "mesh.retries.perTrySeconds", r.PerTrySeconds,
			fmt.Sprintf("at most mesh.timeoutSeconds (%d) for the first attempt and mesh.retries.attempts (%d) more together, not %d", a.callSeconds(), r.Attempts, all))
	}
	c.Require(r.BudgetPercent >= 0 && r.BudgetPercent <= whole, "mesh.retries.budgetPercent", r.BudgetPercent, "0 to 100 (0: Istio's default)")
	checkConditions(c, r.On)
}

func checkConditions(c *fault.Check, on []RetryCondition) {
	known := []RetryCondition{ConnectFailure, RefusedStream, Unavailable, GatewayError, Reset}
	c.Require(len(on) > 0, "mesh.retries.on", nil, "at least one of "+fault.Words(known))
	for i, condition := range on {
		path := fmt.Sprintf("mesh.retries.on[%d]", i)
		fault.OneOf(c, path, condition, known...)
		c.Require(slices.Index(on, condition) == i, path, condition, "each condition once")
	}
}

func (a *Args) checkMeshCallers(c *fault.Check) {
	callers := a.Mesh.Callers
	c.Require(len(callers) == 0 || a.Service != nil, "mesh.callers", len(callers), "none, as there is no service to call")
	for i, caller := range callers {
		path := fmt.Sprintf("mesh.callers[%d]", i)
		known := slices.Sorted(maps.Keys(a.Reach.Callers))
		if !slices.Contains(known, caller.App) {
			c.Add(path+".app", fault.Written(caller.App), "an application of reach.callers, which network policies let in: "+orNone(known))
		}
		c.Require(len(caller.Methods) > 0, path+".methods", nil, "at least one")
		for j, method := range caller.Methods {
			fault.OneOf(c, fmt.Sprintf("%s.methods[%d]", path, j), method, methods()...)
		}
		c.Require(len(caller.Paths) > 0, path+".paths", nil, "at least one")
		for j, p := range caller.Paths {
			c.Require(meshPathForm.MatchString(p), fmt.Sprintf("%s.paths[%d]", path, j), fault.Written(p), "a path, which may end in a star: /api/orders/*")
		}
	}
}

func methods() []string {
	return []string{
		http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete, http.MethodOptions,
	}
}

func orNone(names []string) string {
	if len(names) == 0 {
		return "there is none"
	}
	return fault.Words(names)
}

// checkHostNames leaves the hosts' addresses to checkHosts.
func (a *Args) checkHostNames(c *fault.Check) {
	seen := map[string]bool{}
	for i, host := range a.Mesh.Hosts {
		path := fmt.Sprintf("mesh.hosts[%d]", i)
		inside := strings.HasSuffix(host.Name, ".svc") || strings.HasSuffix(host.Name, ".cluster.local")
		c.Require(meshHostForm.MatchString(host.Name) && !inside, path+".name", fault.Written(host.Name), "the whole DNS name of a host outside the cluster, no star: api.example.com")
		c.Require(!seen[host.Name], path+".name", host.Name, "each host once")
		seen[host.Name] = true
		c.Require(host.Port >= 0 && host.Port <= greatestPort, path+".port", host.Port, fmt.Sprintf("1 to %d, or 0 for %d", greatestPort, httpsPort))
	}
}
