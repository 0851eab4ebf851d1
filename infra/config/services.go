package config

// Services are what is installed in the cluster for applications; null turns one off.
type Services struct {
	// Replicas of each controller.
	Replicas int `json:"replicas" config:"range=1..5"`
	// AWS load balancer controller, which puts pods into target groups. apps.<name>.service.edge needs it.
	LoadBalancerController *LoadBalancerController `json:"loadBalancerController"`
	// Karpenter, which makes nodes when pods wait for them. It needs cluster.karpenter.
	Karpenter *NodeProvisioning `json:"karpenter"`
	// KEDA, which scales by events. Its images need registry.credentials of github.
	KEDA *KEDA `json:"keda"`
	// Vertical pod autoscaler, which recommends and sets memory.
	VPA *VPA `json:"vpa"`
	// Prometheus adapter, which serves metrics to autoscalers.
	MetricsAdapter *MetricsAdapter `json:"metricsAdapter"`
	// Istio. Its images need registry.credentials of docker-hub.
	Mesh *ServiceMesh `json:"mesh"`
	// Secrets store CSI driver, for applications whose secretStore is csi.
	SecretsDriver *SecretsDriver `json:"secretsDriver"`
	// External Secrets operator, for applications whose secretStore is external-secrets. Its images need registry.credentials of github.
	ExternalSecrets *ExternalSecretsOperator `json:"externalSecrets"`
}

// LoadBalancerController is the AWS load balancer controller.
type LoadBalancerController struct{}

// KEDA is KEDA. It may look at the queues that applications scale by.
type KEDA struct{}

// VPA is the vertical pod autoscaler.
type VPA struct{}

// ExternalSecretsOperator is the operator, which may read the secrets of those applications that take them from it.
type ExternalSecretsOperator struct{}

// SecretsDriver is the secrets store CSI driver with AWS's provider.
type SecretsDriver struct {
	// Seconds between looks for a new value.
	RotationSeconds int `json:"rotationSeconds" config:"range=30..86400"`
}

// ServiceMesh is Istio, by sidecars.
type ServiceMesh struct {
	// Per cent of calls that are traced where an application does not say.
	TracePercent int `json:"tracePercent" config:"range=0..100"`
}

// MetricsAdapter serves metrics of a Prometheus in the cluster.
type MetricsAdapter struct {
	// URL of the server without its port, "http://prometheus.monitoring.svc".
	URL string `json:"url" config:"required,format=url"`
	// Namespace of its pods.
	Namespace string `json:"namespace" config:"required,format=namespace"`
	// Labels of its pods.
	Labels map[string]string `json:"labels" config:"required,least=1,keys=label-key,format=label-value"`
	// Port of its pods.
	Port int `json:"port" config:"range=1..65535"`
	// Metrics of pods.
	Pods []AdaptedMetric `json:"pods"`
	// Metrics of anything else; with KEDA there are none, as it serves them itself.
	External []AdaptedMetric `json:"external"`
}

// AdaptedMetric is a metric that the adapter serves.
type AdaptedMetric struct {
	// Name that autoscalers know it by.
	Name string `json:"name" config:"required,format=metric"`
	// Selector of the series that it is made of.
	Series string `json:"series" config:"required"`
	// Query, in the adapter's template language.
	Query string `json:"query" config:"required"`
}

// NodeProvisioning is how Karpenter makes nodes, and which.
type NodeProvisioning struct {
	// Family and exact version of the image, "al2023@v20261015".
	AMI string `json:"ami" config:"format=ami-alias"`
	// Size of the root volume in GiB (gp3, encrypted).
	DiskGiB int `json:"diskGiB" config:"range=20..16384"`
	// Whether EC2 measures every minute, for a charge.
	DetailedMonitoring bool `json:"detailedMonitoring"`
	// Kinds of nodes. Those that a tier defines are changed field by field; null removes one.
	Pools map[string]NodePool `json:"pools" config:"keys=name"`
}

// NodePool is a kind of nodes that Karpenter makes.
type NodePool struct {
	// Processor architectures.
	Architectures []Architecture `json:"architectures" config:"least=1"`
	// How machines are bought.
	Capacities []Capacity `json:"capacities" config:"least=1"`
	// Categories of instances.
	Categories []InstanceCategory `json:"categories" config:"least=1"`
	// Oldest generation of instances.
	MinGeneration int `json:"minGeneration" config:"range=3..9"`
	// Most processors of all nodes together.
	CPU int `json:"cpu" config:"range=1..100000"`
	// Most memory of all nodes together, in GiB.
	MemoryGiB int `json:"memoryGiB" config:"range=1..1000000"`
	// Hours after which a node is replaced.
	ExpireAfterHours int `json:"expireAfterHours" config:"range=24..2160"`
	// Hours that a node which leaves waits for pods that no budget lets go.
	GraceHours int `json:"graceHours" config:"range=1..168"`
	// Which nodes are taken away to save.
	Consolidation ConsolidationPolicy `json:"consolidation"`
	// Minutes that a node is left alone after a pod came or went.
	ConsolidateAfterMinutes int `json:"consolidateAfterMinutes" config:"range=0..1440"`
	// How many nodes may leave at once; the strictest counts.
	Budgets []NodeBudget `json:"budgets" config:"least=1"`
	// Kubernetes labels of its nodes.
	Labels map[string]string `json:"labels" config:"keys=label-key,format=label-value"`
	// Kubernetes taints of its nodes.
	Taints []Taint `json:"taints"`
	// Decides between pools that fit a pod; the heaviest wins.
	Weight int `json:"weight" config:"range=0..100"`
}

// NodeBudget is how many nodes may leave at once.
type NodeBudget struct {
	// A number or a part of all, "2" or "10%"; "0" lets none go.
	Nodes string `json:"nodes" config:"required,format=count-or-percent"`
	// When it holds; null is always.
	Window *BudgetWindow `json:"window"`
}

// BudgetWindow is a time that comes again.
type BudgetWindow struct {
	// Begin in UTC, as five fields.
	Start string `json:"start" config:"required,format=cron"`
	// Hours.
	Hours int `json:"hours" config:"required,range=1..168"`
}

// ConsolidationPolicy is which nodes are taken away to save.
type ConsolidationPolicy string

// Policies.
const (
	WhenEmpty         ConsolidationPolicy = "when-empty"
	WhenUnderutilised ConsolidationPolicy = "when-underutilised"
)

// Values lists what is accepted.
func (ConsolidationPolicy) Values() []string { return values(WhenEmpty, WhenUnderutilised) }

// InstanceCategory is a category of instances, as EC2 names it.
type InstanceCategory string

// Categories.
const (
	ComputeInstances InstanceCategory = "c"
	GeneralInstances InstanceCategory = "m"
	MemoryInstances  InstanceCategory = "r"
)

// Values lists what is accepted.
func (InstanceCategory) Values() []string {
	return values(ComputeInstances, GeneralInstances, MemoryInstances)
}
