package kubernetes

import (
	"reflect"

	appsv1 "k8s.io/api/apps/v1"
	batchv1 "k8s.io/api/batch/v1"
	corev1 "k8s.io/api/core/v1"
	rbacv1 "k8s.io/api/rbac/v1"
	schedulingv1 "k8s.io/api/scheduling/v1"
	storagev1 "k8s.io/api/storage/v1"
	apivalidation "k8s.io/apimachinery/pkg/api/validation"
	"k8s.io/apimachinery/pkg/util/validation/field"

	"github.com/covetpy/platform/kubeapi"
)

// immutable is what the API server says of changes that a kind does not allow.
// Objects that came in by different kinds are never compared.
func immutable(before, after kubeapi.Object) field.ErrorList {
	if reflect.TypeOf(before) != reflect.TypeOf(after) {
		return nil
	}
	switch now := after.(type) {
	case *corev1.Secret:
		return immutableSecret(before.(*corev1.Secret), now)
	case *corev1.ConfigMap:
		old := before.(*corev1.ConfigMap)
		return sealed(old.Immutable, now.Immutable, []any{old.Data, old.BinaryData}, []any{now.Data, now.BinaryData})
	case *schedulingv1.PriorityClass:
		if now.Value != before.(*schedulingv1.PriorityClass).Value {
			return field.ErrorList{field.Forbidden(field.NewPath("value"), "may not be changed in an update.")}
		}
		return nil
	default:
		return unchanged(fixedFields(before), fixedFields(after))
	}
}

// fixedField is one that keeps its value for as long as the object lives.
type fixedField struct {
	path  *field.Path
	value any
}

func fixedFields(obj kubeapi.Object) []fixedField {
	spec := field.NewPath("spec")
	switch o := obj.(type) {
	case *appsv1.Deployment:
		return []fixedField{{spec.Child("selector"), o.Spec.Selector}}
	case *appsv1.DaemonSet:
		return []fixedField{{spec.Child("selector"), o.Spec.Selector}}
	case *batchv1.Job:
		return []fixedField{
			{spec.Child("completions"), o.Spec.Completions},
			{spec.Child("selector"), o.Spec.Selector},
			{spec.Child("template"), o.Spec.Template},
			{spec.Child("completionMode"), o.Spec.CompletionMode},
		}
	case *rbacv1.RoleBinding:
		return []fixedField{{field.NewPath("roleRef"), o.RoleRef}}
	case *rbacv1.ClusterRoleBinding:
		return []fixedField{{field.NewPath("roleRef"), o.RoleRef}}
	case *storagev1.StorageClass:
		return []fixedField{
			{field.NewPath("parameters"), o.Parameters},
			{field.NewPath("provisioner"), o.Provisioner},
			{field.NewPath("reclaimPolicy"), o.ReclaimPolicy},
			{field.NewPath("volumeBindingMode"), o.VolumeBindingMode},
		}
	default:
		return nil
	}
}

func unchanged(before, after []fixedField) field.ErrorList {
	var out field.ErrorList
	for i, now := range after {
		out = append(out, apivalidation.ValidateImmutableField(now.value, before[i].value, now.path)...)
	}
	return out
}

func immutableSecret(old, now *corev1.Secret) field.ErrorList {
	out := apivalidation.ValidateImmutableField(now.Type, old.Type, field.NewPath("type"))
	return append(out, sealed(old.Immutable, now.Immutable, []any{old.Data, old.StringData}, []any{now.Data, now.StringData})...)
}

// sealed is for data that say of themselves that they can't be changed.
func sealed(wasImmutable, isImmutable *bool, old, now []any) field.ErrorList {
	const words = "field is immutable when `immutable` is set"
	var out field.ErrorList
	if wasImmutable == nil || !*wasImmutable {
		return nil
	}
	if isImmutable == nil || !*isImmutable {
		out = append(out, field.Forbidden(field.NewPath("immutable"), words))
	}
	if !reflect.DeepEqual(old, now) {
		out = append(out, field.Forbidden(field.NewPath("data"), words))
	}
	return out
}
