package app

import (
	"maps"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestAFixedNumberHasNoAutoscaler(t *testing.T) {
	assert.Empty(t, scalers(orders(Scaling{Fixed: &Fixed{Replicas: 3}})))
}

// speed is how a behaviour is written.
func speed(upWindow, upPercent, downWindow, downPercent float64) map[string]any {
	rules := func(window, percent float64) map[string]any {
		return map[string]any{
			"stabilizationWindowSeconds": window, "selectPolicy": "Max",
			"policies": []any{map[string]any{"type": "Percent", "value": percent, "periodSeconds": 60.0}},
		}
	}
	return map[string]any{"scaleUp": rules(upWindow, upPercent), "scaleDown": rules(downWindow, downPercent)}
}

func TestAnAutoscalerByMetrics(t *testing.T) {
	ofContainer := func(name string, percent float64) map[string]any {
		return map[string]any{"type": "ContainerResource", "containerResource": map[string]any{
			"name": name, "container": "app", "target": map[string]any{"type": "Utilization", "averageUtilization": percent},
		}}
	}
	target := func(average string) map[string]any {
		return map[string]any{"type": "AverageValue", "averageValue": average}
	}
	cases := map[string]struct {
		hpa       HPA
		metrics   []any
		behaviour map[string]any
	}{
		"by the processor, at the speed that is the default": {
			HPA{Min: 2, Max: 6, CPUPercent: 60},
			[]any{ofContainer("cpu", 60)},
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
			[]any{
				ofContainer("cpu", 60), ofContainer("memory", 80),
				map[string]any{"type": "Pods", "pods": map[string]any{
					"metric": map[string]any{"name": "http_requests_per_second"}, "target": target("100"),
				}},
				map[string]any{"type": "External", "external": map[string]any{
					"metric": map[string]any{
						"name": "backlog", "selector": map[string]any{"matchLabels": map[string]any{"queue": "jobs"}},
					},
					"target": target("500m"),
				}},
				map[string]any{"type": "External", "external": map[string]any{"metric": map[string]any{"name": "bare"}, "target": target("2")}},
			},
			speed(10, 50, 600, 10),
		},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			a := service(orders(Scaling{HPA: &c.hpa}))
			requireNoFault(t, scalingFaults(a))
			assert.Equal(t, []map[string]any{{
				"apiVersion": "autoscaling/v2", "kind": "HorizontalPodAutoscaler",
				"metadata": colourMetadata("orders-blue", "service", "blue"),
				"spec": map[string]any{
					"scaleTargetRef": map[string]any{"apiVersion": "apps/v1", "kind": "Deployment", "name": "orders-blue"},
					"minReplicas":    2.0, "maxReplicas": 6.0, "metrics": c.metrics, "behavior": c.behaviour,
				},
			}}, manifests(t, scalers(a)))
		})
	}
}

func TestAVerticalAutoscaler(t *testing.T) {
	cases := map[string]struct {
		mode   VPAMode
		update string
		policy map[string]any
	}{
		"that recommends looks at all, and changes nothing": {Recommend, "Off", map[string]any{}},
		"that is in control has the memory alone, the limit as the request": {MemoryOnly, "InPlaceOrRecreate", map[string]any{
			"controlledResources": []any{"memory"}, "controlledValues": "RequestsAndLimits",
		}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			a := orders(Scaling{Fixed: &Fixed{Replicas: 2}, VPA: &VPA{Mode: c.mode, MinMemoryMiB: 128, MaxMemoryMiB: 1024}})
			requireNoFault(t, scalingFaults(a))
			policy := map[string]any{
				"containerName": "app", "mode": "Auto",
				"minAllowed": map[string]any{"memory": "128Mi"}, "maxAllowed": map[string]any{"memory": "1Gi"},
			}
			maps.Copy(policy, c.policy)
			assert.Equal(t, []map[string]any{{
				"apiVersion": "autoscaling.k8s.io/v1", "kind": "VerticalPodAutoscaler",
				"metadata": colourMetadata("orders-blue", "worker", "blue"),
				"spec": map[string]any{
					"targetRef":    map[string]any{"apiVersion": "apps/v1", "kind": "Deployment", "name": "orders-blue"},
					"updatePolicy": map[string]any{"updateMode": c.update, "minReplicas": 2.0},
					"resourcePolicy": map[string]any{"containerPolicies": []any{
						policy, map[string]any{"containerName": "*", "mode": "Off"},
					}},
				},
			}}, manifests(t, scalers(a)))
		})
	}
}

func TestEachColourHasItsOwnAutoscalers(t *testing.T) {
	a := orders(Scaling{HPA: &HPA{Min: 2, Max: 6, CPUPercent: 60}, VPA: &VPA{Mode: Recommend, MinMemoryMiB: 1, MaxMemoryMiB: 512}})
	a.Delivery.Candidate = &Candidate{Image: digestOf("b")}
	got := map[string]any{}
	for _, r := range a.Delivery.Running() {
		for _, m := range manifests(t, a.autoscaling(r, nil)) {
			spec := m["spec"].(map[string]any)
			target := spec["scaleTargetRef"]
			if target == nil {
				target = spec["targetRef"]
			}
			name := m["kind"].(string) + " " + m["metadata"].(map[string]any)["name"].(string)
			got[name] = target.(map[string]any)["name"]
		}
	}
	assert.Equal(t, map[string]any{
		"HorizontalPodAutoscaler orders-blue": "orders-blue", "HorizontalPodAutoscaler orders-green": "orders-green",
		"VerticalPodAutoscaler orders-blue": "orders-blue", "VerticalPodAutoscaler orders-green": "orders-green",
	}, got)
}
