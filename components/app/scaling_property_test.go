package app

import (
	"slices"
	"strings"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/stretchr/testify/require"
	autoscalingv2 "k8s.io/api/autoscaling/v2"
	corev1 "k8s.io/api/core/v1"
	policyv1 "k8s.io/api/policy/v1"
	"k8s.io/apimachinery/pkg/util/intstr"
	vpav1 "k8s.io/autoscaler/vertical-pod-autoscaler/pkg/apis/autoscaling.k8s.io/v1"
	"pgregory.net/rapid"

	"github.com/covetpy/platform/infra/later"
	"github.com/covetpy/platform/kubeapi"
	"github.com/covetpy/platform/kubeapi/keda"
)

// anyScaling is an application with any way of scaling, also one that contradicts itself.
func anyScaling(t *rapid.T) *Args {
	often := rapid.SampledFrom([]string{"fixed", "hpa", "keda", "hpa and keda"})
	seldom := func(name string) bool { return rapid.IntRange(0, 2).Draw(t, name) == 0 }
	least, most := rapid.IntRange(0, 8), rapid.IntRange(4, 20)
	var s Scaling
	owner := often.Draw(t, "owner")
	if owner == "fixed" {
		s.Fixed = &Fixed{Replicas: most.Draw(t, "replicas")}
	}
	if strings.Contains(owner, "hpa") {
		s.HPA = &HPA{
			Min: least.Draw(t, "min"), Max: most.Draw(t, "max"),
			CPUPercent: rapid.IntRange(0, 300).Draw(t, "cpu"), MemoryPercent: rapid.SampledFrom([]int{0, 80}).Draw(t, "memory"),
		}
	}
	if strings.Contains(owner, "keda") {
		s.KEDA = &KEDA{Min: least.Draw(t, "least"), Max: most.Draw(t, "most"), Triggers: rapid.SliceOfN(triggers(), 0, 4).Draw(t, "triggers")}
		if seldom("fallback") {
			s.KEDA.Fallback = &Fallback{Failures: 3, Replicas: least.Draw(t, "back to")}
		}
	}
	if rapid.Bool().Draw(t, "vpa") {
		s.VPA = &VPA{
			Mode:         rapid.SampledFrom([]VPAMode{Recommend, MemoryOnly}).Draw(t, "mode"),
			MinMemoryMiB: rapid.IntRange(1, 270).Draw(t, "least memory"), MaxMemoryMiB: rapid.IntRange(240, 600).Draw(t, "most memory"),
		}
	}
	if seldom("disruption") {
		s.Disruption = rapid.SampledFrom([]*Disruption{{MinAvailable: 1}, {MinAvailable: 4}, {MaxUnavailable: 1}, {MaxUnavailable: 4}, {}}).Draw(t, "disruption")
	}
	a := orders(s)
	if seldom("is a service") {
		service(a)
	}
	return a
}

// accepted are those that Validate would let through.
func accepted() *rapid.Generator[*Args] {
	return rapid.Custom(anyScaling).Filter(func(a *Args) bool { return len(scalingFaults(a)) == 0 })
}

func triggers() *rapid.Generator[Trigger] {
	return rapid.SampledFrom([]Trigger{
		{Queue: &QueueTrigger{Queue: "jobs", MessagesPerPod: 5}},
		{Prometheus: &PrometheusTrigger{Address: "http://prometheus", Query: "up", Threshold: "1"}},
		{Cron: &CronTrigger{TimeZone: "Etc/UTC", Start: "0 8 * * *", End: "0 9 * * *", Replicas: 2}},
		{Redis: &RedisTrigger{Address: pulumi.String("redis:6379"), List: "a", Secret: "redis", LengthPerPod: 5}},
	})
}

// No contradiction is accepted: what comes of it has one owner of each number.
func TestNoNumberHasTwoOwners(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := accepted().Draw(t, "args")
		pods, memory := 0, 0
		if a.Scaling.Fixed != nil {
			pods++
		}
		objects := scalers(a)
		requireStrict(t, objects...)
		for _, obj := range objects {
			switch obj := obj.(type) {
			case *autoscalingv2.HorizontalPodAutoscaler:
				pods++
				require.LessOrEqual(t, *obj.Spec.MinReplicas, obj.Spec.MaxReplicas)
				require.NotEmpty(t, obj.Spec.Metrics)
				for _, m := range obj.Spec.Metrics {
					if m.ContainerResource != nil && m.ContainerResource.Name == corev1.ResourceMemory {
						memory++
					}
				}
			case *keda.ScaledObject:
				pods++
				requireScaledObject(t, a, obj, objects)
			case *vpav1.VerticalPodAutoscaler:
				if *obj.Spec.UpdatePolicy.UpdateMode == vpav1.UpdateModeOff {
					continue
				}
				memory++
				require.Equal(t, []corev1.ResourceName{corev1.ResourceMemory}, *obj.Spec.ResourcePolicy.ContainerPolicies[0].ControlledResources)
			}
		}
		require.Equal(t, 1, pods, "owners of the number of pods")
		require.LessOrEqual(t, memory, 1, "owners of the memory")
	})
}

// requireScaledObject fails where KEDA's webhook would refuse one.
func requireScaledObject(t *rapid.T, a *Args, obj *keda.ScaledObject, beside []kubeapi.Object) {
	least, most := *obj.Spec.MinReplicaCount, *obj.Spec.MaxReplicaCount
	require.LessOrEqual(t, least, most)
	require.True(t, a.Service == nil || least > 0, "a service has a pod")
	names := map[string]bool{}
	for _, trigger := range obj.Spec.Triggers {
		require.False(t, names[trigger.Name], "trigger names are unique")
		names[trigger.Name] = true
		if ref := trigger.AuthenticationRef; ref != nil {
			require.True(t, slices.ContainsFunc(beside, func(o kubeapi.Object) bool {
				_, is := o.(*keda.TriggerAuthentication)
				return is && o.GetName() == ref.Name
			}), "it refers to what is there")
		}
	}
	require.NotEmpty(t, names)
	if f := obj.Spec.Fallback; f != nil {
		require.True(t, f.Replicas >= max(least, 1) && f.Replicas <= most, "a fallback is within")
	}
}

// However many pods an autoscaler has come to, one that is healthy may be evicted,
// and where there are two or more, one of the fewest stays.
func TestNoBudgetKeepsANodeFromBeingEmptied(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := accepted().Draw(t, "args")
		budget := a.budget(Running{Colour: Blue})
		if budget == nil {
			require.LessOrEqual(t, a.Scaling.Most(), 1, "several pods have a budget")
			return
		}
		requireStrict(t, budget)
		least := a.Scaling.Least()
		pods := rapid.IntRange(max(least, 1), max(a.Scaling.Most(), 1)).Draw(t, "pods")
		require.GreaterOrEqual(t, mayGo(t, budget, pods), 1)
		if least > 1 {
			require.Less(t, mayGo(t, budget, least), least)
		}
	})
}

// mayGo is how many of so many healthy pods the disruption controller lets go. It
// rounds a share up.
func mayGo(t *rapid.T, budget *policyv1.PodDisruptionBudget, pods int) int {
	if stay := budget.Spec.MinAvailable; stay != nil {
		n, err := intstr.GetScaledValueFromIntOrPercent(stay, pods, true)
		require.NoError(t, err)
		return pods - n
	}
	n, err := intstr.GetScaledValueFromIntOrPercent(budget.Spec.MaxUnavailable, pods, true)
	require.NoError(t, err)
	return min(n, pods)
}

// What runs in the other colour, and which of them serves, changes nothing about a
// colour's own autoscaler and budget.
func TestADeliveryChangesNoAutoscaler(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := accepted().Draw(t, "args")
		objects := func(r Running) []kubeapi.Object {
			out := a.autoscaling(r, &later.Values{})
			if budget := a.budget(r); budget != nil {
				out = append(out, budget)
			}
			requireStrict(t, out...)
			return out
		}
		before := objects(Running{Colour: Green, Track: Canary, Image: digestOf("b"), Weight: 10})
		require.Equal(t, before, objects(Running{Colour: Green, Track: Stable, Image: digestOf("c"), Weight: 100}))
	})
}
