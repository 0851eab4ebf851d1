package services

import corev1 "k8s.io/api/core/v1"

// istioGlobal is what Istio's charts have alike.
type istioGlobal struct {
	IstioNamespace    string `json:"istioNamespace,omitempty"`
	Hub               string `json:"hub,omitempty"`
	Tag               string `json:"tag,omitempty"`
	PriorityClassName string `json:"priorityClassName,omitempty"`
	// DefaultPodDisruptionBudget keeps one pod of the control plane.
	DefaultPodDisruptionBudget *switched `json:"defaultPodDisruptionBudget,omitempty"`
}

// istioBaseValues are those of chart base.
type istioBaseValues struct {
	Global istioGlobal `json:"global"`
}

func (a *Args) istioBaseValues() istioBaseValues {
	return istioBaseValues{istioGlobal{IstioNamespace: namespaceMesh}}
}

// istiodValues are those of chart istiod.
type istiodValues struct {
	Global           istioGlobal                       `json:"global"`
	AutoscaleEnabled bool                              `json:"autoscaleEnabled"`
	ReplicaCount     int                               `json:"replicaCount"`
	Resources        corev1.ResourceRequirements       `json:"resources"`
	Tolerations      []corev1.Toleration               `json:"tolerations"`
	SeccompProfile   corev1.SeccompProfile             `json:"seccompProfile"`
	TopologySpread   []corev1.TopologySpreadConstraint `json:"topologySpreadConstraints,omitempty"`
	CNI              switched                          `json:"cni"`
	Env              istiodEnv                         `json:"env"`
	TraceSampling    float64                           `json:"traceSampling"`
	MeshConfig       meshConfig                        `json:"meshConfig"`
}

// istiodEnv makes sidecars containers that Kubernetes starts before the others and
// ends after them, so that a pod's first and last requests are in the mesh, and a job
// ends when its own container does.
type istiodEnv struct {
	NativeSidecars string `json:"ENABLE_NATIVE_SIDECARS"`
}

// meshConfig is the part in use of Istio's MeshConfig.
type meshConfig struct {
	OutboundTrafficPolicy outbound    `json:"outboundTrafficPolicy"`
	DefaultConfig         proxyConfig `json:"defaultConfig"`
}

// outbound REGISTRY_ONLY lets pods reach what the mesh knows alone.
type outbound struct {
	Mode string `json:"mode"`
}

type proxyConfig struct {
	Tracing tracing `json:"tracing"`
}

type tracing struct {
	Sampling float64 `json:"sampling"`
}

func (a *Args) istiodValues(of pin) istiodValues {
	return istiodValues{
		Global: istioGlobal{
			Hub: a.repository(dockerHub, "istio"), Tag: of.app, PriorityClassName: clusterCritical,
			DefaultPodDisruptionBudget: &switched{a.Replicas > 1},
		},
		ReplicaCount:   a.Replicas,
		Resources:      needs("200m", "1Gi"),
		Tolerations:    onSystemNodes().Tolerations,
		SeccompProfile: corev1.SeccompProfile{Type: corev1.SeccompProfileTypeRuntimeDefault},
		TopologySpread: a.spread(map[string]string{appLabel: "istiod"}),
		CNI:            switched{true},
		Env:            istiodEnv{"true"},
		TraceSampling:  a.Mesh.TracePercent,
		MeshConfig:     meshConfig{outbound{"REGISTRY_ONLY"}, proxyConfig{tracing{a.Mesh.TracePercent}}},
	}
}

// istioCNIValues are those of chart cni. Its pods are important to their nodes
// without being told.
type istioCNIValues struct {
	Global      istioGlobal                 `json:"global"`
	Resources   corev1.ResourceRequirements `json:"resources"`
	Tolerations []corev1.Toleration         `json:"tolerations"`
	// ExcludeNamespaces are those whose pods are let be.
	ExcludeNamespaces []string `json:"excludeNamespaces"`
}

func (a *Args) istioCNIValues(of pin) istioCNIValues {
	return istioCNIValues{
		Global:            istioGlobal{Hub: a.repository(dockerHub, "istio"), Tag: of.app},
		Resources:         needs("50m", "128Mi"),
		Tolerations:       onEveryNode().Tolerations,
		ExcludeNamespaces: []string{namespaceMesh, namespaceSystem},
	}
}
