package app

import (
	"slices"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	"pgregory.net/rapid"
)

// anything is arguments whose numbers need not go together.
func anything() *rapid.Generator[*Args] {
	return rapid.Custom(func(t *rapid.T) *Args {
		a := anyArgs().Draw(t, "args")
		number := func(what string) int { return rapid.IntRange(-1, 150).Draw(t, what) }
		if rapid.Bool().Draw(t, "another end") {
			a.Shutdown = Shutdown{
				PreStopSeconds: number("preStop"), DrainSeconds: number("drain"), GraceSeconds: number("grace"), KeepAliveSeconds: number("keepAlive"),
			}
		}
		if edge := a.edge(); edge != nil && rapid.Bool().Draw(t, "another edge") {
			edge.DeregistrationSeconds, edge.IdleTimeoutSeconds = number("deregistration"), number("idle")
		}
		if rapid.Bool().Draw(t, "another room") {
			a.Resources = Resources{CPUMillis: number("cpu"), MemoryMiB: number("memory"), EphemeralMiB: number("ephemeral"), CPULimitMillis: new(number("limit"))}
			a.Writable = []Writable{{Path: "/a", SizeMiB: number("a")}, {Path: "/b", SizeMiB: number("b"), Memory: true}}
		}
		if rapid.Bool().Draw(t, "another place") {
			some := rapid.SliceOfDistinct(rapid.SampledFrom([]Architecture{AMD64, ARM64}), rapid.ID)
			bought := rapid.SliceOfDistinct(rapid.SampledFrom([]Capacity{OnDemand, Spot}), rapid.ID)
			a.Architectures = some.Draw(t, "built for")
			a.Pools = []Pool{{Name: "app", Architectures: some.Draw(t, "nodes"), Capacities: bought.Draw(t, "bought")}}
		}
		if rapid.Bool().Draw(t, "another share") {
			a.Delivery.Candidate = &Candidate{Image: anyImage().Draw(t, "canary"), Weight: number("weight")}
		}
		return a
	})
}

func TestWhatIsAcceptedDoesNotContradictItself(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := anything().Draw(t, "args")
		if len(a.Validate()) > 0 {
			_, err := Objects(a)
			require.Error(t, err, "what has faults has no objects")
			return
		}
		objects, err := Objects(a)
		require.NoError(t, err)
		for _, object := range objects {
			if d, ok := object.(*appsv1.Deployment); ok {
				requireGracefulEnd(t, a, d.Spec.Template.Spec)
				requireRoom(t, d.Spec.Template.Spec)
				requireNodes(t, a, d.Spec.Template.Spec)
			}
		}
		for _, r := range a.Delivery.Running() {
			assert.True(t, r.Weight == 0 || r.Track == Stable || shares(a), "nobody gives %s its %d per cent", r.Colour, r.Weight)
		}
	})
}

// requireGracefulEnd reckons from the pod alone what its end has to hold.
func requireGracefulEnd(t *rapid.T, a *Args, pod corev1.PodSpec) {
	variable := func(name string) int {
		at := slices.IndexFunc(pod.Containers[0].Env, func(v corev1.EnvVar) bool { return v.Name == name })
		require.NotEqual(t, -1, at, name)
		n, err := strconv.Atoi(pod.Containers[0].Env[at].Value)
		require.NoError(t, err)
		return n
	}
	waits := 0
	if hook := pod.Containers[0].Lifecycle; hook != nil {
		waits = int(hook.PreStop.Sleep.Seconds)
	}
	drain, grace := variable(variableDrain), int(*pod.TerminationGracePeriodSeconds)
	assert.Positive(t, drain)
	assert.GreaterOrEqual(t, grace, waits+drain+MarginSeconds)
	if a.Service != nil {
		assert.GreaterOrEqual(t, waits, MarginSeconds)
	}
	if edge := a.edge(); edge != nil {
		assert.GreaterOrEqual(t, waits, edge.DeregistrationSeconds+MarginSeconds)
		assert.Greater(t, variable(variableKeepAlive), edge.IdleTimeoutSeconds)
	}
	if a.Placement.Capacity == Spot {
		assert.LessOrEqual(t, grace, spotNotice)
	}
}

// requireRoom demands that what a pod may write fits into what it may take.
func requireRoom(t *rapid.T, pod corev1.PodSpec) {
	limits := pod.Containers[0].Resources.Limits
	disk, memory := int64(0), int64(0)
	for _, volume := range pod.Volumes {
		switch {
		case volume.EmptyDir == nil:
		case volume.EmptyDir.Medium == corev1.StorageMediumMemory:
			memory += volume.EmptyDir.SizeLimit.Value()
		default:
			disk += volume.EmptyDir.SizeLimit.Value()
		}
	}
	assert.Less(t, disk, limits.StorageEphemeral().Value())
	assert.Less(t, memory, limits.Memory().Value())
	if limit, ok := limits[corev1.ResourceCPU]; ok {
		assert.GreaterOrEqual(t, limit.MilliValue(), pod.Containers[0].Resources.Requests.Cpu().MilliValue())
	}
}

// requireNodes demands that some node may run a pod, and can run its image.
func requireNodes(t *rapid.T, a *Args, pod corev1.PodSpec) {
	for _, term := range pod.Affinity.NodeAffinity.RequiredDuringSchedulingIgnoredDuringExecution.NodeSelectorTerms {
		architecture := Architecture(term.MatchExpressions[0].Values[0])
		assert.Contains(t, a.Architectures, architecture)
		assert.True(t, slices.ContainsFunc(a.Pools, func(p Pool) bool { return slices.Contains(p.Architectures, architecture) }))
	}
}
