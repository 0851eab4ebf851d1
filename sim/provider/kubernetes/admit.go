package kubernetes

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	appsv1 "k8s.io/api/apps/v1"
	autoscalingv2 "k8s.io/api/autoscaling/v2"
	batchv1 "k8s.io/api/batch/v1"
	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	policyv1 "k8s.io/api/policy/v1"
	rbacv1 "k8s.io/api/rbac/v1"
	schedulingv1 "k8s.io/api/scheduling/v1"
	apivalidation "k8s.io/apimachinery/pkg/api/validation"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/validation/field"

	"github.com/covetpy/platform/kubeapi"
)

// admit is what the API server says of an object's values, in its words: of those
// rules that a program is likely to break (Kubernetes 1.37, the packages
// pkg/apis/*/validation). What a kind's own controller validates is not known here.
func admit(obj kubeapi.Object) field.ErrorList {
	spec := field.NewPath("spec")
	out := admitMetadata(obj)
	switch o := obj.(type) {
	case *appsv1.Deployment:
		out = append(out, admitDeployment(o.Spec, spec)...)
	case *batchv1.Job:
		out = append(out, admitJob(o.Spec, spec)...)
	case *batchv1.CronJob:
		out = append(out, admitCronJob(o, spec)...)
	case *autoscalingv2.HorizontalPodAutoscaler:
		out = append(out, admitAutoscaler(o.Spec, spec)...)
	case *policyv1.PodDisruptionBudget:
		out = append(out, admitBudget(o.Spec, spec)...)
	case *corev1.Service:
		out = append(out, admitService(o.Spec, spec)...)
	case *networkingv1.NetworkPolicy:
		out = append(out, admitNetworkPolicy(o.Spec, spec)...)
	case *corev1.LimitRange:
		out = append(out, admitLimitRange(o.Spec, spec)...)
	case *corev1.ResourceQuota:
		out = append(out, notNegative(o.Spec.Hard, spec.Child("hard"))...)
	case *corev1.ConfigMap:
		out = append(out, admitKeys(o.Data, field.NewPath("data"))...)
	case *corev1.Secret:
		out = append(out, admitKeys(o.Data, field.NewPath("data"))...)
	case *schedulingv1.PriorityClass:
		out = append(out, admitPriority(o)...)
	case *rbacv1.Role:
		out = append(out, admitRules(o.Rules, true)...)
	case *rbacv1.ClusterRole:
		out = append(out, admitRules(o.Rules, false)...)
	case *rbacv1.RoleBinding:
		out = append(out, admitBinding(o.RoleRef, o.Subjects, true)...)
	case *rbacv1.ClusterRoleBinding:
		out = append(out, admitBinding(o.RoleRef, o.Subjects, false)...)
	}
	slices.SortStableFunc(out, func(a, b *field.Error) int { return cmp.Compare(a.Field, b.Field) })
	return out
}

func admitMetadata(obj kubeapi.Object) field.ErrorList {
	of, err := kubeapi.KindOf(obj)
	if err != nil {
		return field.ErrorList{field.InternalError(nil, err)}
	}
	meta := &metav1.ObjectMeta{
		Name: obj.GetName(), GenerateName: obj.GetGenerateName(), Namespace: obj.GetNamespace(), Labels: obj.GetLabels(),
		Annotations: obj.GetAnnotations(), Finalizers: obj.GetFinalizers(), OwnerReferences: obj.GetOwnerReferences(),
	}
	return apivalidation.ValidateObjectMeta(meta, namespaced(of), nameForm(obj), field.NewPath("metadata"))
}

// nameForm is what a kind's names look like.
func nameForm(obj kubeapi.Object) apivalidation.ValidateNameFunc {
	switch obj.(type) {
	case *corev1.Namespace:
		return apivalidation.ValidateNamespaceName
	case *corev1.Service:
		return apivalidation.NameIsDNS1035Label
	case *rbacv1.Role, *rbacv1.RoleBinding, *rbacv1.ClusterRole, *rbacv1.ClusterRoleBinding:
		return pathSegment
	default:
		return apivalidation.NameIsDNSSubdomain
	}
}

// pathSegment is the form of a name that is a part of a path, and may have colons.
func pathSegment(name string, _ bool) []string {
	if name == "." || name == ".." {
		return []string{fmt.Sprintf("may not be '%s'", name)}
	}
	var out []string
	for _, part := range []string{"/", "%"} {
		if strings.Contains(name, part) {
			out = append(out, fmt.Sprintf("may not contain '%s'", part))
		}
	}
	return out
}
