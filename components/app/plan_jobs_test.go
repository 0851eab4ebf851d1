package app

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	batchv1 "k8s.io/api/batch/v1"
	corev1 "k8s.io/api/core/v1"

	"github.com/covetpy/platform/infra/later"
)

// withJobs is an application with a migration and crons.
func withJobs() *Args {
	a := orders(Scaling{Fixed: &Fixed{Replicas: 2}})
	a.Migration = &Migration{Command: []string{"python", "-m", "migrate"}}
	a.Crons = map[string]Cron{
		"report": {Schedule: "30 3 * * *", Command: []string{"report"}},
		"clean": {
			Schedule: "*/5 * * * *", TimeZone: "Europe/Dublin", Command: []string{"clean", "--all"}, Overlap: Replace,
			TimeoutSeconds: 60, StartWithinSeconds: 20, Retries: 2, Suspended: true,
			Resources: &Resources{CPUMillis: 50, MemoryMiB: 64, EphemeralMiB: 32},
		},
	}
	return a
}

// spec is a job without its pod's own template, which is another file's.
func spec(t *testing.T, job map[string]any) (of, template map[string]any) {
	t.Helper()
	of = job["spec"].(map[string]any)
	template = of["template"].(map[string]any)
	delete(of, "template")
	return of, template
}

// oncePod is what all jobs have.
func oncePod(deadline, retries float64) map[string]any {
	out := map[string]any{
		"parallelism": 1.0, "completions": 1.0, "podReplacementPolicy": "Failed", "suspend": false,
		"activeDeadlineSeconds": deadline, "backoffLimit": retries,
	}
	if retries > 0 {
		out["podFailurePolicy"] = map[string]any{"rules": []any{map[string]any{
			"action": "Ignore", "onPodConditions": []any{map[string]any{"type": "DisruptionTarget", "status": "True"}},
		}}}
	}
	return out
}

func jobLabels(component string) map[string]any {
	return map[string]any{
		"app.kubernetes.io/name": "orders", "app.kubernetes.io/part-of": "covetpy", "app.kubernetes.io/managed-by": "pulumi",
		"app.kubernetes.io/component": component,
	}
}

func TestAMigration(t *testing.T) {
	cases := map[string]struct {
		change func(*Migration)
		want   map[string]any
	}{
		"is tried once, for ten minutes": {func(*Migration) {}, oncePod(600, 0)},
		"can be repeated if it says so":  {func(m *Migration) { m.TimeoutSeconds, m.Retries = 60, 3 }, oncePod(60, 3)},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			a := withJobs()
			c.change(a.Migration)
			requireNoFault(t, jobFaults(a))
			job := manifests(t, []*batchv1.Job{a.migration(a.Delivery.Image, &later.Values{})})[0]
			got, _ := spec(t, job)
			assert.Equal(t, c.want, got)
			labels := jobLabels("migration")
			labels["app.kubernetes.io/version"] = "aaaaaaaaaaaa"
			assert.Equal(t, map[string]any{"name": "orders-migrate-aaaaaaaaaaaa", "labels": labels}, job["metadata"])
		})
	}
}

func TestAnApplicationWithoutJobsHasNone(t *testing.T) {
	a := orders(Scaling{Fixed: &Fixed{Replicas: 1}})
	assert.Nil(t, a.migration(a.Delivery.Image, &later.Values{}))
	assert.Empty(t, a.crons(&later.Values{}))
}

// A release has one migration, whatever colour it runs in and whoever else runs.
func TestAMigrationIsTheReleases(t *testing.T) {
	a := withJobs()
	got := map[string]Image{}
	for _, active := range Colours() {
		a.Delivery.Active = active
		for _, image := range []Image{digestOf("a"), digestOf("b")} {
			got[a.migration(image, &later.Values{}).Name] = image
		}
	}
	assert.Equal(t, map[string]Image{"orders-migrate-aaaaaaaaaaaa": digestOf("a"), "orders-migrate-bbbbbbbbbbbb": digestOf("b")}, got)
}

func TestThePodOfAMigration(t *testing.T) {
	a := withJobs()
	template := a.migration(digestOf("b"), &later.Values{}).Spec.Template
	assert.Equal(t, corev1.RestartPolicyNever, template.Spec.RestartPolicy)
	assert.Equal(t, "true", template.Annotations["karpenter.sh/do-not-disrupt"])
	assert.Equal(t, "migration", template.Labels[LabelComponent])
	assert.NotContains(t, template.Labels, LabelColour, "a budget of a colour, and its Service, would take it for their own")
	require.Len(t, template.Spec.Containers, 1)
	assert.Equal(t, digestOf("b").Reference(), template.Spec.Containers[0].Image)
	assert.Equal(t, []string{"python", "-m", "migrate"}, template.Spec.Containers[0].Command)
}

func TestCrons(t *testing.T) {
	cron := func(name string, own, job map[string]any) map[string]any {
		own["jobTemplate"] = map[string]any{"metadata": map[string]any{"labels": jobLabels("cron")}, "spec": job}
		own["successfulJobsHistoryLimit"], own["failedJobsHistoryLimit"] = 1.0, 3.0
		return map[string]any{
			"apiVersion": "batch/v1", "kind": "CronJob",
			"metadata": map[string]any{"name": name, "labels": jobLabels("cron")}, "spec": own,
		}
	}
	a := withJobs()
	requireNoFault(t, jobFaults(a))
	got := manifests(t, a.crons(&later.Values{}))
	commands := map[string]any{}
	for _, m := range got {
		job := m["spec"].(map[string]any)["jobTemplate"].(map[string]any)
		_, template := spec(t, job)
		container := template["spec"].(map[string]any)["containers"].([]any)[0].(map[string]any)
		commands[m["metadata"].(map[string]any)["name"].(string)] = container["command"]
		assert.Equal(t, digestOf("a").Reference(), container["image"], "the active image")
	}
	assert.Equal(t, []map[string]any{
		cron("orders-clean", map[string]any{
			"schedule": "*/5 * * * *", "timeZone": "Europe/Dublin", "concurrencyPolicy": "Replace", "startingDeadlineSeconds": 20.0, "suspend": true,
		}, oncePod(60, 2)),
		cron("orders-report", map[string]any{
			"schedule": "30 3 * * *", "timeZone": "Etc/UTC", "concurrencyPolicy": "Forbid", "startingDeadlineSeconds": 300.0, "suspend": false,
		}, oncePod(3600, 0)),
	}, got)
	assert.Equal(t, map[string]any{"orders-clean": []any{"clean", "--all"}, "orders-report": []any{"report"}}, commands)
}

func TestOverlapsAreThoseOfKubernetes(t *testing.T) {
	got := map[Overlap]batchv1.ConcurrencyPolicy{}
	for _, o := range []Overlap{"", Forbid, Replace, Allow} {
		got[o] = o.policy()
	}
	assert.Equal(t, map[Overlap]batchv1.ConcurrencyPolicy{
		"": batchv1.ForbidConcurrent, Forbid: batchv1.ForbidConcurrent, Replace: batchv1.ReplaceConcurrent, Allow: batchv1.AllowConcurrent,
	}, got)
}
