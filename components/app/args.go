package app

import (
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"github.com/covetpy/platform/infra/identity"
	"github.com/covetpy/platform/infra/naming"
)

// Args says what to ship. Validate has the limits of each field.
type Args struct {
	// Names is what physical names in AWS begin with.
	Names naming.Scope
	// Where is the account and region.
	Where identity.Scope
	// Name of the application, a DNS label of at most MaxName characters: what its
	// objects are called.
	Name string
	// Namespace is where its objects lie, and NamespaceReady the same as an output
	// that waits for it to exist; nil takes Namespace.
	Namespace      string
	NamespaceReady pulumi.StringInput
	// After has to stand before any of its objects, and may only go after them: what
	// serves their kinds, gives their pods sidecars and readiness gates, and takes
	// pods out of target groups (components/services says which).
	After []pulumi.Resource
	// Cluster is the cluster's name, and ClusterName the same as an output.
	Cluster     string
	ClusterName pulumi.StringInput

	// Delivery is which images run, and how requests are shared between them.
	Delivery Delivery
	// Architectures are those that the images are built for.
	Architectures []Architecture
	// Command and Arguments replace those of the image; empty keeps them.
	Command, Arguments []string
	// Environment are plain variables. Secrets never are (Secrets), and names that
	// break the framework are refused (validate_environment.go).
	Environment map[string]string

	// Port that the containers listen on, for requests, probes and metrics alike.
	Port int
	// Probes ask the framework's endpoints.
	Probes Probes
	// Resources of each pod.
	Resources Resources
	// Writable are the paths that the containers may write to. The rest of the file
	// system is read-only.
	Writable []Writable
	// UserID that the containers run as, at least 10000. Zero means 10001.
	UserID int64
	// AccountToken mounts a token of the Kubernetes API.
	AccountToken bool
	// Priority among the pods of a full cluster.
	Priority Priority
	// Placement is on which nodes the pods run.
	Placement Placement
	// Pools are the nodes that there are. Placement has to fit one.
	Pools []Pool
	// RevisionHistory is how many former revisions Kubernetes keeps. Zero means 5.
	RevisionHistory int

	// Service is how the application is called; nil for a worker, which is not.
	Service *Service
	// Shutdown is how a pod ends.
	Shutdown Shutdown
	// Scaling says who owns the number of pods.
	Scaling Scaling

	// Uses are what the application uses. Its rights and its ways follow from it.
	Uses Uses
	// Secrets come as files, by the name of the file.
	Secrets map[string]Secret
	// SecretStore is how they get into the pods.
	SecretStore SecretStore
	// StoreName is the ClusterSecretStore that External reads from. Empty means
	// DefaultStoreName.
	StoreName string

	// Reach is what is needed to know of the network.
	Reach Reach
	// Mesh is the application's place in Istio; nil without a mesh.
	Mesh *Mesh

	// Migration runs once for each release, before its pods; nil for none.
	Migration *Migration
	// Crons run by the clock, by name.
	Crons map[string]Cron
}

// Architecture of a processor, as Kubernetes names it.
type Architecture string

// Architectures.
const (
	AMD64 Architecture = "amd64"
	ARM64 Architecture = "arm64"
)

// Capacity is how machines are bought.
type Capacity string

// Kinds of capacity.
const (
	OnDemand Capacity = "on-demand"
	Spot     Capacity = "spot"
)

// Placement is on which nodes pods run.
type Placement struct {
	// Architecture is amd64 (also when empty) or arm64.
	Architecture Architecture
	// Capacity is on-demand (also when empty) or spot.
	Capacity Capacity
}

// Pool is a kind of node that the cluster has: a managed node group, or a node pool
// of Karpenter.
type Pool struct {
	// Name that people know it by.
	Name string
	// Architectures and Capacities that its nodes may be of.
	Architectures []Architecture
	Capacities    []Capacity
}

// Priority of pods in a full cluster. Their classes are of components/services.
type Priority string

// Priorities. What is critical is served first; batch gives way first.
const (
	Critical Priority = "critical"
	Standard Priority = "standard"
	Batch    Priority = "batch"
)

// Resources of a pod's container.
type Resources struct {
	// CPUMillis is requested, 1000 for a core. There is no limit on it: a limit
	// throttles in the middle of a request while the core beside it idles, and the
	// request alone already guarantees each pod its share.
	CPUMillis int
	// MemoryMiB is requested and is the limit, too: a pod that may take more than it
	// asked for is killed when its neighbour wants what is its own.
	MemoryMiB int
	// EphemeralMiB is requested and is the limit of what logs and writable paths take
	// on the node's disk. The paths have to fit in.
	EphemeralMiB int
	// CPULimitMillis limits the processor all the same; nil does not.
	CPULimitMillis *int
}

// Writable is a path that may be written to, and is empty when a pod starts.
type Writable struct {
	// Path is absolute, "/tmp".
	Path string
	// SizeMiB is the most it takes.
	SizeMiB int
	// Memory keeps it in memory, which counts against Resources.MemoryMiB.
	Memory bool
}

// Probes are the paths that answer 200 when all is well. Startup holds the others
// back while a pod starts.
type Probes struct {
	// Startup, Live and Ready are paths. Live must not depend on anything outside the
	// pod; Ready may.
	Startup, Live, Ready string
	// StartupSeconds is how long a start may take. Zero means 60.
	StartupSeconds int
}

// Service is how an application is called.
type Service struct {
	// Edge is how it is called from outside; nil for no way.
	Edge *Edge
}

// Edge is a service's place behind the load balancer that Pulumi made.
type Edge struct {
	// Blue and Green are the ARNs of its two target groups.
	Blue, Green pulumi.StringInput
	// DeregistrationSeconds is how long the load balancer still sends requests to a
	// pod that leaves.
	DeregistrationSeconds int
	// IdleTimeoutSeconds is after what the load balancer closes an idle connection.
	IdleTimeoutSeconds int
}

// Shutdown is how a pod ends: it waits until nobody sends it requests, then
// finishes those that it has.
type Shutdown struct {
	// PreStopSeconds is how long it goes on as if nothing was; the load balancer's
	// deregistration and MarginSeconds have to fit in. Zero is exactly that, and for a
	// worker, whom nobody sends requests, nothing.
	PreStopSeconds int
	// DrainSeconds is how long requests that are running may take after that, at
	// least 1.
	DrainSeconds int
	// GraceSeconds is when it is killed: no sooner than both together and
	// MarginSeconds, and on spot capacity no later than its notice of two minutes. Zero
	// is both and GraceMargin.
	GraceSeconds int
	// KeepAliveSeconds is how long the server keeps an idle connection: longer than
	// the load balancer, which otherwise sends a request into a connection that is
	// closing. Zero means 75, or MarginSeconds longer than the load balancer if that is
	// more.
	KeepAliveSeconds int
}

// SecretStore is how secrets get from Secrets Manager into pods.
type SecretStore string

// Secret stores.
const (
	// CSI mounts them by the secrets store's CSI driver: they are in no object of
	// Kubernetes. Each application reads them as itself.
	CSI SecretStore = "csi"
	// External copies them into Secrets by the External Secrets operator, which reads
	// them for everyone.
	External SecretStore = "external-secrets"
)

// DefaultStoreName is the store that components/services makes. One serves all
// namespaces: the operator knows no other way to AWS here than as itself, as with Pod
// Identity it can't take an application's role, so a store in each namespace would
// be as many names of the same right.
const DefaultStoreName = "secrets-manager"

// Secret is one of Secrets Manager's. Its value is in no manifest and in no state.
type Secret struct {
	// ARN with the six characters that Secrets Manager appends, as an output, and
	// Name, which is known before.
	ARN  pulumi.StringInput
	Name string
	// KeyAlias is that of the key that opens it, "alias/covetpy-dev-secrets".
	KeyAlias string
	// Field takes one value of a secret that is a JSON object; empty takes all.
	Field string
}
