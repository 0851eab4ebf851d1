package stacks

// Logical names of the components, which are in the URNs of all that they make:
// one that is changed here makes everything under it again, unless it gets an
// alias.
const (
	nameAccessLogs = "access-logs"
	nameAlerts     = "alerts"
	nameApp        = "app"    // and a dash and the application's own name
	nameBucket     = "bucket" // and a dash and the bucket's own name
	nameCache      = "cache"  // and a dash and the cache's own name
	nameDatabase   = "database"
	nameEdge       = "edge"
	nameFar        = "second-network"
	nameNamespace  = "namespace" // and a dash and the namespace's own name
	nameQueue      = "queue"     // and a dash and the queue's own name
	nameRecovery   = "recovery"
	nameRegistry   = "registry"
	nameSecrets    = "secrets"
	nameServices   = "services"
)

// peerNodes is who may reach databases and caches: the nodes, and so the pods.
const peerNodes = "nodes"
