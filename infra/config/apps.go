package config

import "net/netip"

// App is an application: a service, or a worker that nobody calls. Its name is what its objects are called.
type App struct {
	// Image by its content: a repository of this environment's registry and a digest, "app@sha256:...". The stable track.
	Image string `json:"image" config:"required,format=image"`
	// Architectures that the image is built for.
	Architectures []Architecture `json:"architectures" config:"least=1"`
	// Kubernetes namespace.
	Namespace string `json:"namespace" config:"format=namespace"`
	// Command that replaces the image's; empty keeps it.
	Command []string `json:"command"`
	// Arguments that replace the image's; empty keeps them.
	Arguments []string `json:"arguments"`
	// Plain variables. What the application uses comes by itself, and secrets come as files.
	Environment map[string]string `json:"environment" config:"keys=variable"`
	// Port that its pods listen on, for requests, probes and metrics.
	Port int `json:"port" config:"range=1025..65535"`
	// Paths that answer 200 when all is well.
	Probes AppProbes `json:"probes"`
	// What each pod gets.
	Resources AppResources `json:"resources"`
	// Paths that may be written to. All others are read-only.
	Writable []AppWritable `json:"writable"`
	// Who gives way when the cluster is full.
	Priority AppPriority `json:"priority"`
	// Which nodes it runs on.
	Placement AppPlacement `json:"placement"`
	// Former revisions that Kubernetes keeps.
	RevisionHistory int `json:"revisionHistory" config:"range=1..50"`
	// How it is called; null for a worker.
	Service *AppService `json:"service"`
	// How a pod ends.
	Shutdown AppShutdown `json:"shutdown"`
	// Who decides on the number of pods: exactly one of fixed, hpa and keda. With none of them it is the tier's.
	Scaling AppScaling `json:"scaling"`
	// What it uses. Its rights, its ways and its variables follow from it.
	Uses AppUses `json:"uses"`
	// Secrets that it reads, by the name of the file below /var/run/secrets/covetpy.
	Secrets map[string]AppSecret `json:"secrets" config:"keys=name"`
	// How secrets get into the pods.
	SecretStore SecretStore `json:"secretStore"`
	// Its place in the service mesh; null for none. services.mesh has to be on.
	Mesh *AppMesh `json:"mesh"`
	// A job that runs once for each release, before its pods; null for none.
	Migration *AppMigration `json:"migration"`
	// Jobs that run by the clock.
	Crons map[string]AppCron `json:"crons" config:"keys=name"`
	// Which colour serves, and what runs in the other one.
	Delivery AppDelivery `json:"delivery"`
	// What it promises, beside what every application of its kind does: a name of those (availability, latency, database) takes its place.
	SLOs map[string]AppSLO `json:"slos" config:"keys=name"`
}

// AppProbes are paths that answer 200 when all is well.
type AppProbes struct {
	// Answers once the application has started.
	Startup string `json:"startup" config:"format=http-path"`
	// Answers while the process works; it must not ask anything outside the pod.
	Live string `json:"live" config:"format=http-path"`
	// Answers while the pod can serve.
	Ready string `json:"ready" config:"format=http-path"`
	// Seconds that a start may take.
	StartupSeconds int `json:"startupSeconds" config:"range=5..1800"`
}

// AppResources is what each pod gets.
type AppResources struct {
	// Thousandths of a processor that are its own.
	CPUMillis int `json:"cpuMillis" config:"range=10..64000"`
	// Memory in MiB that is its own, and the most that it gets.
	MemoryMiB int `json:"memoryMiB" config:"range=32..262144"`
	// Disk of the node in MiB, for logs and writable paths.
	EphemeralMiB int `json:"ephemeralMiB" config:"range=64..102400"`
	// Most thousandths of a processor; 0 sets no limit, as one throttles requests while processors idle.
	CPULimitMillis int `json:"cpuLimitMillis" config:"range=0..64000"`
}

// AppWritable is a path that may be written to, and is empty when a pod starts.
type AppWritable struct {
	// The path.
	Path string `json:"path" config:"required,format=file-path"`
	// Most that it takes, in MiB.
	SizeMiB int `json:"sizeMiB" config:"required,range=1..102400"`
	// Whether it is kept in memory, of which it takes its part.
	Memory bool `json:"memory"`
}

// AppPlacement is the kind of nodes that an application runs on.
type AppPlacement struct {
	// Processor architecture.
	Architecture Architecture `json:"architecture"`
	// How the machines are bought. Spot machines go with two minutes' notice.
	Capacity Capacity `json:"capacity"`
}

// AppService is how an application is called.
type AppService struct {
	// How it is called from outside, by the front door (edge); null for no way.
	Edge *AppEdge `json:"edge"`
}

// AppEdge is an application's place at the front door.
type AppEdge struct {
	// First part of its DNS name, before the environment's domain; empty is the domain itself.
	Host string `json:"host" config:"format=host"`
	// Seconds over which a new pod's share of requests grows, 30 to 900; 0 gives it its full share at once.
	SlowStartSeconds int `json:"slowStartSeconds" config:"range=0..900"`
	// Seconds for which the load balancer still sends requests to a pod that leaves.
	DeregistrationSeconds int `json:"deregistrationSeconds" config:"range=0..3600"`
	// Ranges that may call it; empty lets everyone.
	AllowedRanges []netip.Prefix `json:"allowedRanges"`
}

// AppShutdown is how a pod ends.
type AppShutdown struct {
	// Seconds for which a pod that leaves goes on as before: the load balancer's deregistration and 5 have to fit in. 0 is exactly that.
	PreStopSeconds int `json:"preStopSeconds" config:"range=0..3600"`
	// Seconds that running requests may take after that.
	DrainSeconds int `json:"drainSeconds" config:"range=1..3600"`
	// Seconds after which a pod is killed: both together and 5 have to fit in. 0 is both and 10.
	GraceSeconds int `json:"graceSeconds" config:"range=0..7200"`
}

// AppUses is what an application uses.
type AppUses struct {
	// Whether it uses the database, logging in by IAM.
	Database bool `json:"database"`
	// User of the database that it logs in as.
	DatabaseUser string `json:"databaseUser" config:"format=database-name"`
	// Caches of `caches` that it uses, logging in by IAM.
	Caches []string `json:"caches" config:"format=name"`
	// Queues of `queues`, and what it does with each.
	Queues map[string]QueueAccess `json:"queues" config:"keys=name"`
	// Buckets of `buckets`, and what it does with each.
	Buckets map[string]BucketAccess `json:"buckets" config:"keys=name"`
	// Other applications that it calls.
	Apps []string `json:"apps" config:"format=name"`
}

// AppSecret is a secret that an application reads.
type AppSecret struct {
	// Its name in `secrets`; empty is the name of the file.
	Secret string `json:"secret" config:"format=name-or-none"`
	// One field of a secret that is a JSON object; empty is all of it.
	Field string `json:"field" config:"format=json-field"`
}

// AppMigration runs once for each release, before its pods.
type AppMigration struct {
	// Command of the image.
	Command []string `json:"command" config:"required,least=1"`
	// Seconds after which it is given up.
	TimeoutSeconds int `json:"timeoutSeconds" config:"range=10..86400"`
	// Attempts after a failure; 0 for one that can't be repeated.
	Retries int `json:"retries" config:"range=0..10"`
}

// AppCron is a job by the clock.
type AppCron struct {
	// Five fields: minute, hour, day, month and weekday.
	Schedule string `json:"schedule" config:"required,format=cron"`
	// Time zone of the schedule, of IANA's list.
	TimeZone string `json:"timeZone" config:"format=time-zone"`
	// Command of the image.
	Command []string `json:"command" config:"required,least=1"`
	// What happens when the run before is not done.
	Overlap CronOverlap `json:"overlap"`
	// Seconds after which a run is given up.
	TimeoutSeconds int `json:"timeoutSeconds" config:"range=10..86400"`
	// Seconds that a run may be late.
	StartWithinSeconds int `json:"startWithinSeconds" config:"range=10..86400"`
	// Attempts after a failure.
	Retries int `json:"retries" config:"range=0..10"`
	// Whether it is off for now.
	Suspended bool `json:"suspended"`
}

// AppDelivery is what a delivery drives: the colour that serves, and what runs in the other one.
type AppDelivery struct {
	// Colour that `image` runs in.
	Active Colour `json:"active"`
	// What runs in the other colour, on its way in or out; null for nothing.
	Candidate *AppCandidate `json:"candidate"`
}

// AppCandidate is a release beside the one that serves: the canary track.
type AppCandidate struct {
	// Image by its content.
	Image string `json:"image" config:"required,format=image"`
	// Per cent of requests that it gets.
	Weight int `json:"weight" config:"range=0..100"`
}

// Colour is one of the two places that releases run in.
type Colour string

// Colours.
const (
	Blue  Colour = "blue"
	Green Colour = "green"
)

// Values lists what is accepted.
func (Colour) Values() []string { return values(Blue, Green) }

// AppPriority is who gives way when the cluster is full.
type AppPriority string

// Priorities.
const (
	Critical AppPriority = "critical"
	Standard AppPriority = "standard"
	Batch    AppPriority = "batch"
)

// Values lists what is accepted.
func (AppPriority) Values() []string { return values(Critical, Standard, Batch) }

// SecretStore is how secrets get into pods.
type SecretStore string

// Secret stores: mounted by the CSI driver as the application itself, or copied by the External Secrets operator.
const (
	CSI             SecretStore = "csi"
	ExternalSecrets SecretStore = "external-secrets"
)

// Values lists what is accepted.
func (SecretStore) Values() []string { return values(CSI, ExternalSecrets) }

// QueueAccess is what an application does with a queue.
type QueueAccess string

// Accesses to queues.
const (
	Send           QueueAccess = "send"
	Receive        QueueAccess = "receive"
	SendAndReceive QueueAccess = "both"
)

// Values lists what is accepted.
func (QueueAccess) Values() []string { return values(Send, Receive, SendAndReceive) }

// BucketAccess is what an application does with a bucket.
type BucketAccess string

// Accesses to buckets.
const (
	ReadOnly  BucketAccess = "read"
	ReadWrite BucketAccess = "read-write"
)

// Values lists what is accepted.
func (BucketAccess) Values() []string { return values(ReadOnly, ReadWrite) }

// CronOverlap is what happens when a run is due and the one before is not done.
type CronOverlap string

// Overlaps.
const (
	Forbid  CronOverlap = "forbid"
	Replace CronOverlap = "replace"
	Allow   CronOverlap = "allow"
)

// Values lists what is accepted.
func (CronOverlap) Values() []string { return values(Forbid, Replace, Allow) }
