package karpenter

import (
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// NodePool is a kind of node that Karpenter may launch.
type NodePool struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata"`

	Spec NodePoolSpec `json:"spec"`
}

// NodePoolSpec is what the nodes are, and how many.
type NodePoolSpec struct {
	Template   NodeClaimTemplate `json:"template"`
	Disruption Disruption        `json:"disruption"`
	// Limits are what all nodes of the pool together may have, by resource.
	Limits corev1.ResourceList `json:"limits,omitempty"`
	// Weight is 1 to 100; a pod that fits several pools gets the heaviest.
	Weight *int32 `json:"weight,omitempty"`
}

// NodeClaimTemplate is what each node is made from.
type NodeClaimTemplate struct {
	Metadata TemplateMeta          `json:"metadata,omitzero"`
	Spec     NodeClaimTemplateSpec `json:"spec"`
}

// TemplateMeta is what nodes bear.
type TemplateMeta struct {
	Labels map[string]string `json:"labels,omitempty"`
}

// NodeClaimTemplateSpec is a node's spec.
type NodeClaimTemplateSpec struct {
	Taints       []corev1.Taint     `json:"taints,omitempty"`
	Requirements []Requirement      `json:"requirements"`
	NodeClassRef NodeClassReference `json:"nodeClassRef"`
	// TerminationGracePeriod is how long a node that leaves waits for pods that can't
	// be evicted.
	TerminationGracePeriod *metav1.Duration `json:"terminationGracePeriod,omitempty"`
	// ExpireAfter is a duration, or Never.
	ExpireAfter string `json:"expireAfter,omitempty"`
}

// Never is a duration without an end.
const Never = "Never"

// Requirement is what a node's label must be.
type Requirement struct {
	Key      string                      `json:"key"`
	Operator corev1.NodeSelectorOperator `json:"operator,omitempty"`
	Values   []string                    `json:"values,omitempty"`
}

// Labels of nodes that requirements speak of, beside Kubernetes' own.
const (
	LabelCapacityType       = "karpenter.sh/capacity-type"
	LabelInstanceCategory   = "karpenter.k8s.aws/instance-category"
	LabelInstanceGeneration = "karpenter.k8s.aws/instance-generation"
)

// NodeClassReference names a node class.
type NodeClassReference struct {
	Group string `json:"group"`
	Kind  string `json:"kind"`
	Name  string `json:"name"`
}

// Disruption is when Karpenter may take nodes away.
type Disruption struct {
	// ConsolidateAfter is how long a node is left alone after a pod came or went: a
	// duration, or Never.
	ConsolidateAfter    string              `json:"consolidateAfter,omitempty"`
	ConsolidationPolicy ConsolidationPolicy `json:"consolidationPolicy,omitempty"`
	// Budgets each limit how many nodes are taken at once; the strictest counts.
	Budgets []Budget `json:"budgets,omitempty"`
}

// ConsolidationPolicy is which nodes are worth taking away.
type ConsolidationPolicy string

// Policies.
const (
	WhenEmpty                ConsolidationPolicy = "WhenEmpty"
	WhenEmptyOrUnderutilized ConsolidationPolicy = "WhenEmptyOrUnderutilized"
)

// Budget limits how many nodes are taken at once.
type Budget struct {
	// Reasons that it holds for; none is all.
	Reasons []DisruptionReason `json:"reasons,omitempty"`
	// Nodes is a number, "2", or a part, "10%".
	Nodes string `json:"nodes"`
	// Schedule in UTC is when it begins to hold, as a cron expression, and Duration
	// for how long: both, or neither.
	Schedule *string          `json:"schedule,omitempty"`
	Duration *metav1.Duration `json:"duration,omitempty"`
}

// DisruptionReason is why a node is taken.
type DisruptionReason string

// Reasons.
const (
	Underutilized DisruptionReason = "Underutilized"
	Empty         DisruptionReason = "Empty"
	Drifted       DisruptionReason = "Drifted"
)
