package app

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	"k8s.io/apimachinery/pkg/util/intstr"
	"pgregory.net/rapid"
)

func TestDemand(t *testing.T) {
	own := &Resources{CPUMillis: 1000, MemoryMiB: 1024, EphemeralMiB: 512}
	cron := func(o Overlap, schedule string) map[string]Cron {
		return map[string]Cron{"c": {Schedule: schedule, Command: []string{"c"}, Overlap: o, TimeoutSeconds: 600, Resources: own}}
	}
	cases := map[string]struct {
		scaling Scaling
		change  func(*Args)
		want    Demand
	}{
		"of one pod is itself, itself on its way out and the one that a rollout makes, in each colour": {
			Scaling{Fixed: &Fixed{Replicas: 1}},
			func(*Args) {},
			Demand{CPUMillis: 6 * 250, MemoryMiB: 6 * 256, EphemeralMiB: 6 * 128, Pods: 6},
		},
		"is of the most pods that there may be": {
			Scaling{HPA: &HPA{Min: 1, Max: 10}},
			func(*Args) {},
			Demand{CPUMillis: 46 * 250, MemoryMiB: 46 * 256, EphemeralMiB: 46 * 128, Pods: 46},
		},
		"is of the most memory that may be set": {
			Scaling{Fixed: &Fixed{Replicas: 1}, VPA: &VPA{Mode: MemoryOnly, MinMemoryMiB: 64, MaxMemoryMiB: 1000}},
			func(*Args) {},
			Demand{CPUMillis: 6 * 250, MemoryMiB: 6 * 1000, EphemeralMiB: 6 * 128, Pods: 6},
		},
		"is not of what is only recommended": {
			Scaling{Fixed: &Fixed{Replicas: 1}, VPA: &VPA{Mode: Recommend, MinMemoryMiB: 64, MaxMemoryMiB: 1000}},
			func(*Args) {},
			Demand{CPUMillis: 6 * 250, MemoryMiB: 6 * 256, EphemeralMiB: 6 * 128, Pods: 6},
		},
		"has a sidecar in each pod of a mesh": {
			Scaling{Fixed: &Fixed{Replicas: 1}},
			func(a *Args) { a.Mesh = &Mesh{} },
			Demand{CPUMillis: 6 * 350, MemoryMiB: 6 * 512, EphemeralMiB: 6 * 128, Pods: 6},
		},
		"has a migration of each colour": {
			Scaling{Fixed: &Fixed{Replicas: 1}},
			func(a *Args) { a.Migration = &Migration{Command: []string{"m"}, Resources: own} },
			Demand{CPUMillis: 6*250 + 2000, MemoryMiB: 6*256 + 2048, EphemeralMiB: 6*128 + 1024, Pods: 8},
		},
		"has one run of a cron that never overlaps itself": {
			Scaling{Fixed: &Fixed{Replicas: 1}},
			func(a *Args) { a.Crons = cron(Forbid, "* * * * *") },
			Demand{CPUMillis: 6*250 + 1000, MemoryMiB: 6*256 + 1024, EphemeralMiB: 6*128 + 512, Pods: 7},
		},
		"has two of one that is replaced": {
			Scaling{Fixed: &Fixed{Replicas: 1}},
			func(a *Args) { a.Crons = cron(Replace, "* * * * *") },
			Demand{CPUMillis: 6*250 + 2000, MemoryMiB: 6*256 + 2048, EphemeralMiB: 6*128 + 1024, Pods: 8},
		},
		"has as many as may run before the first is given up, of one that may overlap": {
			Scaling{Fixed: &Fixed{Replicas: 1}},
			func(a *Args) { a.Crons = cron(Allow, "*/5 * * * *") },
			Demand{CPUMillis: 6*250 + 4000, MemoryMiB: 6*256 + 4096, EphemeralMiB: 6*128 + 2048, Pods: 10},
		},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			a := orders(c.scaling)
			c.change(a)
			assert.Equal(t, c.want, a.Demand())
		})
	}
}

func TestTheShortestTimeBetweenRuns(t *testing.T) {
	cases := map[string]time.Duration{
		"* * * * *":          time.Minute,
		"*/7 * * * *":        4 * time.Minute, // from 56 to the full hour
		"59,0 0,22,23 * * *": time.Minute,
		"0 3 * * *":          24 * time.Hour,
		"0 3 * * 1":          7 * 24 * time.Hour,
		"0 3 1 * *":          28 * 24 * time.Hour,
	}
	for expression, want := range cases {
		t.Run(expression, func(t *testing.T) { assert.Equal(t, want, shortestGap(expression)) })
	}
}

// However a cron's runs fall, no more are running at once than are counted.
func TestNoMoreRunsThanAreCounted(t *testing.T) {
	fields := rapid.StringMatching(`(\*|\*/[1-9]|[0-5]?[0-9](,[0-5]?[0-9]){0,3}) (\*|\*/[1-9]|1?[0-9](,1?[0-9]){0,2}) (\*|[1-9]) \* (\*|[0-6])`)
	rapid.Check(t, func(t *rapid.T) {
		c := Cron{
			Schedule: fields.Draw(t, "schedule"), Overlap: Allow,
			TimeoutSeconds: rapid.IntRange(10, 100_000).Draw(t, "timeout"), StartWithinSeconds: 300,
		}
		schedule, err := parseSchedule(c.Schedule)
		require.NoError(t, err)
		counted := c.atOnce()
		var starts []time.Time
		for at, n := schedule.Next(aMonday), 0; n < 2000 && !at.IsZero(); n, at = n+1, schedule.Next(at) {
			starts = append(starts, at)
		}
		for i, first := 0, 0; i < len(starts); i++ {
			for !starts[first].Add(c.timeout()).After(starts[i]) {
				first++
			}
			require.LessOrEqual(t, i-first+1, counted, "at %s", starts[i])
		}
	})
}

// rollout is the pods of a colour while all of them are replaced: those of the former
// release that serve, those that are on their way out, and the new ones.
type rollout struct{ old, leaving, fresh int }

// step does one of the things that may happen next. A Deployment that may miss none
// and have so many more makes pods while there are no more than that which are not on
// their way out, and lets one go for each new one that is ready. Another rollout may
// begin before one is done, once nothing is on its way out.
func (r *rollout) step(t *rapid.T, most, more int, steps []string) {
	switch what := rapid.SampledFrom(steps).Draw(t, "next"); {
	case what == "begin" && r.leaving == 0:
		r.old, r.fresh = r.old+r.fresh, 0
	case what == "make" && r.old+r.fresh < most+more && r.fresh < most:
		r.fresh++
	case what == "leave" && r.old > 0 && r.old+r.fresh > most:
		r.old--
		r.leaving++
	case what == "end" && r.leaving > 0:
		r.leaving--
	}
}

// At full scale, with both colours in the middle of a rollout, with the migrations of
// both and with the jobs of the clock, the pods as they are written ask for no more
// than was said.
func TestNoRolloutAsksForMoreThanWasDemanded(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := anyArgs().Draw(t, "args")
		a.Delivery.Candidate = &Candidate{Image: image("c")}
		objects, err := Objects(a)
		require.NoError(t, err)
		var jobs Demand
		var each []Demand
		var more []int
		most := a.Scaling.Most()
		for _, object := range objects {
			template := podOf(object)
			if template == nil {
				continue
			}
			asked := asks(template)
			deployment, is := object.(*appsv1.Deployment)
			if !is {
				jobs.add(asked, 1)
				continue
			}
			share, err := intstr.GetScaledValueFromIntOrPercent(deployment.Spec.Strategy.RollingUpdate.MaxSurge, most, true)
			require.NoError(t, err)
			each, more = append(each, asked), append(more, share)
		}
		require.Len(t, each, 2)
		colours := []rollout{{old: most}, {old: most}}
		demanded := a.Demand()
		steps := []string{"make", "leave", "begin"}
		if rapid.Bool().Draw(t, "pods end before the rollout does") {
			steps = append(steps, "end")
		}
		for range 8 * most {
			sum := jobs
			for i := range colours {
				colours[i].step(t, most, more[i], steps)
				sum.add(each[i], colours[i].old+colours[i].leaving+colours[i].fresh)
			}
			require.LessOrEqual(t, sum.CPUMillis, demanded.CPUMillis)
			require.LessOrEqual(t, sum.MemoryMiB, demanded.MemoryMiB)
			require.LessOrEqual(t, sum.EphemeralMiB, demanded.EphemeralMiB)
			require.LessOrEqual(t, sum.Pods, demanded.Pods)
		}
	})
}

// asks is what a pod asks for, its sidecar by its annotations.
func asks(template *corev1.PodTemplateSpec) Demand {
	out := Demand{Pods: 1}
	for _, c := range template.Spec.Containers {
		out.CPUMillis += int(c.Resources.Requests.Cpu().MilliValue())
		out.MemoryMiB += int(c.Resources.Limits.Memory().Value() >> 20)
		out.EphemeralMiB += int(c.Resources.Limits.StorageEphemeral().Value() >> 20)
	}
	if cpu, has := template.Annotations["sidecar.istio.io/proxyCPU"]; has {
		out.CPUMillis += int(new(resource.MustParse(cpu)).MilliValue())
		out.MemoryMiB += int(new(resource.MustParse(template.Annotations["sidecar.istio.io/proxyMemoryLimit"])).Value() >> 20)
	}
	return out
}
