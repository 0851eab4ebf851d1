package services

import "github.com/pulumi/pulumi/sdk/v3/go/pulumi"

// Karpenter is Karpenter's controller, the kinds of nodes that it may make, and how
// it makes them.
type Karpenter struct {
	// QueueName is the queue of interruptions, and NodeRoleName the role of nodes, both
	// of components/cluster, as is the controller's identity.
	QueueName, NodeRoleName pulumi.StringInput
	// Class is how nodes are made.
	Class NodeClass
	// Pools are what nodes there may be, by name.
	Pools map[string]NodePool
}

// NodeClass is how nodes are made on EC2.
type NodeClass struct {
	// AMI is the family and exact version of images, "al2023@v20261015" or
	// "bottlerocket@v1.52.0": nodes are replaced when it changes, a few at a time.
	AMI string
	// DiskGiB is the size of the volume that holds images and pods' files, 20 to 16384.
	DiskGiB int
	// VolumesKeyARN encrypts it.
	VolumesKeyARN pulumi.StringInput
	// DetailedMonitoring has EC2 measure every minute, for a charge.
	DetailedMonitoring bool
}

// NodePool is a kind of node.
type NodePool struct {
	// Architectures, "amd64" and "arm64", and Capacities, "on-demand" and "spot", that
	// nodes may be of; at least one of each.
	Architectures, Capacities []string
	// Categories of instances, "c", "m" and "r", and MinGeneration, the oldest
	// generation, at least 3.
	Categories    []string
	MinGeneration int
	// CPU cores and MemoryGiB that all nodes of the pool together may have.
	CPU, MemoryGiB int
	// ExpireAfterHours is how old a node gets, 24 to 2160: images and kernels are patched
	// by replacing nodes.
	ExpireAfterHours int
	// GraceHours is how long a node that leaves waits for pods that no budget lets go,
	// 1 to 168. After that they are killed.
	GraceHours int
	// Consolidation is when nodes are taken away to save.
	Consolidation Consolidation
	// Budgets limit how many nodes leave at once, at least one. The strictest counts.
	Budgets []Budget
	// Labels and Taints of the nodes.
	Labels map[string]string
	Taints []Taint
	// Weight decides between pools that fit a pod, 1 to 100; the heaviest wins. Zero is
	// none.
	Weight int
}

// Consolidation is when nodes are taken away to save.
type Consolidation struct {
	Policy ConsolidationPolicy
	// AfterMinutes is how long a node is left alone after a pod came or went.
	AfterMinutes int
}

// ConsolidationPolicy is which nodes are worth taking away.
type ConsolidationPolicy string

// Policies.
const (
	WhenEmpty         ConsolidationPolicy = "when-empty"
	WhenUnderutilised ConsolidationPolicy = "when-underutilised"
)

// Budget limits how many of a pool's nodes leave at once.
type Budget struct {
	// Nodes is a number, "2", or a part, "10%". "0" lets none go.
	Nodes string
	// Window is when it holds; nil is always.
	Window *Window
}

// Window is a time that comes again.
type Window struct {
	// Start in UTC, as a cron expression of five fields, "0 8 * * 1-5".
	Start string
	// Hours that it is open for, 1 to 168.
	Hours int
}

// Taint keeps pods that do not tolerate it off a node.
type Taint struct{ Key, Value, Effect string }
