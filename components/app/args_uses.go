package app

import (
	"net/netip"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"github.com/covetpy/platform/infra/identity"
)

// Uses are what an application uses. Rights, network policies and variables all
// follow from it, so that none of them can be forgotten or left behind.
type Uses struct {
	// Database is nil for none.
	Database *Database
	// Caches, Queues and Buckets by the names that people know them by, which are
	// parts of variables' names.
	Caches  map[string]Cache
	Queues  map[string]Queue
	Buckets map[string]Bucket
	// Apps are other applications of the environment that this one calls, by name.
	Apps map[string]Peer
}

// Database is an Aurora PostgreSQL database, entered by IAM.
type Database struct {
	// Endpoint is the host for writing, Reader that for reading.
	Endpoint, Reader pulumi.StringInput
	Port             int
	// Name of the database and User that it is entered as.
	Name, User string
	// ConnectARN is what rds-db:connect is allowed on: user and cluster, or proxy.
	ConnectARN pulumi.StringInput
}

// Cache is an ElastiCache cache, entered by IAM.
type Cache struct {
	Endpoint pulumi.StringInput
	Port     int
	// User that it is entered as, and ID by which the token names the cache.
	User, ID string
	// Connect lets a role enter.
	Connect identity.Statement
}

// Queue is an SQS queue.
type Queue struct {
	URL pulumi.StringInput
	ARN string
	// KeyAlias is that of the key of its messages.
	KeyAlias string
	// Access is what the application does with it.
	Access QueueAccess
}

// QueueAccess is what an application does with a queue.
type QueueAccess string

// Accesses.
const (
	Send    QueueAccess = "send"
	Receive QueueAccess = "receive"
	Both    QueueAccess = "both"
)

// Bucket is an S3 bucket.
type Bucket struct {
	Name, ARN string
	// KeyAlias is that of the key of its objects.
	KeyAlias string
	// Access is what the application does with it.
	Access BucketAccess
}

// BucketAccess is what an application does with a bucket.
type BucketAccess string

// Accesses.
const (
	Read      BucketAccess = "read"
	ReadWrite BucketAccess = "read-write"
)

// Peer is another application.
type Peer struct {
	Namespace string
	// Port that its pods listen on. Its Service has the same. A caller's does not
	// matter.
	Port int
	// Mesh is whether it is in the mesh.
	Mesh bool
}

// Reach is what network policies have to know of the network.
type Reach struct {
	// LoadBalancer are the ranges that the load balancer's addresses are of.
	LoadBalancer []netip.Prefix
	// Data are the ranges of databases and caches.
	Data []netip.Prefix
	// Endpoints are the ranges of interface endpoints, by which AWS's services are
	// called.
	Endpoints []netip.Prefix
	// ObjectStorage are S3's ranges, as its gateway endpoint knows them.
	ObjectStorage pulumi.StringArrayInput
	// Scraper is who collects metrics; nil for nobody.
	Scraper *Workload
	// Callers are the other applications that use this one, by name: those whose
	// Uses.Apps has it.
	Callers map[string]Peer
}

// Workload is pods of a namespace.
type Workload struct {
	Namespace string
	Labels    map[string]string
}
