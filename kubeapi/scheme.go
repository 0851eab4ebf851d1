package kubeapi

import (
	"fmt"
	"sync"

	istionetworking "istio.io/client-go/pkg/apis/networking/v1"
	istiosecurity "istio.io/client-go/pkg/apis/security/v1"
	istiotelemetry "istio.io/client-go/pkg/apis/telemetry/v1"
	appsv1 "k8s.io/api/apps/v1"
	autoscalingv2 "k8s.io/api/autoscaling/v2"
	batchv1 "k8s.io/api/batch/v1"
	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	policyv1 "k8s.io/api/policy/v1"
	rbacv1 "k8s.io/api/rbac/v1"
	schedulingv1 "k8s.io/api/scheduling/v1"
	storagev1 "k8s.io/api/storage/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	vpav1 "k8s.io/autoscaler/vertical-pod-autoscaler/pkg/apis/autoscaling.k8s.io/v1"

	"github.com/covetpy/platform/kubeapi/elbv2"
	"github.com/covetpy/platform/kubeapi/externalsecrets"
	"github.com/covetpy/platform/kubeapi/keda"
	"github.com/covetpy/platform/kubeapi/secretsstore"

	"github.com/covetpy/platform/kubeapi/karpenter"
)

// groups are those of Kubernetes itself, and after them those that something has
// to be installed for.
var groups = []func(*runtime.Scheme) error{
	corev1.AddToScheme,
	appsv1.AddToScheme,
	autoscalingv2.AddToScheme,
	batchv1.AddToScheme,
	networkingv1.AddToScheme,
	policyv1.AddToScheme,
	rbacv1.AddToScheme,
	schedulingv1.AddToScheme,
	storagev1.AddToScheme,

	istionetworking.AddToScheme,
	istiosecurity.AddToScheme,
	istiotelemetry.AddToScheme,
	vpav1.AddToScheme,
	secretsstore.AddToScheme,
	elbv2.AddToScheme,
	externalsecrets.AddToScheme,
	karpenter.AddToScheme,
	keda.AddToScheme,
}

// Scheme maps kinds to types. Read only.
var Scheme = sync.OnceValues(func() (*runtime.Scheme, error) {
	scheme := runtime.NewScheme()
	for _, add := range groups {
		if err := add(scheme); err != nil {
			return nil, fmt.Errorf("build the scheme of Kubernetes kinds: %w", err)
		}
	}
	return scheme, nil
})

// clusterWide are the kinds in use that have no namespace.
var clusterWide = map[schema.GroupKind]bool{
	{Kind: "Namespace"}: true,
	{Group: "scheduling.k8s.io", Kind: "PriorityClass"}:              true,
	{Group: "storage.k8s.io", Kind: "StorageClass"}:                  true,
	{Group: "rbac.authorization.k8s.io", Kind: "ClusterRole"}:        true,
	{Group: "rbac.authorization.k8s.io", Kind: "ClusterRoleBinding"}: true,
	{Group: "external-secrets.io", Kind: "ClusterSecretStore"}:       true,

	{Group: karpenter.GroupVersion.Group, Kind: "NodePool"}:                    true,
	{Group: karpenter.AWSGroupVersion.Group, Kind: karpenter.KindEC2NodeClass}: true,
}

// Namespaced says whether objects of a kind lie in a namespace.
func Namespaced(kind schema.GroupKind) bool { return !clusterWide[kind] }

// KindOf is the kind of an object, from its Go type.
func KindOf(obj Object) (schema.GroupVersionKind, error) {
	scheme, err := Scheme()
	if err != nil {
		return schema.GroupVersionKind{}, err
	}
	kinds, _, err := scheme.ObjectKinds(obj)
	if err != nil {
		return schema.GroupVersionKind{}, fmt.Errorf("find the kind of %T: %w", obj, err)
	}
	return kinds[0], nil
}
