package app

import (
	"testing"

	"github.com/stretchr/testify/assert"
	autoscalingv1 "k8s.io/api/autoscaling/v1"
	autoscalingv2 "k8s.io/api/autoscaling/v2"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	vpav1 "k8s.io/autoscaler/vertical-pod-autoscaler/pkg/apis/autoscaling.k8s.io/v1"

	"github.com/covetpy/platform/kubeapi"
)

func TestAFixedNumberHasNoAutoscaler(t *testing.T) {
	assert.Empty(t, scalers(orders(Scaling{Fixed: &Fixed{Replicas: 3}})))
}

// speed is how a behaviour is written.
func speed(upWindow, upPercent, downWindow, downPercent int32) *autoscalingv2.HorizontalPodAutoscalerBehavior {
	rules := func(window, percent int32) *autoscalingv2.HPAScalingRules {
		return &autoscalingv2.HPAScalingRules{
			StabilizationWindowSeconds: new(window), SelectPolicy: new(autoscalingv2.MaxChangePolicySelect),
			Policies: []autoscalingv2.HPAScalingPolicy{{Type: "Percent", Value: percent, PeriodSeconds: 60}},
		}
	}
	return &autoscalingv2.HorizontalPodAutoscalerBehavior{ScaleUp: rules(upWindow, upPercent), ScaleDown: rules(downWindow, downPercent)}
}

func TestAnAutoscalerByMetrics(t *testing.T) {
	ofContainer := func(name corev1.ResourceName, percent int32) autoscalingv2.MetricSpec {
		return autoscalingv2.MetricSpec{Type: "ContainerResource", ContainerResource: &autoscalingv2.ContainerResourceMetricSource{
			Name: name, Container: "app", Target: autoscalingv2.MetricTarget{Type: "Utilization", AverageUtilization: new(percent)},
		}}
	}
	target := func(average string) autoscalingv2.MetricTarget {
		return autoscalingv2.MetricTarget{Type: "AverageValue", AverageValue: new(resource.MustParse(average))}
	}
	external := func(metric autoscalingv2.MetricIdentifier, average string) autoscalingv2.MetricSpec {
		return autoscalingv2.MetricSpec{Type: "External", External: &autoscalingv2.ExternalMetricSource{Metric: metric, Target: target(average)}}
	}
	cases := map[string]struct {
		hpa       HPA
		metrics   []autoscalingv2.MetricSpec
		behaviour *autoscalingv2.HorizontalPodAutoscalerBehavior
	}{
		"by the processor, at the speed that is the default": {
			HPA{Min: 2, Max: 6, CPUPercent: 60},
			[]autoscalingv2.MetricSpec{ofContainer("cpu", 60)},
			speed(0, 100, 300, 25),
		},
		"by everything, at a speed of its own": {
			HPA{
				Min: 2, Max: 6, CPUPercent: 60, MemoryPercent: 80,
				Custom: []PodMetric{{Name: "http_requests_per_second", Average: "100"}},
				External: []ExternalMetric{
					{Name: "backlog", Labels: map[string]string{"queue": "jobs"}, Average: "500m"},
					{Name: "bare", Average: "2"},
				},
				Behaviour: Behaviour{UpWindowSeconds: 10, UpPercent: 50, DownWindowSeconds: 600, DownPercent: 10},
			},
			[]autoscalingv2.MetricSpec{
				ofContainer("cpu", 60), ofContainer("memory", 80),
				{Type: "Pods", Pods: &autoscalingv2.PodsMetricSource{
					Metric: autoscalingv2.MetricIdentifier{Name: "http_requests_per_second"}, Target: target("100"),
				}},
				external(autoscalingv2.MetricIdentifier{
					Name: "backlog", Selector: &metav1.LabelSelector{MatchLabels: map[string]string{"queue": "jobs"}},
				}, "500m"),
				external(autoscalingv2.MetricIdentifier{Name: "bare"}, "2"),
			},
			speed(10, 50, 600, 10),
		},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			a := service(orders(Scaling{HPA: &c.hpa}))
			requireNoFault(t, scalingFaults(a))
			got := scalers(a)
			assert.Equal(t, []kubeapi.Object{&autoscalingv2.HorizontalPodAutoscaler{
				ObjectMeta: ofColour("orders-blue", "service", "blue"),
				Spec: autoscalingv2.HorizontalPodAutoscalerSpec{
					ScaleTargetRef: autoscalingv2.CrossVersionObjectReference{APIVersion: "apps/v1", Kind: "Deployment", Name: "orders-blue"},
					MinReplicas:    new(int32(2)), MaxReplicas: 6, Metrics: c.metrics, Behavior: c.behaviour,
				},
			}}, got)
			requireStrict(t, got...)
		})
	}
}

func TestAVerticalAutoscaler(t *testing.T) {
	const nothingElse = ""
	cases := map[string]struct {
		mode       VPAMode
		update     vpav1.UpdateMode
		controlled *[]corev1.ResourceName
		values     vpav1.ContainerControlledValues
	}{
		"that recommends looks at all, and changes nothing": {Recommend, "Off", nil, nothingElse},
		"that is in control has the memory alone, the limit as the request": {
			MemoryOnly, "InPlaceOrRecreate", &[]corev1.ResourceName{"memory"}, "RequestsAndLimits",
		},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			a := orders(Scaling{Fixed: &Fixed{Replicas: 2}, VPA: &VPA{Mode: c.mode, MinMemoryMiB: 128, MaxMemoryMiB: 1024}})
			requireNoFault(t, scalingFaults(a))
			policy := vpav1.ContainerResourcePolicy{
				ContainerName: "app", Mode: new(vpav1.ContainerScalingModeAuto), ControlledResources: c.controlled,
				MinAllowed: corev1.ResourceList{"memory": mebibytes(128)}, MaxAllowed: corev1.ResourceList{"memory": mebibytes(1024)},
			}
			if c.values != nothingElse {
				policy.ControlledValues = new(c.values)
			}
			got := scalers(a)
			assert.Equal(t, []kubeapi.Object{&vpav1.VerticalPodAutoscaler{
				ObjectMeta: ofColour("orders-blue", "worker", "blue"),
				Spec: vpav1.VerticalPodAutoscalerSpec{
					TargetRef:    &autoscalingv1.CrossVersionObjectReference{APIVersion: "apps/v1", Kind: "Deployment", Name: "orders-blue"},
					UpdatePolicy: &vpav1.PodUpdatePolicy{UpdateMode: new(c.update), MinReplicas: new(int32(2))},
					ResourcePolicy: &vpav1.PodResourcePolicy{ContainerPolicies: []vpav1.ContainerResourcePolicy{
						policy, {ContainerName: "*", Mode: new(vpav1.ContainerScalingModeOff)},
					}},
				},
			}}, got)
			requireStrict(t, got...)
		})
	}
}

func TestEachColourHasItsOwnAutoscalers(t *testing.T) {
	a := orders(Scaling{HPA: &HPA{Min: 2, Max: 6, CPUPercent: 60}, VPA: &VPA{Mode: Recommend, MinMemoryMiB: 1, MaxMemoryMiB: 512}})
	a.Delivery.Candidate = &Candidate{Image: digestOf("b")}
	got := map[string]string{}
	for _, r := range a.Delivery.Running() {
		for _, object := range a.autoscaling(r, nil) {
			switch object := object.(type) {
			case *autoscalingv2.HorizontalPodAutoscaler:
				got["HorizontalPodAutoscaler "+object.Name] = object.Spec.ScaleTargetRef.Name
			case *vpav1.VerticalPodAutoscaler:
				got["VerticalPodAutoscaler "+object.Name] = object.Spec.TargetRef.Name
			default:
				assert.Fail(t, "another object", "%T", object)
			}
		}
	}
	assert.Equal(t, map[string]string{
		"HorizontalPodAutoscaler orders-blue": "orders-blue", "HorizontalPodAutoscaler orders-green": "orders-green",
		"VerticalPodAutoscaler orders-blue": "orders-blue", "VerticalPodAutoscaler orders-green": "orders-green",
	}, got)
}
