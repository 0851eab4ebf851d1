package app

import (
	"cmp"

	autoscalingv1 "k8s.io/api/autoscaling/v1"
	autoscalingv2 "k8s.io/api/autoscaling/v2"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	vpav1 "k8s.io/autoscaler/vertical-pod-autoscaler/pkg/apis/autoscaling.k8s.io/v1"

	"github.com/covetpy/platform/infra/later"
	"github.com/covetpy/platform/kubeapi"
)

// Defaults of how fast an autoscaler goes: up at once, to twice as many in a minute,
// and down slowly, as a peak that comes back finds no pods that have been taken away.
const (
	downWindowSeconds = 300
	upPercent         = 100
	downPercent       = 25
	// aMinute is what the per cents are of, in seconds.
	aMinute = 60
)

// autoscaling is what sets a colour's number of pods, and their resources. A fixed
// number is the Deployment's own. Each colour has its own: both run at the same time,
// and what the one needs says nothing about the other.
func (a *Args) autoscaling(r Running, values *later.Values) []kubeapi.Object {
	var out []kubeapi.Object
	switch s := a.Scaling; {
	case s.HPA != nil:
		out = append(out, a.podAutoscaler(r.Colour, s.HPA))
	case s.KEDA != nil:
		out = append(out, a.eventScaler(r.Colour, s.KEDA, values)...)
	}
	if a.Scaling.VPA != nil {
		out = append(out, a.verticalAutoscaler(r.Colour, a.Scaling.VPA))
	}
	return out
}

// colourMeta names an object that a colour has one of.
func (a *Args) colourMeta(c Colour) metav1.ObjectMeta {
	labels := a.labels()
	labels[LabelComponent] = string(a.component())
	labels[LabelColour] = string(c)
	return metav1.ObjectMeta{Name: a.colourName(c), Labels: labels}
}

// Of the workload that an autoscaler looks at.
const (
	workloadVersion = "apps/v1"
	workloadKind    = "Deployment"
)

func (a *Args) podAutoscaler(c Colour, h *HPA) *autoscalingv2.HorizontalPodAutoscaler {
	return &autoscalingv2.HorizontalPodAutoscaler{
		ObjectMeta: a.colourMeta(c),
		Spec: autoscalingv2.HorizontalPodAutoscalerSpec{
			ScaleTargetRef: autoscalingv2.CrossVersionObjectReference{APIVersion: workloadVersion, Kind: workloadKind, Name: a.colourName(c)},
			MinReplicas:    new(count(h.Min)),
			MaxReplicas:    count(h.Max),
			Metrics:        h.metrics(),
			Behavior:       h.Behaviour.rules(),
		},
	}
}

// metrics are what the number is derived from; the highest that one asks for counts.
func (h *HPA) metrics() []autoscalingv2.MetricSpec {
	var out []autoscalingv2.MetricSpec
	if h.CPUPercent > 0 {
		out = append(out, utilisation(corev1.ResourceCPU, h.CPUPercent))
	}
	if h.MemoryPercent > 0 {
		out = append(out, utilisation(corev1.ResourceMemory, h.MemoryPercent))
	}
	for _, m := range h.Custom {
		out = append(out, autoscalingv2.MetricSpec{
			Type: autoscalingv2.PodsMetricSourceType,
			Pods: &autoscalingv2.PodsMetricSource{
				Metric: autoscalingv2.MetricIdentifier{Name: m.Name}, Target: average(m.Average),
			},
		})
	}
	for _, m := range h.External {
		metric := autoscalingv2.MetricIdentifier{Name: m.Name}
		if len(m.Labels) > 0 {
			metric.Selector = &metav1.LabelSelector{MatchLabels: m.Labels}
		}
		out = append(out, autoscalingv2.MetricSpec{
			Type:     autoscalingv2.ExternalMetricSourceType,
			External: &autoscalingv2.ExternalMetricSource{Metric: metric, Target: average(m.Average)},
		})
	}
	return out
}

// utilisation looks at the application's container alone: a sidecar that idles would
// make the pod as a whole look idle.
func utilisation(name corev1.ResourceName, percent int) autoscalingv2.MetricSpec {
	return autoscalingv2.MetricSpec{
		Type: autoscalingv2.ContainerResourceMetricSourceType,
		ContainerResource: &autoscalingv2.ContainerResourceMetricSource{
			Name: name, Container: containerName,
			Target: autoscalingv2.MetricTarget{Type: autoscalingv2.UtilizationMetricType, AverageUtilization: new(count(percent))},
		},
	}
}

func average(quantity string) autoscalingv2.MetricTarget {
	return autoscalingv2.MetricTarget{Type: autoscalingv2.AverageValueMetricType, AverageValue: new(resource.MustParse(quantity))}
}

// rules are those of Kubernetes' autoscaler, which KEDA uses as well.
func (b Behaviour) rules() *autoscalingv2.HorizontalPodAutoscalerBehavior {
	return &autoscalingv2.HorizontalPodAutoscalerBehavior{
		ScaleUp:   scalingRules(b.UpWindowSeconds, cmp.Or(b.UpPercent, upPercent)),
		ScaleDown: scalingRules(cmp.Or(b.DownWindowSeconds, downWindowSeconds), cmp.Or(b.DownPercent, downPercent)),
	}
}

func scalingRules(window, percent int) *autoscalingv2.HPAScalingRules {
	return &autoscalingv2.HPAScalingRules{
		StabilizationWindowSeconds: new(count(window)),
		SelectPolicy:               new(autoscalingv2.MaxChangePolicySelect),
		Policies:                   []autoscalingv2.HPAScalingPolicy{{Type: autoscalingv2.PercentScalingPolicy, Value: count(percent), PeriodSeconds: aMinute}},
	}
}

// verticalAutoscaler recommends, or sets the memory: request and limit together, as
// the one is the other here.
func (a *Args) verticalAutoscaler(c Colour, v *VPA) *vpav1.VerticalPodAutoscaler {
	container := vpav1.ContainerResourcePolicy{
		ContainerName: containerName,
		Mode:          new(vpav1.ContainerScalingModeAuto),
		MinAllowed:    corev1.ResourceList{corev1.ResourceMemory: mebibytes(v.MinMemoryMiB)},
		MaxAllowed:    corev1.ResourceList{corev1.ResourceMemory: mebibytes(v.MaxMemoryMiB)},
	}
	mode := vpav1.UpdateModeOff
	if v.Mode == MemoryOnly {
		mode = vpav1.UpdateModeInPlaceOrRecreate
		container.ControlledResources = &[]corev1.ResourceName{corev1.ResourceMemory}
		container.ControlledValues = new(vpav1.ContainerControlledValuesRequestsAndLimits)
	}
	return &vpav1.VerticalPodAutoscaler{
		ObjectMeta: a.colourMeta(c),
		Spec: vpav1.VerticalPodAutoscalerSpec{
			TargetRef: &autoscalingv1.CrossVersionObjectReference{APIVersion: workloadVersion, Kind: workloadKind, Name: a.colourName(c)},
			// The updater's own default is a flag of its chart. With fewer pods than this
			// it evicts none.
			UpdatePolicy: &vpav1.PodUpdatePolicy{UpdateMode: &mode, MinReplicas: new(count(leastToEvict))},
			ResourcePolicy: &vpav1.PodResourcePolicy{ContainerPolicies: []vpav1.ContainerResourcePolicy{
				container,
				// A sidecar is somebody else's.
				{ContainerName: vpav1.DefaultContainerResourcePolicy, Mode: new(vpav1.ContainerScalingModeOff)},
			}},
		},
	}
}

// leastToEvict is of how many pods a VPA may evict one.
const leastToEvict = 2
