package kubernetes

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	corev1 "k8s.io/api/core/v1"
	rbacv1 "k8s.io/api/rbac/v1"
	schedulingv1 "k8s.io/api/scheduling/v1"
	"k8s.io/apimachinery/pkg/util/validation"
	"k8s.io/apimachinery/pkg/util/validation/field"
)

const (
	// largestData of a ConfigMap or Secret, in bytes.
	largestData = 1 << 20
	// highestPriority that is not the system's.
	highestPriority = 1_000_000_000
	systemPriority  = "system-"
)

func admitKeys[T string | []byte](data map[string]T, at *field.Path) field.ErrorList {
	var out field.ErrorList
	size := 0
	for _, key := range slices.Sorted(maps.Keys(data)) {
		out = append(out, invalid(at.Key(key), key, validation.IsConfigMapKey(key))...)
		size += len(data[key])
	}
	if size > largestData {
		out = append(out, field.TooLong(at, "", largestData))
	}
	return out
}

func admitPriority(class *schedulingv1.PriorityClass) field.ErrorList {
	var out field.ErrorList
	if strings.HasPrefix(class.Name, systemPriority) {
		out = append(out, field.Forbidden(field.NewPath("metadata", "name"), "priority class names with '"+systemPriority+"' prefix are reserved for system use only"))
	}
	if class.Value > highestPriority {
		out = append(out, field.Forbidden(field.NewPath("value"), fmt.Sprintf("maximum allowed value of a user defined priority is %d", highestPriority)))
	}
	return out
}

// admitLimitRange holds the least, the defaults and the most of each resource in
// their order.
func admitLimitRange(spec corev1.LimitRangeSpec, at *field.Path) field.ErrorList {
	var out field.ErrorList
	seen := map[corev1.LimitType]bool{}
	for i, limit := range spec.Limits {
		at := at.Child("limits").Index(i)
		if seen[limit.Type] {
			out = append(out, field.Duplicate(at.Child("type"), limit.Type))
		}
		seen[limit.Type] = true
		for _, pair := range []struct {
			low, high  corev1.ResourceList
			path, name string
			above      string
		}{
			{limit.Min, limit.Max, "min", "min value", "max value"},
			{limit.Min, limit.DefaultRequest, "defaultRequest", "min value", "default request value"},
			{limit.DefaultRequest, limit.Default, "defaultRequest", "default request value", "default limit value"},
			{limit.DefaultRequest, limit.Max, "defaultRequest", "default request value", "max value"},
			{limit.Default, limit.Max, "default", "default value", "max value"},
		} {
			for _, name := range slices.Sorted(maps.Keys(pair.low)) {
				low := pair.low[name]
				if high, ok := pair.high[name]; ok && low.Cmp(high) > 0 {
					out = append(out, field.Invalid(at.Child(pair.path).Key(string(name)), low.String(),
						fmt.Sprintf("%s %s is greater than %s %s", pair.name, low.String(), pair.above, high.String())))
				}
			}
		}
	}
	return out
}

func admitRules(rules []rbacv1.PolicyRule, namespaced bool) field.ErrorList {
	var out field.ErrorList
	for i, rule := range rules {
		at := field.NewPath("rules").Index(i)
		if len(rule.Verbs) == 0 {
			out = append(out, field.Required(at.Child("verbs"), "verbs must contain at least one value"))
		}
		if len(rule.NonResourceURLs) > 0 {
			if namespaced {
				out = append(out, field.Invalid(at.Child("nonResourceURLs"), rule.NonResourceURLs, "namespaced rules cannot apply to non-resource URLs"))
			}
			continue
		}
		if len(rule.APIGroups) == 0 {
			out = append(out, field.Required(at.Child("apiGroups"), "resource rules must supply at least one api group"))
		}
		if len(rule.Resources) == 0 {
			out = append(out, field.Required(at.Child("resources"), "resource rules must supply at least one resource"))
		}
	}
	return out
}

func admitBinding(role rbacv1.RoleRef, subjects []rbacv1.Subject, namespaced bool) field.ErrorList {
	var out field.ErrorList
	at := field.NewPath("roleRef")
	if role.APIGroup != rbacv1.GroupName {
		out = append(out, field.NotSupported(at.Child("apiGroup"), role.APIGroup, []string{rbacv1.GroupName}))
	}
	kinds := []string{"ClusterRole"}
	if namespaced {
		kinds = []string{"Role", "ClusterRole"}
	}
	if !slices.Contains(kinds, role.Kind) {
		out = append(out, field.NotSupported(at.Child("kind"), role.Kind, kinds))
	}
	if role.Name == "" {
		out = append(out, field.Required(at.Child("name"), ""))
	}
	for i, subject := range subjects {
		at := field.NewPath("subjects").Index(i)
		if subject.Name == "" {
			out = append(out, field.Required(at.Child("name"), ""))
		}
		if subject.Kind == rbacv1.ServiceAccountKind && subject.Namespace == "" && !namespaced {
			out = append(out, field.Required(at.Child("namespace"), ""))
		}
	}
	return out
}
