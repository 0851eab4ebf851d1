package app

import "net/netip"

// Mesh is an application's place in Istio.
//
// The load balancer is no part of the mesh: what it sends arrives at Args.Port past
// the sidecar, which network policies keep to its ranges. The mesh calls MeshPort,
// where the sidecar asks every caller for its certificate. So nothing in the mesh
// ever takes plain text.
type Mesh struct {
	// ControlPlane is the namespace of istiod. Empty means istio-system.
	ControlPlane string
	// TrustDomain of the mesh. Empty means cluster.local.
	TrustDomain string
	// Connections bound what one caller's sidecar opens.
	Connections Connections
	// Outliers takes pods out that fail; nil keeps them in.
	Outliers *Outliers
	// TimeoutSeconds of a call, all its attempts together. Zero means 15.
	TimeoutSeconds int
	// Retries of a call; nil never repeats one.
	Retries *Retries
	// Callers are who may call, and what: nobody else may. Each must be in
	// Reach.Callers.
	Callers []Caller
	// Hosts outside the mesh that the application calls.
	Hosts []ExternalHost
	// TracePercent of calls are traced, 0 to 100.
	TracePercent float64
}

// MeshPort is where pods of a mesh are called: their sidecar listens there, and hands
// what it lets in to Args.Port.
const MeshPort = 8443

// Connections bound a pool.
type Connections struct {
	// MaxConnections is of TCP, MaxPending of requests that wait for one, and
	// MaxRequestsPerConnection after how many one is closed; 0 leaves a bound to
	// Istio's default.
	MaxConnections, MaxPending, MaxRequestsPerConnection int
	// ConnectMilliseconds is how long opening one may take. Zero means 1000.
	ConnectMilliseconds int
}

// Outliers is outlier detection: a pod that answers so many errors in a row is left
// out for a while.
type Outliers struct {
	// Consecutive5xx errors in a row, IntervalSeconds between looks, EjectSeconds
	// that a pod is out at first.
	Consecutive5xx, IntervalSeconds, EjectSeconds int
	// MaxEjectPercent of pods may be out at once.
	MaxEjectPercent int
}

// Retries of calls that can be repeated.
type Retries struct {
	// Attempts beside the first, 1 to 5.
	Attempts int
	// PerTrySeconds is how long one may take.
	PerTrySeconds int
	// On are the conditions, as Envoy names them.
	On []RetryCondition
	// BudgetPercent bounds retries to a part of the requests that are running.
	BudgetPercent float64
}

// RetryCondition is when a call is repeated (Envoy, x-envoy-retry-on).
type RetryCondition string

// Conditions under which the application has not begun to work, or says itself that
// a repetition may help.
const (
	ConnectFailure RetryCondition = "connect-failure"
	RefusedStream  RetryCondition = "refused-stream"
	Unavailable    RetryCondition = "unavailable"
	GatewayError   RetryCondition = "gateway-error"
	Reset          RetryCondition = "reset"
)

// Caller is one who may call.
type Caller struct {
	// App is its name, of Reach.Callers.
	App string
	// Methods and Paths that it may call, at least one of each. A path may end in a
	// star.
	Methods, Paths []string
}

// ExternalHost is a host outside the mesh.
type ExternalHost struct {
	// Name is its DNS name.
	Name string
	// Port of TLS. Zero means 443.
	Port int
	// Ranges are the host's addresses, at least one: a network policy can't name a
	// host, and without them would have to let the application reach everyone.
	Ranges []netip.Prefix
}
