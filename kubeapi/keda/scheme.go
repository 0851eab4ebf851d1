package keda

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
)

// Version is the group and version of the kinds.
var Version = schema.GroupVersion{Group: "keda.sh", Version: "v1alpha1"}

// AddToScheme makes the kinds known.
func AddToScheme(s *runtime.Scheme) error {
	s.AddKnownTypes(Version, &ScaledObject{}, &ScaledObjectList{}, &TriggerAuthentication{}, &TriggerAuthenticationList{})
	metav1.AddToGroupVersion(s, Version)
	return nil
}
