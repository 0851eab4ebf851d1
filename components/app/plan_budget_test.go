package app

import (
	"testing"

	"github.com/stretchr/testify/assert"
	policyv1 "k8s.io/api/policy/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/intstr"
)

func TestABudget(t *testing.T) {
	pods := func(n int32) *intstr.IntOrString { return new(intstr.FromInt32(n)) }
	mayGo := func(n *intstr.IntOrString) *policyv1.PodDisruptionBudgetSpec {
		return &policyv1.PodDisruptionBudgetSpec{MaxUnavailable: n}
	}
	cases := map[string]struct {
		scaling Scaling
		want    *policyv1.PodDisruptionBudgetSpec // nil for no budget
	}{
		"of one pod is none, as it would hold a node or promise nothing": {Scaling{Fixed: &Fixed{Replicas: 1}}, nil},
		"of two lets one go":                               {Scaling{Fixed: &Fixed{Replicas: 2}}, mayGo(pods(1))},
		"of seven lets one go":                             {Scaling{HPA: &HPA{Min: 7, Max: 9}}, mayGo(pods(1))},
		"of eight lets a quarter go":                       {Scaling{HPA: &HPA{Min: 8, Max: 9}}, mayGo(new(intstr.FromString("25%")))},
		"of one that may become many lets one of them go":  {Scaling{HPA: &HPA{Min: 1, Max: 9}}, mayGo(pods(1))},
		"of none that may become many lets one of them go": {Scaling{KEDA: &KEDA{Min: 0, Max: 9}}, mayGo(pods(1))},
		"says how many have to stay if asked": {
			Scaling{HPA: &HPA{Min: 3, Max: 9}, Disruption: &Disruption{MinAvailable: 2}},
			&policyv1.PodDisruptionBudgetSpec{MinAvailable: pods(2)},
		},
		"says how many may go if asked": {
			Scaling{HPA: &HPA{Min: 8, Max: 9}, Disruption: &Disruption{MaxUnavailable: 3}}, mayGo(pods(3)),
		},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			got := orders(c.scaling).budget(Running{Colour: Green})
			if c.want == nil {
				assert.Nil(t, got)
				return
			}
			c.want.UnhealthyPodEvictionPolicy = new(policyv1.AlwaysAllow)
			c.want.Selector = &metav1.LabelSelector{MatchLabels: map[string]string{
				"app.kubernetes.io/name": "orders", "app.kubernetes.io/component": "worker", "covetpy.dev/colour": "green",
			}}
			assert.Equal(t, &policyv1.PodDisruptionBudget{ObjectMeta: ofColour("orders-green", "worker", "green"), Spec: *c.want}, got)
			requireStrict(t, got)
		})
	}
}
