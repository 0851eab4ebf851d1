package kubernetes

import (
	"fmt"

	appsv1 "k8s.io/api/apps/v1"
	autoscalingv2 "k8s.io/api/autoscaling/v2"
	batchv1 "k8s.io/api/batch/v1"
	corev1 "k8s.io/api/core/v1"
	policyv1 "k8s.io/api/policy/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/util/intstr"
	"k8s.io/apimachinery/pkg/util/validation/field"
)

// longestWindow of an autoscaler's behaviour, in seconds.
const longestWindow = 3600

func admitDeployment(spec appsv1.DeploymentSpec, at *field.Path) field.ErrorList {
	out := numbers(at, map[string]*int32{
		"replicas": spec.Replicas, "revisionHistoryLimit": spec.RevisionHistoryLimit, "progressDeadlineSeconds": spec.ProgressDeadlineSeconds,
		"minReadySeconds": &spec.MinReadySeconds,
	})
	if spec.Selector == nil {
		out = append(out, field.Required(at.Child("selector"), ""))
	} else {
		out = append(out, selector(spec.Selector, at.Child("selector"))...)
		if len(spec.Selector.MatchLabels)+len(spec.Selector.MatchExpressions) == 0 {
			out = append(out, field.Invalid(at.Child("selector"), spec.Selector, "empty selector is invalid for deployment"))
		}
		if chosen, err := metav1.LabelSelectorAsSelector(spec.Selector); err == nil && !chosen.Empty() && !chosen.Matches(labels.Set(spec.Template.Labels)) {
			out = append(out, field.Invalid(at.Child("template", "metadata", "labels"), spec.Template.Labels, "`selector` does not match template `labels`"))
		}
	}
	out = append(out, admitTemplate(spec.Template, at.Child("template"))...)
	if policy := spec.Template.Spec.RestartPolicy; policy != "" && policy != corev1.RestartPolicyAlways {
		out = append(out, field.NotSupported(at.Child("template", "spec", "restartPolicy"), policy, []corev1.RestartPolicy{corev1.RestartPolicyAlways}))
	}
	if rolling := spec.Strategy.RollingUpdate; rolling != nil && isZero(rolling.MaxUnavailable) && isZero(rolling.MaxSurge) {
		out = append(out, field.Invalid(at.Child("strategy", "rollingUpdate", "maxUnavailable"), rolling.MaxUnavailable, "may not be 0 when `maxSurge` is 0"))
	}
	if deadline := spec.ProgressDeadlineSeconds; deadline != nil && *deadline <= spec.MinReadySeconds {
		out = append(out, field.Invalid(at.Child("progressDeadlineSeconds"), *deadline, "must be greater than minReadySeconds"))
	}
	return out
}

// isZero says so of what is there: what is not has a default of 25 %.
func isZero(n *intstr.IntOrString) bool {
	return n != nil && (n.Type == intstr.Int && n.IntVal == 0 || n.Type == intstr.String && n.StrVal == "0%")
}

func admitJob(spec batchv1.JobSpec, at *field.Path) field.ErrorList {
	out := numbers(at, map[string]*int32{
		"parallelism": spec.Parallelism, "completions": spec.Completions, "backoffLimit": spec.BackoffLimit,
		"ttlSecondsAfterFinished": spec.TTLSecondsAfterFinished,
	})
	if spec.ActiveDeadlineSeconds != nil {
		out = append(out, nonnegative(*spec.ActiveDeadlineSeconds, at.Child("activeDeadlineSeconds"))...)
	}
	out = append(out, admitTemplate(spec.Template, at.Child("template"))...)
	policies := []corev1.RestartPolicy{corev1.RestartPolicyOnFailure, corev1.RestartPolicyNever}
	where := at.Child("template", "spec", "restartPolicy")
	switch policy := spec.Template.Spec.RestartPolicy; policy {
	case corev1.RestartPolicyOnFailure, corev1.RestartPolicyNever:
	case "", corev1.RestartPolicyAlways:
		out = append(out, field.Required(where, fmt.Sprintf("valid values: %q, %q", policies[0], policies[1])))
	default:
		out = append(out, field.NotSupported(where, policy, policies))
	}
	return out
}

func admitAutoscaler(spec autoscalingv2.HorizontalPodAutoscalerSpec, at *field.Path) field.ErrorList {
	var out field.ErrorList
	least := int32(1)
	if spec.MinReplicas != nil {
		least = *spec.MinReplicas
	}
	if least < 1 {
		out = append(out, field.Invalid(at.Child("minReplicas"), least, "must be greater than or equal to 1"))
	}
	switch {
	case spec.MaxReplicas == 0:
		out = append(out, field.Required(at.Child("maxReplicas"), "must be set and greater than 0"))
	case spec.MaxReplicas < least:
		out = append(out, field.Invalid(at.Child("maxReplicas"), spec.MaxReplicas, "must be greater than or equal to `minReplicas`"))
	}
	for name, value := range map[string]string{"kind": spec.ScaleTargetRef.Kind, "name": spec.ScaleTargetRef.Name} {
		if value == "" {
			out = append(out, field.Required(at.Child("scaleTargetRef", name), ""))
		}
	}
	for i, metric := range spec.Metrics {
		out = append(out, admitMetric(metric, at.Child("metrics").Index(i))...)
	}
	if behaviour := spec.Behavior; behaviour != nil {
		out = append(out, admitScaling(behaviour.ScaleUp, at.Child("behavior", "scaleUp"))...)
		out = append(out, admitScaling(behaviour.ScaleDown, at.Child("behavior", "scaleDown"))...)
	}
	return out
}

func admitMetric(metric autoscalingv2.MetricSpec, at *field.Path) field.ErrorList {
	sources := map[autoscalingv2.MetricSourceType]struct {
		name string
		is   bool
	}{
		autoscalingv2.ObjectMetricSourceType:            {"object", metric.Object != nil},
		autoscalingv2.PodsMetricSourceType:              {"pods", metric.Pods != nil},
		autoscalingv2.ResourceMetricSourceType:          {"resource", metric.Resource != nil},
		autoscalingv2.ContainerResourceMetricSourceType: {"containerResource", metric.ContainerResource != nil},
		autoscalingv2.ExternalMetricSourceType:          {"external", metric.External != nil},
	}
	source, ok := sources[metric.Type]
	if !ok {
		return field.ErrorList{field.Required(at.Child("type"), "must specify a metric source type")}
	}
	var out field.ErrorList
	if !source.is {
		out = append(out, field.Required(at.Child(source.name), "must populate information for the given metric source"))
	}
	for of, other := range sources {
		if of != metric.Type && other.is {
			out = append(out, field.Forbidden(at.Child(other.name), "must populate the given metric source only"))
		}
	}
	if r := metric.Resource; r != nil && r.Target.AverageUtilization == nil && r.Target.AverageValue == nil {
		out = append(out, field.Required(at.Child("resource", "target", "averageUtilization"), "must set either a target raw value or a target utilization"))
	}
	return out
}

func admitScaling(rules *autoscalingv2.HPAScalingRules, at *field.Path) field.ErrorList {
	var out field.ErrorList
	if rules == nil || rules.StabilizationWindowSeconds == nil {
		return nil
	}
	window, where := *rules.StabilizationWindowSeconds, at.Child("stabilizationWindowSeconds")
	if window < 0 {
		out = append(out, field.Invalid(where, window, "must be greater than or equal to zero"))
	}
	if window > longestWindow {
		out = append(out, field.Invalid(where, window, fmt.Sprintf("must be less than or equal to %d", longestWindow)))
	}
	return out
}

func admitBudget(spec policyv1.PodDisruptionBudgetSpec, at *field.Path) field.ErrorList {
	out := selector(spec.Selector, at.Child("selector"))
	if spec.MinAvailable != nil && spec.MaxUnavailable != nil {
		out = append(out, field.Invalid(at, spec, "minAvailable and maxUnavailable cannot be both set"))
	}
	for name, n := range map[string]*intstr.IntOrString{"minAvailable": spec.MinAvailable, "maxUnavailable": spec.MaxUnavailable} {
		if n != nil && n.Type == intstr.Int {
			out = append(out, nonnegative(int64(n.IntVal), at.Child(name))...)
		}
	}
	return out
}

func numbers(at *field.Path, of map[string]*int32) field.ErrorList {
	var out field.ErrorList
	for name, n := range of {
		if n != nil {
			out = append(out, nonnegative(int64(*n), at.Child(name))...)
		}
	}
	return out
}
