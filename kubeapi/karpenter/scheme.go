package karpenter

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
)

// Groups and versions of the kinds: Karpenter's own, and its AWS provider's.
var (
	GroupVersion    = schema.GroupVersion{Group: "karpenter.sh", Version: "v1"}
	AWSGroupVersion = schema.GroupVersion{Group: "karpenter.k8s.aws", Version: "v1"}
)

// KindEC2NodeClass is for a NodeClassReference.
const KindEC2NodeClass = "EC2NodeClass"

// AddToScheme adds the kinds.
func AddToScheme(scheme *runtime.Scheme) error {
	scheme.AddKnownTypes(GroupVersion, &NodePool{})
	metav1.AddToGroupVersion(scheme, GroupVersion)
	scheme.AddKnownTypes(AWSGroupVersion, &EC2NodeClass{})
	metav1.AddToGroupVersion(scheme, AWSGroupVersion)
	return nil
}
