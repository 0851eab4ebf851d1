package services

import (
	"net/netip"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"github.com/covetpy/platform/infra/identity"
	"github.com/covetpy/platform/infra/naming"
	"github.com/covetpy/platform/infra/tags"
)

// Args says what to install. Validate has the limits of each field. A service that is
// nil is off.
type Args struct {
	// Names is what physical names in AWS begin with.
	Names naming.Scope
	// Where is the account and region.
	Where identity.Scope
	// Tags of the environment, for the machines that Karpenter makes.
	Tags tags.Set
	// Cluster is the cluster that all of it is installed in.
	Cluster Cluster
	// After is what controllers need to run, nodes and the rights of Karpenter among
	// it. They come after these, and go before them.
	After []pulumi.Resource
	// PullThrough are the prefixes of the public registries that the account's own
	// registry caches, "kubernetes".
	PullThrough []string
	// Replicas of each controller, 1 to 5. One is without a spare: while its node is
	// replaced, nothing scales and no secret is read anew.
	Replicas int
	// Reach is what network policies have to know of the network.
	Reach Reach

	// LoadBalancerController registers pods with target groups.
	LoadBalancerController *LoadBalancerController
	// Karpenter makes nodes when pods wait for them.
	Karpenter *Karpenter
	// KEDA scales by events.
	KEDA *KEDA
	// VPA recommends and sets memory.
	VPA *VPA
	// MetricsAdapter serves metrics of Prometheus to autoscalers.
	MetricsAdapter *MetricsAdapter
	// Mesh is Istio, by sidecars.
	Mesh *Mesh
	// SecretsDriver mounts secrets as files.
	SecretsDriver *SecretsDriver
	// ExternalSecrets copies secrets into the cluster.
	ExternalSecrets *ExternalSecrets
}

// Cluster is the cluster that services are installed in.
type Cluster struct {
	// Name of the cluster, and ClusterName the same as an output.
	Name        string
	ClusterName pulumi.StringInput
	// Version of Kubernetes, "1.36".
	Version string
	// Endpoint of the API server, a URL.
	Endpoint pulumi.StringInput
	// VPCID is the network. Controllers can't ask their node for it, as pods don't
	// reach the metadata service.
	VPCID pulumi.StringInput
}

// Reach is what network policies have to know of the network.
type Reach struct {
	// ControlPlane are the ranges of the subnets that the API server's interfaces are
	// in: it is called there, and calls webhooks from there.
	ControlPlane []netip.Prefix
	// Services is the cluster's range of service addresses, of which the API server
	// has one. A policy of the network plugin sees the address that a pod calls, before
	// it becomes one of the interfaces'.
	Services netip.Prefix
	// Endpoints are the ranges of interface endpoints, by which AWS's services are
	// called.
	Endpoints []netip.Prefix
}

// Peer is pods of a namespace, at a port.
type Peer struct {
	Namespace string
	Labels    map[string]string
	Port      int
}

// LoadBalancerController is the AWS load balancer controller, for TargetGroupBinding
// alone: it makes no load balancer, and reads neither Ingress nor Service.
type LoadBalancerController struct{}

// KEDA is KEDA's operator, its server of metrics, and its webhooks.
type KEDA struct {
	// Queues are the ARNs of the SQS queues whose length it may read.
	Queues []string
	// Secrets are those by which its triggers sign in, which it may read.
	Secrets []Secret
	// Prometheus is the server that it asks; nil for none.
	Prometheus *Peer
	// Caches are the ranges of caches whose lists it counts, and CachePort their port.
	Caches    []netip.Prefix
	CachePort int
}

// VPA is the vertical pod autoscaler: its recommender, updater and webhook.
type VPA struct{}

// MetricsAdapter is the Prometheus adapter.
type MetricsAdapter struct {
	// Prometheus is the server that it asks, and URL where, without a port:
	// "http://prometheus.monitoring.svc".
	Prometheus Peer
	URL        string
	// Pods are the metrics of pods, External those of anything else. KEDA serves
	// external metrics itself, and an API has one server: with KEDA there are none.
	Pods, External []Metric
}

// Metric is one that the adapter serves.
type Metric struct {
	// Name that autoscalers know it by, "http_requests_per_second".
	Name string
	// Series is a selector of the series that it is made of, `http_requests_total{}`.
	Series string
	// Query in the adapter's template language, with <<.Series>>, <<.LabelMatchers>>
	// and <<.GroupBy>>.
	Query string
}

// Mesh is Istio: its kinds, its control plane, and the plugin that leads pods'
// traffic through their sidecars. There is no gateway: requests from outside come
// through the load balancer.
type Mesh struct {
	// TracePercent of calls are traced, 0 to 100, where an application does not say
	// otherwise.
	TracePercent float64
}

// SecretsDriver is the secrets store CSI driver and its provider for AWS. It reads
// each application's secrets as the application.
type SecretsDriver struct {
	// RotationSeconds is how often secrets are read anew, at least 30. Zero means 120.
	RotationSeconds int
}

// ExternalSecrets is the External Secrets operator, and a ClusterSecretStore of
// Secrets Manager that every namespace may use.
type ExternalSecrets struct {
	// Secrets that it may read.
	Secrets []Secret
}

// Secret is one of Secrets Manager's.
type Secret struct {
	// Name without the six characters that Secrets Manager appends in its ARN.
	Name string
	// KeyAlias is that of the key that opens it, "alias/covetpy-dev-secrets".
	KeyAlias string
}
