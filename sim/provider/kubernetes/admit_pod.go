package kubernetes

import (
	"fmt"
	"maps"
	"slices"

	corev1 "k8s.io/api/core/v1"
	apivalidation "k8s.io/apimachinery/pkg/api/validation"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	metavalidation "k8s.io/apimachinery/pkg/apis/meta/v1/validation"
	"k8s.io/apimachinery/pkg/util/intstr"
	"k8s.io/apimachinery/pkg/util/validation"
	"k8s.io/apimachinery/pkg/util/validation/field"
)

// defaultGrace is what a pod has to end where it does not say, in seconds.
const defaultGrace = 30

func admitTemplate(t corev1.PodTemplateSpec, at *field.Path) field.ErrorList {
	out := metavalidation.ValidateLabels(t.Labels, at.Child("metadata", "labels"))
	out = append(out, apivalidation.ValidateAnnotations(t.Annotations, at.Child("metadata", "annotations"))...)
	return append(out, admitPod(t.Spec, at.Child("spec"))...)
}

func admitPod(spec corev1.PodSpec, at *field.Path) field.ErrorList {
	volumes, out := admitVolumes(spec.Volumes, at.Child("volumes"))
	grace := int64(defaultGrace)
	if given := spec.TerminationGracePeriodSeconds; given != nil {
		grace = *given
		out = append(out, nonnegative(grace, at.Child("terminationGracePeriodSeconds"))...)
	}
	if len(spec.Containers) == 0 {
		out = append(out, field.Required(at.Child("containers"), ""))
	}
	names := map[string]bool{}
	for _, group := range []struct {
		at         *field.Path
		containers []corev1.Container
	}{{at.Child("containers"), spec.Containers}, {at.Child("initContainers"), spec.InitContainers}} {
		for i, c := range group.containers {
			at := group.at.Index(i)
			if names[c.Name] {
				out = append(out, field.Duplicate(at.Child("name"), c.Name))
			}
			names[c.Name] = true
			out = append(out, admitContainer(c, volumes, grace, at)...)
		}
	}
	if account := spec.ServiceAccountName; account != "" {
		out = append(out, invalid(at.Child("serviceAccountName"), account, apivalidation.ValidateServiceAccountName(account, false))...)
	}
	for i, gate := range spec.ReadinessGates {
		out = append(out, invalid(at.Child("readinessGates").Index(i).Child("conditionType"), gate.ConditionType, validation.IsQualifiedName(string(gate.ConditionType)))...)
	}
	out = append(out, metavalidation.ValidateLabels(spec.NodeSelector, at.Child("nodeSelector"))...)
	return append(out, admitSpread(spec.TopologySpreadConstraints, at.Child("topologySpreadConstraints"))...)
}

func admitVolumes(volumes []corev1.Volume, at *field.Path) (map[string]bool, field.ErrorList) {
	var out field.ErrorList
	names := map[string]bool{}
	for i, volume := range volumes {
		at := at.Index(i).Child("name")
		out = append(out, label(at, volume.Name)...)
		if names[volume.Name] {
			out = append(out, field.Duplicate(at, volume.Name))
		}
		names[volume.Name] = true
	}
	return names, out
}

func admitContainer(c corev1.Container, volumes map[string]bool, grace int64, at *field.Path) field.ErrorList {
	out := label(at.Child("name"), c.Name)
	if c.Image == "" {
		out = append(out, field.Required(at.Child("image"), ""))
	}
	out = append(out, admitPorts(c.Ports, at.Child("ports"))...)
	for i, variable := range c.Env {
		at := at.Child("env").Index(i)
		if variable.Name == "" {
			out = append(out, field.Required(at.Child("name"), ""))
		} else {
			out = append(out, invalid(at.Child("name"), variable.Name, validation.IsRelaxedEnvVarName(variable.Name))...)
		}
		if variable.ValueFrom != nil && variable.Value != "" {
			out = append(out, field.Invalid(at.Child("valueFrom"), "", "may not be specified when `value` is not empty"))
		}
	}
	paths := map[string]bool{}
	for i, mount := range c.VolumeMounts {
		at := at.Child("volumeMounts").Index(i)
		if !volumes[mount.Name] {
			out = append(out, field.NotFound(at.Child("name"), mount.Name))
		}
		if mount.MountPath == "" {
			out = append(out, field.Required(at.Child("mountPath"), ""))
		}
		if paths[mount.MountPath] {
			out = append(out, field.Invalid(at.Child("mountPath"), mount.MountPath, "must be unique"))
		}
		paths[mount.MountPath] = true
	}
	out = append(out, admitResources(c.Resources, at.Child("resources"))...)
	return append(out, admitLife(c, grace, at)...)
}

// admitLife looks at the probes and at the end of a container.
func admitLife(c corev1.Container, grace int64, at *field.Path) field.ErrorList {
	var out field.ErrorList
	for _, probe := range []struct {
		name string
		is   *corev1.Probe
		once bool
	}{{"livenessProbe", c.LivenessProbe, true}, {"readinessProbe", c.ReadinessProbe, false}, {"startupProbe", c.StartupProbe, true}} {
		if probe.is == nil {
			continue
		}
		at := at.Child(probe.name)
		for name, n := range map[string]int32{
			"initialDelaySeconds": probe.is.InitialDelaySeconds, "timeoutSeconds": probe.is.TimeoutSeconds, "periodSeconds": probe.is.PeriodSeconds,
			"successThreshold": probe.is.SuccessThreshold, "failureThreshold": probe.is.FailureThreshold,
		} {
			out = append(out, nonnegative(int64(n), at.Child(name))...)
		}
		if probe.once && probe.is.SuccessThreshold > 1 {
			out = append(out, field.Invalid(at.Child("successThreshold"), probe.is.SuccessThreshold, "must be 1"))
		}
		if get := probe.is.HTTPGet; get != nil {
			out = append(out, portOrName(get.Port, at.Child("httpGet", "port"))...)
		}
	}
	if c.Lifecycle != nil && c.Lifecycle.PreStop != nil && c.Lifecycle.PreStop.Sleep != nil {
		if seconds := c.Lifecycle.PreStop.Sleep.Seconds; seconds < 0 || seconds > grace {
			out = append(out, field.Invalid(at.Child("lifecycle", "preStop", "sleep"), seconds,
				fmt.Sprintf("must be non-negative and less than terminationGracePeriodSeconds (%d)", grace)))
		}
	}
	return out
}

func admitPorts(ports []corev1.ContainerPort, at *field.Path) field.ErrorList {
	var out field.ErrorList
	names := map[string]bool{}
	for i, port := range ports {
		at := at.Index(i)
		if port.Name != "" {
			out = append(out, invalid(at.Child("name"), port.Name, validation.IsValidPortName(port.Name))...)
			if names[port.Name] {
				out = append(out, field.Duplicate(at.Child("name"), port.Name))
			}
			names[port.Name] = true
		}
		if port.ContainerPort == 0 {
			out = append(out, field.Required(at.Child("containerPort"), ""))
			continue
		}
		out = append(out, invalid(at.Child("containerPort"), port.ContainerPort, validation.IsValidPortNum(int(port.ContainerPort)))...)
	}
	return out
}

// admitResources compares requests with limits, in the order of their names.
func admitResources(r corev1.ResourceRequirements, at *field.Path) field.ErrorList {
	out := notNegative(r.Limits, at.Child("limits"))
	out = append(out, notNegative(r.Requests, at.Child("requests"))...)
	for _, name := range slices.Sorted(maps.Keys(r.Requests)) {
		request := r.Requests[name]
		if limit, ok := r.Limits[name]; ok && request.Cmp(limit) > 0 {
			out = append(out, field.Invalid(at.Child("requests"), request.String(), fmt.Sprintf("must be less than or equal to %s limit of %s", name, limit.String())))
		}
	}
	return out
}

func admitSpread(constraints []corev1.TopologySpreadConstraint, at *field.Path) field.ErrorList {
	var out field.ErrorList
	type pair struct {
		key  string
		when corev1.UnsatisfiableConstraintAction
	}
	seen := map[pair]bool{}
	for i, c := range constraints {
		at := at.Index(i)
		if c.MaxSkew <= 0 {
			out = append(out, field.Invalid(at.Child("maxSkew"), c.MaxSkew, "must be greater than zero"))
		}
		if c.TopologyKey == "" {
			out = append(out, field.Required(at.Child("topologyKey"), "can not be empty"))
		}
		if c.WhenUnsatisfiable != corev1.DoNotSchedule && c.WhenUnsatisfiable != corev1.ScheduleAnyway {
			out = append(out, field.NotSupported(at.Child("whenUnsatisfiable"), c.WhenUnsatisfiable, []corev1.UnsatisfiableConstraintAction{corev1.DoNotSchedule, corev1.ScheduleAnyway}))
		}
		this := pair{c.TopologyKey, c.WhenUnsatisfiable}
		if seen[this] {
			out = append(out, field.Duplicate(at.Child("{topologyKey, whenUnsatisfiable}"), fmt.Sprintf("{%v, %v}", c.TopologyKey, c.WhenUnsatisfiable)))
		}
		seen[this] = true
		out = append(out, selector(c.LabelSelector, at.Child("labelSelector"))...)
	}
	return out
}

// notNegative is for lists of quantities. That they parse is a matter of decoding.
func notNegative(list corev1.ResourceList, at *field.Path) field.ErrorList {
	var out field.ErrorList
	for _, name := range slices.Sorted(maps.Keys(list)) {
		if quantity := list[name]; quantity.Sign() < 0 {
			out = append(out, field.Invalid(at.Key(string(name)), quantity.String(), apivalidation.IsNegativeErrorMsg))
		}
	}
	return out
}

func selector(s *metav1.LabelSelector, at *field.Path) field.ErrorList {
	return metavalidation.ValidateLabelSelector(s, metavalidation.LabelSelectorValidationOptions{}, at)
}

func nonnegative(n int64, at *field.Path) field.ErrorList {
	return apivalidation.ValidateNonnegativeField(n, at)
}

func label(at *field.Path, name string) field.ErrorList {
	if name == "" {
		return field.ErrorList{field.Required(at, "")}
	}
	return invalid(at, name, validation.IsDNS1123Label(name))
}

func portOrName(port intstr.IntOrString, at *field.Path) field.ErrorList {
	if port.Type == intstr.Int {
		return invalid(at, port.IntValue(), validation.IsValidPortNum(port.IntValue()))
	}
	return invalid(at, port.StrVal, validation.IsValidPortName(port.StrVal))
}

// invalid is a fault for each reason.
func invalid(at *field.Path, value any, reasons []string) field.ErrorList {
	var out field.ErrorList
	for _, reason := range reasons {
		out = append(out, field.Invalid(at, value, reason))
	}
	return out
}
