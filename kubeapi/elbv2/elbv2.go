// Package elbv2 is the kind by which pods join a target group that somebody else
// made: TargetGroupBinding of the AWS load balancer controller (elbv2.k8s.aws,
// v1beta1).
//
// The controller's project has no module with the types alone to import, so here
// is the part of them that the platform uses. Left out on purpose is spec.networking:
// with it the controller would write rules into security groups, which are Pulumi's.
package elbv2

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/util/intstr"

	"github.com/covetpy/platform/kubeapi/internal/copies"
)

// Version is the group and version of the kinds.
var Version = schema.GroupVersion{Group: "elbv2.k8s.aws", Version: "v1beta1"}

// LabelReadinessGate is the label of a namespace with which pods that a
// TargetGroupBinding selects are ready only once their target is healthy. The value
// is "enabled". The gate is put into a pod when it is made, and never after.
const LabelReadinessGate = "elbv2.k8s.aws/pod-readiness-gate-inject"

// Enabled is the value of LabelReadinessGate that switches it on.
const Enabled = "enabled"

// TargetType is what is registered as a target.
type TargetType string

// TargetIP registers pods by their own address, and is the only type with which
// pods have readiness gates.
const TargetIP TargetType = "ip"

// ServiceReference is a port of a Service in the same namespace.
type ServiceReference struct {
	Name string             `json:"name"`
	Port intstr.IntOrString `json:"port"`
}

// TargetGroupBindingSpec says which pods are in which target group. The controller
// lets nobody change the target group or the type of a binding that is there.
type TargetGroupBindingSpec struct {
	TargetGroupARN string           `json:"targetGroupARN"`
	TargetType     TargetType       `json:"targetType"`
	ServiceRef     ServiceReference `json:"serviceRef"`
}

// TargetGroupBinding keeps the pods of a Service registered with a target group.
type TargetGroupBinding struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitzero"`

	Spec TargetGroupBindingSpec `json:"spec,omitzero"`
}

// TargetGroupBindingList is a list of them.
type TargetGroupBindingList struct {
	metav1.TypeMeta `json:",inline"`
	metav1.ListMeta `json:"metadata,omitzero"`

	Items []TargetGroupBinding `json:"items"`
}

// DeepCopyObject is a copy that shares nothing.
func (o *TargetGroupBinding) DeepCopyObject() runtime.Object { return copies.Deep(o) }

// DeepCopyObject is a copy that shares nothing.
func (o *TargetGroupBindingList) DeepCopyObject() runtime.Object { return copies.Deep(o) }

// AddToScheme makes the kinds known.
func AddToScheme(s *runtime.Scheme) error {
	s.AddKnownTypes(Version, &TargetGroupBinding{}, &TargetGroupBindingList{})
	metav1.AddToGroupVersion(s, Version)
	return nil
}
