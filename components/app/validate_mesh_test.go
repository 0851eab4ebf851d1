package app

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/covetpy/platform/infra/fault"
)

func meshFaults(change func(*Args)) fault.Faults {
	a := called()
	change(a)
	var c fault.Check
	a.checkMesh(&c)
	return c.Faults()
}

func TestAMeshWithoutFaults(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*Args){
		"something of everything": func(*Args) {},
		"nothing":                 func(a *Args) { a.Mesh = &Mesh{} },
		"no mesh":                 func(a *Args) { a.Mesh, a.Port = nil, MeshPort },
		"every path of an app":    func(a *Args) { a.Mesh.Callers[0].Paths = []string{"/*"} },
		"a worker that takes longer than it drains": func(a *Args) {
			a.Service, a.Mesh.Callers, a.Mesh.Retries, a.Mesh.TimeoutSeconds = nil, nil, nil, 60
		},
	} {
		assert.Empty(t, meshFaults(change), name)
	}
}

func TestFaultsOfAMesh(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change func(*Args)
		faults fault.Faults
	}{
		"names that are none": {
			func(a *Args) { a.Mesh.ControlPlane, a.Mesh.TrustDomain = "Istio", "-" },
			fault.Faults{
				{Path: "mesh.controlPlane", Found: "Istio", Accepted: "the name of a namespace, a DNS label"},
				{Path: "mesh.trustDomain", Found: "-", Accepted: "a domain: cluster.local"},
			},
		},
		"a port of the sidecar's": {
			func(a *Args) { a.Port = MeshPort },
			fault.Faults{{
				Path: "port", Found: "8443",
				Accepted: "a port that the sidecar of mesh does not use itself: none of 8443, 15000, 15001, 15002, 15004, 15006, 15008, 15009, 15020, 15021, 15053 or 15090",
			}},
		},
		"more than all calls traced": {
			func(a *Args) { a.Mesh.TracePercent = 101 },
			fault.Faults{{Path: "mesh.tracePercent", Found: "101", Accepted: "0 to 100"}},
		},
		"negative bounds": {
			func(a *Args) { a.Mesh.Connections = Connections{-1, -2, -3, -4} },
			fault.Faults{
				{Path: "mesh.connections.connectMilliseconds", Found: "-4", Accepted: "0 to 2147483647"},
				{Path: "mesh.connections.maxConnections", Found: "-1", Accepted: "0 to 2147483647"},
				{Path: "mesh.connections.maxPending", Found: "-2", Accepted: "0 to 2147483647"},
				{Path: "mesh.connections.maxRequestsPerConnection", Found: "-3", Accepted: "0 to 2147483647"},
			},
		},
		"outliers that say nothing": {
			func(a *Args) { a.Mesh.Outliers = &Outliers{} },
			fault.Faults{
				{Path: "mesh.outliers.consecutive5xx", Found: "0", Accepted: "1 to 3600"},
				{Path: "mesh.outliers.ejectSeconds", Found: "0", Accepted: "1 to 3600"},
				{Path: "mesh.outliers.intervalSeconds", Found: "0", Accepted: "1 to 3600"},
				{Path: "mesh.outliers.maxEjectPercent", Found: "0", Accepted: "1 to 100 per cent of the pods"},
			},
		},
		"a call that outlives the pod": {
			func(a *Args) { a.Shutdown.DrainSeconds = 10; a.Mesh.Retries = nil },
			fault.Faults{{
				Path: "mesh.timeoutSeconds", Found: "12",
				Accepted: "at most shutdown.drainSeconds (10), or a pod that ends cuts calls that are within their time",
			}},
		},
		"a negative time": {
			func(a *Args) { a.Mesh.TimeoutSeconds = -1 },
			fault.Faults{{Path: "mesh.timeoutSeconds", Found: "-1", Accepted: "1 to 3600, or 0 for 15"}},
		},
		"attempts that don't fit into the time": {
			func(a *Args) { a.Mesh.Retries.PerTrySeconds = 5 },
			fault.Faults{{
				Path: "mesh.retries.perTrySeconds", Found: "5",
				Accepted: "at most mesh.timeoutSeconds (12) for the first attempt and mesh.retries.attempts (2) more together, not 15",
			}},
		},
		"retries that say nothing, and one that says too much": {
			func(a *Args) { a.Mesh.Retries = &Retries{BudgetPercent: 200} },
			fault.Faults{
				{Path: "mesh.retries.attempts", Found: "0", Accepted: "1 to 5"},
				{Path: "mesh.retries.budgetPercent", Found: "200", Accepted: "0 to 100 (0: Istio's default)"},
				{Path: "mesh.retries.on", Accepted: "at least one of connect-failure, refused-stream, unavailable, gateway-error or reset"},
				{Path: "mesh.retries.perTrySeconds", Found: "0", Accepted: "at least 1"},
			},
		},
		"conditions": {
			func(a *Args) { a.Mesh.Retries.On = []RetryCondition{"5xx", Reset, Reset} },
			fault.Faults{
				{Path: "mesh.retries.on[0]", Found: "5xx", Accepted: "connect-failure, refused-stream, unavailable, gateway-error or reset"},
				{Path: "mesh.retries.on[2]", Found: "reset", Accepted: "each condition once"},
			},
		},
		"callers of what can't be called": {
			func(a *Args) { a.Service = nil },
			fault.Faults{{Path: "mesh.callers", Found: "2", Accepted: "none, as there is no service to call"}},
		},
		"a caller whom the network does not let in": {
			func(a *Args) { a.Mesh.Callers[0].App = "stock" },
			fault.Faults{{
				Path: "mesh.callers[0].app", Found: "stock",
				Accepted: "an application of reach.callers, which network policies let in: cart or web",
			}},
		},
		"a caller where nobody is let in": {
			func(a *Args) { a.Reach.Callers, a.Mesh.Callers = nil, a.Mesh.Callers[:1] },
			fault.Faults{{
				Path: "mesh.callers[0].app", Found: "web",
				Accepted: "an application of reach.callers, which network policies let in: there is none",
			}},
		},
		"a caller that may call nothing": {
			func(a *Args) { a.Mesh.Callers[1].Methods, a.Mesh.Callers[1].Paths = nil, nil },
			fault.Faults{
				{Path: "mesh.callers[1].methods", Accepted: "at least one"},
				{Path: "mesh.callers[1].paths", Accepted: "at least one"},
			},
		},
		"methods and paths that are none": {
			func(a *Args) {
				a.Mesh.Callers[1].Methods, a.Mesh.Callers[1].Paths = []string{"*"}, []string{"*", "/a/*/b", "orders"}
			},
			fault.Faults{
				{Path: "mesh.callers[1].methods[0]", Found: "*", Accepted: "GET, HEAD, POST, PUT, PATCH, DELETE or OPTIONS"},
				{Path: "mesh.callers[1].paths[0]", Found: "*", Accepted: "a path, which may end in a star: /api/orders/*"},
				{Path: "mesh.callers[1].paths[1]", Found: "/a/*/b", Accepted: "a path, which may end in a star: /api/orders/*"},
				{Path: "mesh.callers[1].paths[2]", Found: "orders", Accepted: "a path, which may end in a star: /api/orders/*"},
			},
		},
		"hosts": {
			func(a *Args) {
				a.Mesh.Hosts = []ExternalHost{{Name: "*.example.com"}, {Name: "stock.warehouse.svc.cluster.local"}, {Name: "a.com"}, {Name: "a.com", Port: 65536}}
			},
			fault.Faults{
				{Path: "mesh.hosts[0].name", Found: "*.example.com", Accepted: "the whole DNS name of a host outside the cluster, no star: api.example.com"},
				{Path: "mesh.hosts[1].name", Found: "stock.warehouse.svc.cluster.local", Accepted: "the whole DNS name of a host outside the cluster, no star: api.example.com"},
				{Path: "mesh.hosts[3].name", Found: "a.com", Accepted: "each host once"},
				{Path: "mesh.hosts[3].port", Found: "65536", Accepted: "1 to 65535, or 0 for 443"},
			},
		},
	} {
		assert.Equal(t, c.faults, meshFaults(c.change), name)
	}
}
