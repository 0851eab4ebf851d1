package services

import (
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// The structs of values*.go are the parts in use of the charts' values, with the
// charts' names in their json tags. What several charts have alike is here.

// image of a container. Without a tag the chart takes the version that it installs.
type image struct {
	Repository string `json:"repository"`
	Tag        string `json:"tag,omitempty"`
}

// account is a service account's name, which an identity is tied to.
type account struct {
	Name string `json:"name"`
}

// placed is where a controller's pods run, and how important they are.
type placed struct {
	Tolerations       []corev1.Toleration `json:"tolerations"`
	PriorityClassName string              `json:"priorityClassName"`
}

// atMost is a disruption budget.
type atMost struct {
	MaxUnavailable int `json:"maxUnavailable"`
}

// Priority classes of Kubernetes itself: controllers without which nothing in the
// cluster gets on, and those that each node needs.
const (
	clusterCritical = "system-cluster-critical"
	nodeCritical    = "system-node-critical"
)

// systemTaint is the key of the taint of nodes that are there for the cluster's own
// (components/cluster, SystemTaint).
const systemTaint = "CriticalAddonsOnly"

// onSystemNodes is how a controller gets onto system nodes.
func onSystemNodes() placed {
	return placed{
		Tolerations:       []corev1.Toleration{{Key: systemTaint, Operator: corev1.TolerationOpExists}},
		PriorityClassName: clusterCritical,
	}
}

// onEveryNode is how an agent gets onto all of them.
func onEveryNode() placed {
	return placed{
		Tolerations:       []corev1.Toleration{{Operator: corev1.TolerationOpExists}},
		PriorityClassName: nodeCritical,
	}
}

// needs are a controller's requests. Memory is limited to what is requested; the
// processor is not, as a limit throttles without giving anyone more.
func needs(cpu, memory string) corev1.ResourceRequirements {
	size := resource.MustParse(memory)
	return corev1.ResourceRequirements{
		Requests: corev1.ResourceList{corev1.ResourceCPU: resource.MustParse(cpu), corev1.ResourceMemory: size},
		Limits:   corev1.ResourceList{corev1.ResourceMemory: size},
	}
}

// spread has the pods that bear the labels in different zones, if it can be: a
// controller that waits for a zone helps less than one that shares it. For charts that
// spread theirs by themselves there is none.
func (a *Args) spread(labels map[string]string) []corev1.TopologySpreadConstraint {
	if a.Replicas < 2 {
		return nil
	}
	return []corev1.TopologySpreadConstraint{{
		MaxSkew: 1, TopologyKey: corev1.LabelTopologyZone, WhenUnsatisfiable: corev1.ScheduleAnyway,
		LabelSelector: &metav1.LabelSelector{MatchLabels: labels},
	}}
}

// Labels by which charts tell their pods.
const (
	appLabel     = "app"
	appNameLabel = "app.kubernetes.io/name"
)

// budgetOf lets one pod at a time be evicted. A controller of one pod has none, as
// the budget would hold up every node that it runs on.
func (a *Args) budgetOf() *atMost {
	if a.Replicas < 2 {
		return nil
	}
	return &atMost{MaxUnavailable: 1}
}

// confined is the security context of the restricted profile, for charts that leave
// a part of it out (Kubernetes, "Pod Security Standards").
func confined() corev1.SecurityContext {
	return corev1.SecurityContext{
		AllowPrivilegeEscalation: new(false),
		ReadOnlyRootFilesystem:   new(true),
		RunAsNonRoot:             new(true),
		Capabilities:             &corev1.Capabilities{Drop: []corev1.Capability{"ALL"}},
		SeccompProfile:           &corev1.SeccompProfile{Type: corev1.SeccompProfileTypeRuntimeDefault},
	}
}

// registry is a public registry as the account's own caches it: the first part of
// repositories' names (components/registry, Upstream).
type registry string

const (
	ecrPublic  registry = "ecr-public"
	kubernetes registry = "kubernetes"
	github     registry = "github"
	dockerHub  registry = "docker-hub"
)

// repository is where the account's own registry has an image, without a tag.
func (a *Args) repository(from registry, name string) string {
	return a.cache(from) + "/" + name
}

// cache is where the account's own registry has what a public one has.
func (a *Args) cache(from registry) string {
	return a.Where.Account + ".dkr.ecr." + a.Where.Region + "." + a.Where.DNSSuffix() + "/" + string(from)
}
