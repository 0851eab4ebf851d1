package services

import (
	"maps"
	"slices"

	"github.com/covetpy/platform/infra/kube"
	"github.com/covetpy/platform/infra/later"
	"github.com/covetpy/platform/kubeapi"
)

// plan is everything that is installed, in the order in which one needs the other.
type plan struct {
	// priorities are the classes of applications' pods, which are always there.
	priorities []kubeapi.Object
	// rooms are the namespaces that are made.
	rooms []room
	// releases, each after those that it needs.
	releases []release
	// customs are objects of kinds that releases bring.
	customs []custom
}

// release is a chart that is installed for a service.
type release struct {
	of   Service
	part part
	kube.Release
	// needs are parts that have to stand before, and go after.
	needs []part
	// room is the namespace, where it is made here.
	room string
}

// custom is an object that a controller looks after: it comes after the controller,
// and goes before it, as only the controller can let it go.
type custom struct {
	// logical is the end of the logical name.
	logical string
	object  kubeapi.Object
	of      Service
	// needs is the controller's release, and after are other objects, by the end of
	// their logical names.
	needs part
	after []string
}

// newPlan decides. What is not known yet is a mark of values. The arguments have no
// fault.
func newPlan(a *Args, values *later.Values) plan {
	return plan{
		priorities: a.priorities(),
		rooms:      a.rooms(),
		releases:   a.releases(values),
		customs:    slices.Concat(a.nodes(values), a.meshObjects(), a.secretObjects()),
	}
}

// parts are the releases of a service.
func (s Service) parts() []part {
	switch s {
	case LoadBalancers:
		return []part{partBalancers}
	case Nodes:
		return []part{partNodeKinds, partNodes}
	case Events:
		return []part{partEvents}
	case Vertical:
		return []part{partVertical}
	case Metrics:
		return []part{partMetrics}
	case MeshOfPods:
		return []part{partMeshKinds, partMeshControl, partMeshPlugin}
	case SecretFiles:
		return []part{partSecretFiles, partSecretsOfAWS}
	case SecretCopies:
		return []part{partSecretsCopied}
	default:
		return nil
	}
}

// On are the services that are on, in the order of Args.
func (a *Args) On() []Service {
	var out []Service
	for _, s := range []struct {
		of Service
		on bool
	}{
		{LoadBalancers, a.LoadBalancerController != nil},
		{Nodes, a.Karpenter != nil},
		{Events, a.KEDA != nil},
		{Vertical, a.VPA != nil},
		{Metrics, a.MetricsAdapter != nil},
		{MeshOfPods, a.Mesh != nil},
		{SecretFiles, a.SecretsDriver != nil},
		{SecretCopies, a.ExternalSecrets != nil},
	} {
		if s.on {
			out = append(out, s.of)
		}
	}
	return out
}

// releases are those of the services that are on.
func (a *Args) releases(values *later.Values) []release {
	var out []release
	for _, service := range a.On() {
		for _, p := range service.parts() {
			pinned, _ := pinOf(p, a.Cluster.Version)
			one := a.release(service, p, pinned, values)
			one.Chart = pinned.chart
			out = append(out, one)
		}
	}
	return out
}

// release is a part's, without its chart.
func (a *Args) release(of Service, p part, pinned pin, values *later.Values) release {
	out := release{of: of, part: p}
	in := func(namespace, name string, chartValues any, needs ...part) release {
		out.Namespace, out.Name, out.Values, out.needs = namespace, name, chartValues, needs
		if namespace != namespaceSystem {
			out.room = namespace
		}
		return out
	}
	switch p {
	case partBalancers:
		return in(namespaceSystem, "aws-load-balancer-controller", a.balancerValues(pinned, values))
	case partNodeKinds:
		return in(namespaceSystem, "karpenter-crd", noValues{})
	case partNodes:
		// Helm never changes what lies in a chart's folder crds, so the kinds are a
		// release of their own.
		out.SkipCRDs = true
		return in(namespaceSystem, "karpenter", a.karpenterValues(pinned, values), partNodeKinds)
	case partEvents:
		return in(namespaceEvents, "keda", a.kedaValues())
	case partVertical:
		return in(namespaceVertical, "vpa", a.vpaValues(pinned))
	case partMetrics:
		return in(namespaceMetrics, "prometheus-adapter", a.adapterValues(pinned))
	case partMeshKinds:
		return in(namespaceMesh, "istio-base", a.istioBaseValues())
	case partMeshControl:
		return in(namespaceMesh, "istiod", a.istiodValues(pinned), partMeshKinds)
	case partMeshPlugin:
		// Pods that the control plane gives sidecars to need the plugin.
		return in(namespaceSystem, "istio-cni", a.istioCNIValues(pinned), partMeshControl)
	case partSecretFiles:
		return in(namespaceSystem, "secrets-store-csi-driver", a.driverValues(pinned))
	case partSecretsOfAWS:
		return in(namespaceSystem, "secrets-provider-aws", a.providerValues(pinned), partSecretFiles)
	default:
		return in(namespaceSecrets, "external-secrets", a.externalValues(pinned))
	}
}

// Endpoints lists the AWS services that controllers call, by the names that their
// interface endpoints have, sorted: what a network needs so that these calls do not
// leave it.
func (a *Args) Endpoints() []string {
	set := map[string]bool{}
	if a.LoadBalancerController != nil {
		set["ec2"], set["elasticloadbalancing"] = true, true
	}
	if a.KEDA != nil && len(a.KEDA.Queues) > 0 {
		set["sqs"] = true
	}
	if a.SecretsDriver != nil || a.ExternalSecrets != nil || a.KEDA != nil && len(a.KEDA.Secrets) > 0 {
		set["secretsmanager"] = true
	}
	return slices.Sorted(maps.Keys(set))
}

// Webhook is a port of pods that the API server calls.
type Webhook struct {
	Name string
	Port int
}

// Ports that controllers listen on for the API server, as their charts have them.
const (
	portBalancers   = 9443
	portEvents      = 9443
	portEventsAPI   = 6443
	portVertical    = 8000
	portMetricsAPI  = 6443
	portMesh        = 15017
	portSecrets     = 10250
	portMeshControl = 15012
)

// Webhooks are the ports that the API server calls, for the cluster's security
// groups. Karpenter has none: its kinds are validated by the API server itself.
func (a *Args) Webhooks() []Webhook {
	var out []Webhook
	for _, service := range a.On() {
		for _, port := range service.called() {
			out = append(out, Webhook{string(service), port})
		}
	}
	return out
}

// called are the ports of a service that the API server calls.
func (s Service) called() []int {
	switch s {
	case LoadBalancers:
		return []int{portBalancers}
	case Events:
		return []int{portEvents, portEventsAPI}
	case Vertical:
		return []int{portVertical}
	case Metrics:
		return []int{portMetricsAPI}
	case MeshOfPods:
		return []int{portMesh}
	case SecretCopies:
		return []int{portSecrets}
	default:
		return nil
	}
}
