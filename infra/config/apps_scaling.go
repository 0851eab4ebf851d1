package config

// AppScaling is who decides on the number of pods: one of fixed, hpa and keda, and beside it a vpa.
type AppScaling struct {
	// A number that nobody changes.
	Fixed *AppFixed `json:"fixed"`
	// Kubernetes' own autoscaler.
	HPA *AppHPA `json:"hpa"`
	// Scaling by events, also to zero. services.keda has to be on.
	KEDA *AppKEDA `json:"keda"`
	// Recommends resources, or sets the memory; null does neither. services.vpa has to be on.
	VPA *AppVPA `json:"vpa"`
	// How many pods may be missing while nodes are emptied; null derives it from the fewest pods.
	Disruption *AppDisruption `json:"disruption"`
}

// AppFixed is a number of pods.
type AppFixed struct {
	// Pods.
	Replicas int `json:"replicas" config:"range=1..1000"`
}

// AppHPA is a HorizontalPodAutoscaler.
type AppHPA struct {
	// Fewest pods.
	Min int `json:"min" config:"range=1..1000"`
	// Most pods.
	Max int `json:"max" config:"range=1..1000"`
	// Use of the requested processor that it aims at, in per cent; 0 does not look.
	CPUPercent int `json:"cpuPercent" config:"range=0..1000"`
	// Use of the requested memory that it aims at, in per cent; 0 does not look.
	MemoryPercent int `json:"memoryPercent" config:"range=0..1000"`
	// Metrics of the pods, which services.metricsAdapter has to serve.
	Custom []AppPodMetric `json:"custom"`
	// Metrics of anything else, which services.metricsAdapter has to serve.
	External []AppExternalMetric `json:"external"`
	// How fast it goes.
	Behaviour AppBehaviour `json:"behaviour"`
}

// AppPodMetric is a metric of the pods.
type AppPodMetric struct {
	// Its name, as the adapter serves it.
	Name string `json:"name" config:"required,format=metric"`
	// Average that each pod should have, a quantity of Kubernetes.
	Average string `json:"average" config:"required,format=quantity"`
}

// AppExternalMetric is a metric of something outside the cluster.
type AppExternalMetric struct {
	// Its name, as the adapter serves it.
	Name string `json:"name" config:"required,format=metric"`
	// Labels that it is chosen by.
	Labels map[string]string `json:"labels" config:"keys=label-key,format=label-value"`
	// Average for each pod, a quantity of Kubernetes.
	Average string `json:"average" config:"required,format=quantity"`
}

// AppBehaviour is how fast an autoscaler goes.
type AppBehaviour struct {
	// Seconds for which a lower number that was asked for holds back a higher one.
	UpWindowSeconds int `json:"upWindowSeconds" config:"range=0..3600"`
	// Seconds for which a higher number that was asked for holds back a lower one.
	DownWindowSeconds int `json:"downWindowSeconds" config:"range=0..3600"`
	// Most per cent of pods that are added in a minute.
	UpPercent int `json:"upPercent" config:"range=1..1000"`
	// Most per cent of pods that are taken away in a minute.
	DownPercent int `json:"downPercent" config:"range=1..100"`
}

// AppKEDA is scaling by events.
type AppKEDA struct {
	// Fewest pods; 0 for a worker that may have none.
	Min int `json:"min" config:"range=0..1000"`
	// Most pods.
	Max int `json:"max" config:"range=1..1000"`
	// Pods for messages in queues of `uses.queues`.
	Queues map[string]AppQueueTrigger `json:"queues" config:"keys=name"`
	// Pods for the value of queries.
	Prometheus []AppPrometheusTrigger `json:"prometheus"`
	// Pods between two times.
	Crons []AppCronTrigger `json:"crons"`
	// Pods for entries of lists in a Redis that takes a password.
	Redis []AppRedisTrigger `json:"redis"`
	// Seconds between looks.
	PollSeconds int `json:"pollSeconds" config:"range=5..3600"`
	// Seconds of quiet before the last pod goes.
	CooldownSeconds int `json:"cooldownSeconds" config:"range=0..86400"`
	// What happens while nothing can be seen; null keeps the number.
	Fallback *AppFallback `json:"fallback"`
}

// AppQueueTrigger has pods for messages of a queue.
type AppQueueTrigger struct {
	// Messages that one pod is good for.
	MessagesPerPod int `json:"messagesPerPod" config:"range=1..100000"`
}

// AppPrometheusTrigger has pods for the value of a query.
type AppPrometheusTrigger struct {
	// URL of the server.
	Address string `json:"address" config:"required,format=url"`
	// The query, in PromQL.
	Query string `json:"query" config:"required"`
	// Value that one pod is good for.
	Threshold string `json:"threshold" config:"required,format=number"`
}

// AppCronTrigger has pods between two times.
type AppCronTrigger struct {
	// Time zone of IANA's list.
	TimeZone string `json:"timeZone" config:"required,format=time-zone"`
	// Begin, as five fields.
	Start string `json:"start" config:"required,format=cron"`
	// End, as five fields.
	End string `json:"end" config:"required,format=cron"`
	// Pods in between.
	Replicas int `json:"replicas" config:"required,range=1..1000"`
}

// AppRedisTrigger has pods for entries of a list.
type AppRedisTrigger struct {
	// Host and port.
	Address string `json:"address" config:"required,format=host-port"`
	// Name of the list.
	List string `json:"list" config:"required"`
	// Entries that one pod is good for.
	LengthPerPod int `json:"lengthPerPod" config:"required,range=1..100000"`
	// Secret of `secrets` that holds the password.
	Secret string `json:"secret" config:"required,format=name"`
}

// AppFallback is a number of pods for when nothing can be seen.
type AppFallback struct {
	// Failures in a row before it counts.
	Failures int `json:"failures" config:"range=1..100"`
	// Pods.
	Replicas int `json:"replicas" config:"range=1..1000"`
}

// AppVPA is a VerticalPodAutoscaler.
type AppVPA struct {
	// Whether it recommends, or sets the memory.
	Mode VPAMode `json:"mode"`
	// Least memory that it sets, in MiB.
	MinMemoryMiB int `json:"minMemoryMiB" config:"range=32..262144"`
	// Most memory that it sets, in MiB.
	MaxMemoryMiB int `json:"maxMemoryMiB" config:"range=32..262144"`
}

// AppDisruption is how many pods may be missing: one of the two.
type AppDisruption struct {
	// Pods that have to stay; 0 says nothing.
	MinAvailable int `json:"minAvailable" config:"range=0..1000"`
	// Pods that may go at once; 0 says nothing.
	MaxUnavailable int `json:"maxUnavailable" config:"range=0..1000"`
}

// VPAMode is what a VPA does.
type VPAMode string

// Modes.
const (
	Recommend  VPAMode = "recommend"
	MemoryOnly VPAMode = "memory"
)

// Values lists what is accepted.
func (VPAMode) Values() []string { return values(Recommend, MemoryOnly) }
