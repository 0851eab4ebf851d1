package config

import "net/netip"

// AppMesh is an application's place in the service mesh (Istio).
type AppMesh struct {
	// Bounds of what one caller opens.
	Connections MeshConnections `json:"connections"`
	// Takes out pods that fail; null keeps them in.
	Outliers *MeshOutliers `json:"outliers"`
	// Seconds that a call may take, with all its attempts.
	TimeoutSeconds int `json:"timeoutSeconds" config:"range=1..3600"`
	// Repeats calls; null never does.
	Retries *MeshRetries `json:"retries"`
	// What each of the applications that use this one may call. Nobody else may call anything.
	Callers map[string]MeshCaller `json:"callers" config:"keys=name"`
	// Hosts outside the mesh that it calls.
	Hosts []MeshHost `json:"hosts"`
	// Per cent of calls that are traced.
	TracePercent int `json:"tracePercent" config:"range=0..100"`
}

// MeshConnections bounds what one caller opens; 0 is Istio's own bound.
type MeshConnections struct {
	// Most connections.
	Max int `json:"max" config:"range=0..100000"`
	// Most requests that wait for one.
	MaxPending int `json:"maxPending" config:"range=0..100000"`
	// Requests after which a connection is closed.
	MaxRequests int `json:"maxRequests" config:"range=0..100000"`
	// Milliseconds that opening one may take.
	ConnectMilliseconds int `json:"connectMilliseconds" config:"range=10..60000"`
}

// MeshOutliers takes out pods that fail.
type MeshOutliers struct {
	// Errors in a row that take a pod out.
	Consecutive5xx int `json:"consecutive5xx" config:"range=1..100"`
	// Seconds between looks.
	IntervalSeconds int `json:"intervalSeconds" config:"range=1..3600"`
	// Seconds that a pod is out, the first time.
	EjectSeconds int `json:"ejectSeconds" config:"range=1..3600"`
	// Most per cent of pods that are out at once.
	MaxEjectPercent int `json:"maxEjectPercent" config:"range=1..100"`
}

// MeshRetries repeats calls.
type MeshRetries struct {
	// Attempts beside the first.
	Attempts int `json:"attempts" config:"range=1..5"`
	// Seconds that one may take.
	PerTrySeconds int `json:"perTrySeconds" config:"range=1..3600"`
	// When a call is repeated.
	On []RetryCondition `json:"on" config:"least=1"`
	// Most per cent of running requests that are repetitions.
	BudgetPercent int `json:"budgetPercent" config:"range=1..100"`
}

// MeshCaller is what one caller may call.
type MeshCaller struct {
	// Methods of HTTP.
	Methods []HTTPMethod `json:"methods" config:"required,least=1"`
	// Paths, of which the last character may be a star.
	Paths []string `json:"paths" config:"required,least=1,format=path-pattern"`
}

// MeshHost is a host outside the mesh.
type MeshHost struct {
	// Its DNS name.
	Name string `json:"name" config:"required,format=domain"`
	// Port of TLS; 0 is 443.
	Port int `json:"port" config:"range=0..65535"`
	// Ranges of its addresses: network policies know no names.
	Ranges []netip.Prefix `json:"ranges" config:"required,least=1"`
}

// RetryCondition is when a call is repeated, as Envoy names it.
type RetryCondition string

// Conditions.
const (
	ConnectFailure RetryCondition = "connect-failure"
	RefusedStream  RetryCondition = "refused-stream"
	Unavailable    RetryCondition = "unavailable"
	GatewayError   RetryCondition = "gateway-error"
	Reset          RetryCondition = "reset"
)

// Values lists what is accepted.
func (RetryCondition) Values() []string {
	return values(ConnectFailure, RefusedStream, Unavailable, GatewayError, Reset)
}

// HTTPMethod is a method of HTTP.
type HTTPMethod string

// Methods.
const (
	GET     HTTPMethod = "GET"
	HEAD    HTTPMethod = "HEAD"
	POST    HTTPMethod = "POST"
	PUT     HTTPMethod = "PUT"
	PATCH   HTTPMethod = "PATCH"
	DELETE  HTTPMethod = "DELETE"
	OPTIONS HTTPMethod = "OPTIONS"
)

// Values lists what is accepted.
func (HTTPMethod) Values() []string { return values(GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS) }
