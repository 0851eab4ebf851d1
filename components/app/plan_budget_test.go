package app

import (
	"testing"

	"github.com/stretchr/testify/assert"
	policyv1 "k8s.io/api/policy/v1"
)

func TestABudget(t *testing.T) {
	cases := map[string]struct {
		scaling Scaling
		want    map[string]any // of the spec; nil for no budget
	}{
		"of one pod is none, as it would hold a node or promise nothing": {Scaling{Fixed: &Fixed{Replicas: 1}}, nil},
		"of two lets one go":                               {Scaling{Fixed: &Fixed{Replicas: 2}}, map[string]any{"maxUnavailable": 1.0}},
		"of seven lets one go":                             {Scaling{HPA: &HPA{Min: 7, Max: 9}}, map[string]any{"maxUnavailable": 1.0}},
		"of eight lets a quarter go":                       {Scaling{HPA: &HPA{Min: 8, Max: 9}}, map[string]any{"maxUnavailable": "25%"}},
		"of one that may become many lets one of them go":  {Scaling{HPA: &HPA{Min: 1, Max: 9}}, map[string]any{"maxUnavailable": 1.0}},
		"of none that may become many lets one of them go": {Scaling{KEDA: &KEDA{Min: 0, Max: 9}}, map[string]any{"maxUnavailable": 1.0}},
		"says how many have to stay if asked": {
			Scaling{HPA: &HPA{Min: 3, Max: 9}, Disruption: &Disruption{MinAvailable: 2}}, map[string]any{"minAvailable": 2.0},
		},
		"says how many may go if asked": {
			Scaling{HPA: &HPA{Min: 8, Max: 9}, Disruption: &Disruption{MaxUnavailable: 3}}, map[string]any{"maxUnavailable": 3.0},
		},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			a := orders(c.scaling)
			got := a.budget(Running{Colour: Green})
			if c.want == nil {
				assert.Nil(t, got)
				return
			}
			c.want["unhealthyPodEvictionPolicy"] = "AlwaysAllow"
			c.want["selector"] = map[string]any{"matchLabels": map[string]any{
				"app.kubernetes.io/name": "orders", "app.kubernetes.io/component": "worker", "covetpy.dev/colour": "green",
			}}
			assert.Equal(t, []map[string]any{{
				"apiVersion": "policy/v1", "kind": "PodDisruptionBudget",
				"metadata": colourMetadata("orders-green", "worker", "green"), "spec": c.want,
			}}, manifests(t, []*policyv1.PodDisruptionBudget{got}))
		})
	}
}
