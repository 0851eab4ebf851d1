package kubernetes

import (
	"fmt"
	"strings"

	corev1 "k8s.io/api/core/v1"
	rbacv1 "k8s.io/api/rbac/v1"
	apivalidation "k8s.io/apimachinery/pkg/api/validation"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/validation/field"

	"github.com/covetpy/platform/kubeapi"
)

// admit is what the API server says of an object's values (Kubernetes,
// pkg/apis/*/validation).
func admit(obj kubeapi.Object) field.ErrorList {
	return admitMetadata(obj)
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
