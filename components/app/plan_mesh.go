package app

import (
	"cmp"
	"net/netip"
	"slices"
	"strconv"
	"strings"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/covetpy/platform/kubeapi"
)

// What a Mesh that says nothing means.
const (
	defaultControlPlane        = "istio-system"
	defaultTrustDomain         = "cluster.local"
	defaultCallSeconds         = 15
	defaultConnectMilliseconds = 1000
)

// Annotations and labels of Istio for pods (Istio, "Resource Annotations" and
// "Resource Labels").
const (
	annotationPastInbound  = "traffic.sidecar.istio.io/excludeInboundPorts"
	annotationPastOutbound = "traffic.sidecar.istio.io/excludeOutboundIPRanges"
	annotationCPU          = "sidecar.istio.io/proxyCPU"
	annotationMemory       = "sidecar.istio.io/proxyMemory"
	annotationMemoryLimit  = "sidecar.istio.io/proxyMemoryLimit"
	labelInject            = "sidecar.istio.io/inject"
)

// mesh is the application's place in Istio; nothing without a mesh.
func (a *Args) mesh() []kubeapi.Object {
	if a.Mesh == nil {
		return nil
	}
	out := []kubeapi.Object{a.peers(), a.access(), a.scope(), a.telemetry()}
	for _, host := range a.outside() {
		out = append(out, a.external(host))
	}
	if a.Service != nil {
		out = append(out, a.destination(), a.routes())
	}
	return out
}

// meshAnnotations are those of every pod. The load balancer, the kubelet and the
// scraper reach the port past the sidecar, as they have no certificate of the mesh.
// What is asked of databases, caches and AWS goes past it, too: it is encrypted
// already, and its addresses are known while its names are not. So do credentials,
// which come from the node itself. What the sidecar asks for is written here because
// Demand counts it: memory limit as request, no limit on the processor, as with the
// application's own container.
func (a *Args) meshAnnotations() map[string]string {
	if a.Mesh == nil {
		return nil
	}
	past := []string{podIdentityAgent}
	for _, ranges := range [][]netip.Prefix{a.Reach.Data, a.Reach.Endpoints} {
		for _, prefix := range ranges {
			past = append(past, prefix.String())
		}
	}
	slices.Sort(past)
	return map[string]string{
		annotationPastInbound:  strconv.Itoa(a.Port),
		annotationPastOutbound: strings.Join(slices.Compact(past), ","),
		annotationCPU:          strconv.Itoa(SidecarCPUMillis) + "m",
		annotationMemory:       strconv.Itoa(SidecarMemoryMiB) + "Mi",
		annotationMemoryLimit:  strconv.Itoa(SidecarMemoryMiB) + "Mi",
	}
}

// meshLabels are those of every pod: without a sidecar it could neither call nor be
// called, so it says by itself that it wants one.
func (a *Args) meshLabels() map[string]string {
	if a.Mesh == nil {
		return nil
	}
	return map[string]string{labelInject: "true"}
}

// everyPod chooses all pods of the application, those of jobs among them.
func (a *Args) everyPod() map[string]string { return map[string]string{LabelName: a.Name} }

func (a *Args) controlPlane() string { return cmp.Or(a.Mesh.ControlPlane, defaultControlPlane) }
func (a *Args) trustDomain() string  { return cmp.Or(a.Mesh.TrustDomain, defaultTrustDomain) }

// meshObject is the metadata of one of the application's objects of Istio.
func (a *Args) meshObject(name string) metav1.ObjectMeta {
	return metav1.ObjectMeta{Name: name, Labels: a.labels()}
}
