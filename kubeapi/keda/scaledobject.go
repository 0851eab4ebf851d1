package keda

import (
	autoscalingv2 "k8s.io/api/autoscaling/v2"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"

	"github.com/covetpy/platform/kubeapi/internal/copies"
)

// ScaledObject sets the number of a workload's pods. Above zero KEDA does it by a
// HorizontalPodAutoscaler of its own, called "keda-hpa-" and the object's name.
type ScaledObject struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitzero"`

	Spec ScaledObjectSpec `json:"spec"`
}

// ScaledObjectList is a list of them.
type ScaledObjectList struct {
	metav1.TypeMeta `json:",inline"`
	metav1.ListMeta `json:"metadata,omitzero"`

	Items []ScaledObject `json:"items"`
}

// DeepCopyObject is a copy that shares nothing.
func (o *ScaledObject) DeepCopyObject() runtime.Object { return copies.Deep(o) }

// DeepCopyObject is a copy that shares nothing.
func (o *ScaledObjectList) DeepCopyObject() runtime.Object { return copies.Deep(o) }

// ScaledObjectSpec is what to scale, between which numbers, and why.
type ScaledObjectSpec struct {
	ScaleTargetRef *ScaleTarget `json:"scaleTargetRef"`
	// PollingInterval and CooldownPeriod are seconds. Both only count where the
	// number can be zero: above that the autoscaler asks, and decides.
	PollingInterval *int32 `json:"pollingInterval,omitempty"`
	CooldownPeriod  *int32 `json:"cooldownPeriod,omitempty"`
	// MinReplicaCount is 0 by default, MaxReplicaCount 100.
	MinReplicaCount *int32          `json:"minReplicaCount,omitempty"`
	MaxReplicaCount *int32          `json:"maxReplicaCount,omitempty"`
	Advanced        *AdvancedConfig `json:"advanced,omitempty"`
	Triggers        []ScaleTriggers `json:"triggers"`
	Fallback        *Fallback       `json:"fallback,omitempty"`
}

// ScaleTarget is the workload, by default a Deployment.
type ScaleTarget struct {
	Name       string `json:"name"`
	APIVersion string `json:"apiVersion,omitempty"`
	Kind       string `json:"kind,omitempty"`
}

// ScaleTriggers is one trigger.
type ScaleTriggers struct {
	// Type of the scaler, "aws-sqs-queue".
	Type string `json:"type"`
	// Name is unique in the object.
	Name string `json:"name,omitempty"`
	// Metadata is what the scaler asks for: numbers and booleans are text there.
	Metadata          map[string]string  `json:"metadata"`
	AuthenticationRef *AuthenticationRef `json:"authenticationRef,omitempty"`
}

// AuthenticationRef names a TriggerAuthentication of the same namespace.
type AuthenticationRef struct {
	Name string `json:"name"`
}

// Fallback is how many pods there are while a trigger fails.
type Fallback struct {
	// FailureThreshold is after how many failures in a row.
	FailureThreshold int32 `json:"failureThreshold"`
	Replicas         int32 `json:"replicas"`
	// What Replicas means: FallbackIfHigher, or by default exactly that many.
	Behavior string `json:"behavior,omitempty"`
}

// FallbackIfHigher keeps the pods that there are where those are more.
const FallbackIfHigher = "currentReplicasIfHigher"

// AdvancedConfig is about KEDA's own autoscaler.
type AdvancedConfig struct {
	HorizontalPodAutoscalerConfig *HorizontalPodAutoscalerConfig `json:"horizontalPodAutoscalerConfig,omitempty"`
}

// HorizontalPodAutoscalerConfig is taken over by KEDA's own autoscaler.
type HorizontalPodAutoscalerConfig struct {
	Behavior *autoscalingv2.HorizontalPodAutoscalerBehavior `json:"behavior,omitempty"`
}
