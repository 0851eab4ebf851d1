package app

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
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
