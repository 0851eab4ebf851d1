package namespace

import (
	"maps"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	"pgregory.net/rapid"
)

func labelsOf(more map[string]any) map[string]any {
	out := map[string]any{
		"app.kubernetes.io/name": "apps", "app.kubernetes.io/part-of": "covetpy", "app.kubernetes.io/managed-by": "pulumi",
	}
	maps.Copy(out, more)
	return out
}

func guarded(more map[string]any) map[string]any {
	out := map[string]any{
		"pod-security.kubernetes.io/enforce": "restricted", "pod-security.kubernetes.io/enforce-version": "v1.36",
		"pod-security.kubernetes.io/audit": "restricted", "pod-security.kubernetes.io/audit-version": "latest",
		"pod-security.kubernetes.io/warn": "restricted", "pod-security.kubernetes.io/warn-version": "latest",
	}
	maps.Copy(out, more)
	return labelsOf(out)
}

func object(version, kind, name string, spec any) map[string]any {
	out := map[string]any{
		"apiVersion": version, "kind": kind,
		"metadata": map[string]any{"name": name, "namespace": "apps", "labels": labelsOf(nil)}, "spec": spec,
	}
	return out
}

// plain is what every namespace has.
func plain(disk string) map[string]map[string]any {
	port := func(protocol string) map[string]any { return map[string]any{"protocol": protocol, "port": 53.0} }
	return map[string]map[string]any{
		"ResourceQuota default": object("v1", "ResourceQuota", "default", map[string]any{"hard": map[string]any{
			"requests.cpu": "2400m", "requests.memory": "2458Mi", "limits.memory": "2458Mi",
			"requests.ephemeral-storage": disk, "limits.ephemeral-storage": disk,
			"pods": "12", "services.loadbalancers": "0", "services.nodeports": "0",
		}}),
		"LimitRange default": object("v1", "LimitRange", "default", map[string]any{"limits": []any{map[string]any{
			"type":           "Container",
			"default":        map[string]any{"memory": "64Mi", "ephemeral-storage": "64Mi"},
			"defaultRequest": map[string]any{"cpu": "50m", "memory": "64Mi", "ephemeral-storage": "64Mi"},
		}}}),
		"NetworkPolicy default-deny": object("networking.k8s.io/v1", "NetworkPolicy", "default-deny", map[string]any{
			"podSelector": map[string]any{}, "policyTypes": []any{"Ingress", "Egress"},
		}),
		"NetworkPolicy dns": object("networking.k8s.io/v1", "NetworkPolicy", "dns", map[string]any{
			"podSelector": map[string]any{}, "policyTypes": []any{"Egress"},
			"egress": []any{map[string]any{
				"to": []any{map[string]any{
					"namespaceSelector": map[string]any{"matchLabels": map[string]any{"kubernetes.io/metadata.name": "kube-system"}},
					"podSelector":       map[string]any{"matchLabels": map[string]any{"k8s-app": "kube-dns"}},
				}},
				"ports": []any{port("UDP"), port("TCP")},
			}},
		}),
	}
}

func namespaceOf(labels map[string]any) map[string]any {
	return map[string]any{
		"apiVersion": "v1", "kind": "Namespace", "metadata": map[string]any{"name": "apps", "labels": labels}, "spec": map[string]any{},
	}
}

func TestANamespace(t *testing.T) {
	want := plain("1229Mi")
	want["Namespace apps"] = namespaceOf(guarded(nil))
	assert.Equal(t, want, manifests(t, apps()))
}

// In a mesh, each pod has a sidecar that is given its part of the disk.
func TestANamespaceOfAMesh(t *testing.T) {
	want := plain("1997Mi")
	want["Namespace apps"] = namespaceOf(guarded(map[string]any{
		"elbv2.k8s.aws/pod-readiness-gate-inject": "enabled", "istio-injection": "enabled",
	}))
	want["PeerAuthentication default"] = object("security.istio.io/v1", "PeerAuthentication", "default", map[string]any{"mtls": map[string]any{"mode": "STRICT"}})
	want["AuthorizationPolicy default"] = object("security.istio.io/v1", "AuthorizationPolicy", "default", map[string]any{})
	assert.Equal(t, want, manifests(t, meshed()))
}

func TestWhatIsSaidIsTaken(t *testing.T) {
	a := apps()
	a.HeadroomPercent, a.Container = 100, Container{CPUMillis: 10, MemoryMiB: 20, EphemeralMiB: 30}
	got := manifests(t, a)
	assert.Equal(t, "4", got["ResourceQuota default"]["spec"].(map[string]any)["hard"].(map[string]any)["requests.cpu"])
	assert.Equal(t, []any{map[string]any{
		"type":           "Container",
		"default":        map[string]any{"memory": "20Mi", "ephemeral-storage": "30Mi"},
		"defaultRequest": map[string]any{"cpu": "10m", "memory": "20Mi", "ephemeral-storage": "30Mi"},
	}}, got["LimitRange default"]["spec"].(map[string]any)["limits"])
}

func anyDemands() *rapid.Generator[map[string]Demand] {
	amount := rapid.IntRange(0, 100_000)
	return rapid.MapOfN(rapid.StringMatching(`[a-z]{1,8}`), rapid.Custom(func(t *rapid.T) Demand {
		return Demand{
			CPUMillis: amount.Draw(t, "cpu"), MemoryMiB: amount.Draw(t, "memory"), EphemeralMiB: amount.Draw(t, "disk"),
			Pods: rapid.IntRange(0, 500).Draw(t, "pods"),
		}
	}), 0, 8)
}

func anyArgs(t *rapid.T) *Args {
	a := apps()
	a.Demands = anyDemands().Draw(t, "demands")
	a.Mesh, a.ReadinessGates = rapid.Bool().Draw(t, "mesh"), rapid.Bool().Draw(t, "gates")
	a.HeadroomPercent = rapid.IntRange(0, 100).Draw(t, "headroom")
	return a
}

// All applications fit in at once, whatever they are, and with each of them the room
// for the others stays.
func TestTheQuotaHoldsWhatIsDemanded(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := anyArgs(t)
		hard := a.withDefaults().quota().Spec.Hard
		used := corev1.ResourceList{}
		add := func(name corev1.ResourceName, q resource.Quantity) {
			sum := used[name]
			sum.Add(q)
			used[name] = sum
		}
		for _, d := range a.Demands {
			disk := d.EphemeralMiB
			if a.Mesh {
				disk += d.Pods * containerDisk
			}
			add(corev1.ResourceRequestsCPU, resource.MustParse(millis(d.CPUMillis)))
			add(corev1.ResourcePods, *resource.NewQuantity(int64(d.Pods), resource.DecimalSI))
			for _, name := range []corev1.ResourceName{corev1.ResourceRequestsMemory, corev1.ResourceLimitsMemory} {
				add(name, *resource.NewQuantity(int64(d.MemoryMiB)*1024*1024, resource.BinarySI))
			}
			for _, name := range []corev1.ResourceName{corev1.ResourceRequestsEphemeralStorage, corev1.ResourceLimitsEphemeralStorage} {
				add(name, *resource.NewQuantity(int64(disk)*1024*1024, resource.BinarySI))
			}
		}
		for name, sum := range used {
			limit := hard[name]
			require.GreaterOrEqual(t, limit.Cmp(sum), 0, "%s: %s of %s", name, sum.String(), limit.String())
		}
	})
}

func millis(n int) string { return resource.NewMilliQuantity(int64(n), resource.DecimalSI).String() }

// A container that asks for nothing is given each thing that the quota counts, and
// that admission would otherwise ask for: requests and limits of processor and
// memory (Kubernetes, "Resource Quotas").
func TestAContainerThatAsksForNothingIsAdmitted(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := anyArgs(t).withDefaults()
		item := a.limits().Spec.Limits[0]
		for name := range a.quota().Spec.Hard {
			given := map[corev1.ResourceName]corev1.ResourceList{
				corev1.ResourceRequestsCPU: item.DefaultRequest, corev1.ResourceRequestsMemory: item.DefaultRequest,
				corev1.ResourceRequestsEphemeralStorage: item.DefaultRequest,
				corev1.ResourceLimitsCPU:                item.Default, corev1.ResourceLimitsMemory: item.Default,
				corev1.ResourceLimitsEphemeralStorage: item.Default,
			}[name]
			if given == nil {
				continue
			}
			plain := map[corev1.ResourceName]corev1.ResourceName{
				corev1.ResourceRequestsCPU: corev1.ResourceCPU, corev1.ResourceLimitsCPU: corev1.ResourceCPU,
				corev1.ResourceRequestsMemory: corev1.ResourceMemory, corev1.ResourceLimitsMemory: corev1.ResourceMemory,
				corev1.ResourceRequestsEphemeralStorage: corev1.ResourceEphemeralStorage, corev1.ResourceLimitsEphemeralStorage: corev1.ResourceEphemeralStorage,
			}[name]
			q := given[plain]
			require.Positive(t, q.Sign(), name)
		}
		for name, most := range item.Default {
			least := item.DefaultRequest[name]
			require.LessOrEqual(t, least.Cmp(most), 0, name)
		}
	})
}

// One more application only adds to the quota.
func TestAnApplicationTakesNoRoomFromOthers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := anyArgs(t)
		before := a.withDefaults().quota().Spec.Hard
		a.Demands = maps.Clone(a.Demands)
		a.Demands["another-one"] = Demand{CPUMillis: 1, MemoryMiB: 1, EphemeralMiB: 1, Pods: 1}
		after := a.withDefaults().quota().Spec.Hard
		for _, name := range slices.Sorted(maps.Keys(before)) {
			less, more := before[name], after[name]
			require.GreaterOrEqual(t, more.Cmp(less), 0, name)
		}
	})
}
