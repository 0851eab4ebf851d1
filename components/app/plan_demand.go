package app

import (
	"cmp"
	"math"
	"time"

	"k8s.io/apimachinery/pkg/util/intstr"
)

// Demand is what an application's pods may ask for together: millicores, mebibytes
// and pods. A namespace's quota is made of it (components/namespace).
type Demand struct {
	CPUMillis    int
	MemoryMiB    int
	EphemeralMiB int
	Pods         int
}

// What the mesh's sidecar asks for beside the application, in each pod. It is written
// on the pods (meshAnnotations), so that it is not left to how the mesh is installed.
const (
	SidecarCPUMillis = 100
	SidecarMemoryMiB = 256
)

// Demand is the most that the application's pods ever ask for at once. In a colour
// that is all its pods, as many again that are on their way out (a pod counts until
// it has ended, and a rollout does not wait for that), and those that a rollout makes
// before it takes any away. Both colours may be in the middle of that at once, with
// their migrations, and every job of the clock as often as it may overlap itself.
func (a *Args) Demand() Demand {
	var out Demand
	resources := a.Resources
	if v := a.Scaling.VPA; v != nil && v.Mode == MemoryOnly {
		resources.MemoryMiB = max(resources.MemoryMiB, v.MaxMemoryMiB)
	}
	most := a.Scaling.Most()
	out.add(a.podDemand(resources), len(Colours())*(most+most+surplus(most)))
	if m := a.Migration; m != nil {
		out.add(a.podDemand(a.jobResources(m.Resources)), len(Colours()))
	}
	for _, c := range a.Crons {
		out.add(a.podDemand(a.jobResources(c.Resources)), c.atOnce())
	}
	return out
}

// surplus is how many pods a rollout makes before it takes any away, at the most
// (Kubernetes rounds a share of them up).
func surplus(pods int) int {
	share := intstr.FromString(surge)
	n, err := intstr.GetScaledValueFromIntOrPercent(&share, pods, true)
	if err != nil {
		return pods // a constant that is no share
	}
	return n
}

// jobResources are a job's own, or else the application's.
func (a *Args) jobResources(own *Resources) Resources {
	if own != nil {
		return *own
	}
	return a.Resources
}

// podDemand is that of one pod, with its sidecar.
func (a *Args) podDemand(r Resources) Demand {
	out := Demand{CPUMillis: r.CPUMillis, MemoryMiB: r.MemoryMiB, EphemeralMiB: r.EphemeralMiB, Pods: 1}
	if a.Mesh != nil {
		out.CPUMillis += SidecarCPUMillis
		out.MemoryMiB += SidecarMemoryMiB
	}
	return out
}

func (d *Demand) add(one Demand, times int) {
	d.CPUMillis += one.CPUMillis * times
	d.MemoryMiB += one.MemoryMiB * times
	d.EphemeralMiB += one.EphemeralMiB * times
	d.Pods += one.Pods * times
}

// atOnce is how many pods of a cron there may be.
func (c Cron) atOnce() int {
	switch c.Overlap {
	case Allow:
		// Those that began within one timeout, and one more as a start may be late.
		return 2 + int(c.timeout()/shortestGap(c.Schedule))
	case Replace:
		return 2 // the one that is told to end, and the one that takes its place
	default:
		return 1
	}
}

func (c Cron) timeout() time.Duration {
	return time.Duration(cmp.Or(c.TimeoutSeconds, cronTimeout)) * time.Second
}

// shortestGap is the least time between two runs. As the hours and minutes of every
// day are the same, a day's runs and the next one have it among them, and a day has
// no more than 1440 minutes.
func shortestGap(expression string) time.Duration {
	const aDay = 1440
	gap := time.Duration(math.MaxInt64)
	schedule, err := parseSchedule(expression)
	if err != nil {
		return gap // Validate refuses it
	}
	last := schedule.Next(aMonday)
	for range aDay {
		next := schedule.Next(last)
		if next.IsZero() {
			break // it looks no more than five years ahead
		}
		gap, last = min(gap, next.Sub(last)), next
	}
	return gap
}
