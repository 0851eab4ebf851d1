package app

import "github.com/pulumi/pulumi/sdk/v3/go/pulumi"

// Scaling says who owns the number of pods: exactly one of Fixed, HPA and KEDA. So
// the number has one owner, and is written down only where that is this program.
type Scaling struct {
	// Fixed is a number that nobody changes.
	Fixed *Fixed
	// HPA is Kubernetes' own autoscaler.
	HPA *HPA
	// KEDA scales by events, also to zero.
	KEDA *KEDA
	// VPA recommends resources, or sets the memory; nil does neither.
	VPA *VPA
	// Disruption is how many pods may be missing while nodes are emptied; nil derives
	// it from the numbers above.
	Disruption *Disruption
}

// MaxReplicas is the most pods of a colour that can be asked for: a slip of the
// finger costs no more than that.
const MaxReplicas = 1000

// Fixed is a number of pods, 1 to MaxReplicas.
type Fixed struct{ Replicas int }

// HPA is a HorizontalPodAutoscaler (autoscaling/v2).
type HPA struct {
	// Min and Max number of pods, 1 to MaxReplicas.
	Min, Max int
	// CPUPercent and MemoryPercent are of what is requested; 0 does not look. Memory
	// ends at what is requested, so its per cent is below 100.
	CPUPercent, MemoryPercent int
	// Custom are metrics of the pods, External those of anything else. They need an
	// adapter that serves them (components/services).
	Custom   []PodMetric
	External []ExternalMetric
	// Behaviour is how fast it goes.
	Behaviour Behaviour
}

// PodMetric is a metric that the pods export.
type PodMetric struct {
	// Name as the adapter serves it, "http_requests_per_second".
	Name string
	// Average that each pod should have, a quantity, "100" or "500m".
	Average string
}

// ExternalMetric is a metric of something outside the cluster.
type ExternalMetric struct {
	Name string
	// Labels that it is chosen by.
	Labels map[string]string
	// Average for each pod, a quantity.
	Average string
}

// Behaviour is how fast an autoscaler goes.
type Behaviour struct {
	// UpWindowSeconds and DownWindowSeconds are how long the highest (down) or the
	// lowest (up) number that was asked for counts, 0 to 3600. Zero of down means 300.
	UpWindowSeconds, DownWindowSeconds int
	// UpPercent and DownPercent are by how much the number changes in a minute at
	// most, 1 to 1000 up and 1 to 100 down. Zero means 100 up and 25 down. One pod may
	// always come or go.
	UpPercent, DownPercent int
}

// KEDA is a ScaledObject.
type KEDA struct {
	// Min may be 0, for a worker: a service that has no pod answers nobody.
	Min, Max int
	// Triggers, at least one. The highest number that one asks for counts.
	Triggers []Trigger
	// PollSeconds is how often triggers are asked while there is no pod. Zero means
	// 30. Above that Kubernetes' own autoscaler asks, every 15 seconds.
	PollSeconds int
	// CooldownSeconds is how long nothing happens before the last pod goes. Zero
	// means 300. Like PollSeconds it says nothing where Min is above 0.
	CooldownSeconds int
	// Fallback is what happens while a trigger can't be asked; nil keeps the number.
	Fallback *Fallback
	// Behaviour is how fast it goes, above one pod.
	Behaviour Behaviour
}

// Fallback is a number of pods for when a trigger fails so many times in a row. If
// there are more at that moment, those stay.
type Fallback struct{ Failures, Replicas int }

// Trigger is one reason to have pods: exactly one of its fields.
type Trigger struct {
	// Queue is SQS.
	Queue *QueueTrigger
	// Prometheus is a query.
	Prometheus *PrometheusTrigger
	// Cron is the clock.
	Cron *CronTrigger
	// Redis is a list in a cache.
	Redis *RedisTrigger
}

// QueueTrigger has a pod for so many messages of a queue that the application uses.
type QueueTrigger struct {
	// Queue is its name in Uses.Queues.
	Queue string
	// MessagesPerPod that are waiting or being worked on.
	MessagesPerPod int
}

// PrometheusTrigger has a pod for each Threshold of a query's value.
type PrometheusTrigger struct {
	// Address of the server, a URL.
	Address string
	Query   string
	// Threshold is a number, "100".
	Threshold string
}

// CronTrigger has at least so many pods between two times.
type CronTrigger struct {
	// TimeZone is IANA's, "Europe/Dublin".
	TimeZone string
	// Start and End are cron expressions of five fields.
	Start, End string
	// Replicas in between.
	Replicas int
}

// RedisTrigger has a pod for so many entries of a list. It is asked over TLS. Only
// caches that take a password serve it: KEDA can't prove who it is by IAM.
type RedisTrigger struct {
	// Address is host and port.
	Address pulumi.StringInput
	List    string
	// Secret is the password's, by its name in Args.Secrets.
	Secret string
	// LengthPerPod is how many entries a pod is good for.
	LengthPerPod int
}

// VPA is a VerticalPodAutoscaler.
//
// Where it sets the memory, it does so to pods that run, and evicts one only where
// its node has no room: never the last but one, and never past the disruption budget.
// An only pod keeps what it has until it is made anew.
type VPA struct {
	// Mode is whether it only recommends, or sets the memory.
	Mode VPAMode
	// MinMemoryMiB and MaxMemoryMiB bound what it recommends and sets.
	// Resources.MemoryMiB, which pods begin with, is within.
	MinMemoryMiB, MaxMemoryMiB int
}

// VPAMode is what a VPA does.
type VPAMode string

// Modes. The processor is never the VPA's: an autoscaler that counts pods looks at
// it, and each would undo what the other does.
const (
	Recommend  VPAMode = "recommend"
	MemoryOnly VPAMode = "memory"
)

// Disruption is a budget: exactly one of its fields.
type Disruption struct {
	// MaxUnavailable pods may go at once, at least 1.
	MaxUnavailable int
	// MinAvailable pods have to stay, fewer than the fewest that there are. With as
	// many, no node could ever be emptied.
	MinAvailable int
}

// Least is the fewest pods.
func (s Scaling) Least() int {
	switch {
	case s.Fixed != nil:
		return s.Fixed.Replicas
	case s.HPA != nil:
		return s.HPA.Min
	case s.KEDA != nil:
		return s.KEDA.Min
	default:
		return 0
	}
}

// Most is the most pods.
func (s Scaling) Most() int {
	switch {
	case s.Fixed != nil:
		return s.Fixed.Replicas
	case s.HPA != nil:
		return s.HPA.Max
	case s.KEDA != nil:
		return s.KEDA.Max
	default:
		return 0
	}
}
