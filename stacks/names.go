package stacks

// Logical names of the components, which are in the URNs of all that they make:
// one that is changed here makes everything under it again, unless it gets an
// alias.
const (
	nameAccessLogs = "access-logs"
	nameAlerts     = "alerts"
	nameBucket     = "bucket" // and a dash and the bucket's own name
	nameCache      = "cache"  // and a dash and the cache's own name
	nameDatabase   = "database"
	nameEdge       = "edge"
	nameFar        = "second-network"
	nameQueue      = "queue" // and a dash and the queue's own name
	nameRecovery   = "recovery"
	nameRegistry   = "registry"
	nameSecrets    = "secrets"
)

// peerNodes is who may reach databases and caches: the nodes, and so the pods.
const peerNodes = "nodes"
