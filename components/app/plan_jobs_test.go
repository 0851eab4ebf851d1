package app

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	batchv1 "k8s.io/api/batch/v1"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

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

// once is what all jobs have, but for their pod's own template, which is another
// file's.
func once(deadline int64, retries int32) batchv1.JobSpec {
	out := batchv1.JobSpec{
		Parallelism: new(int32(1)), Completions: new(int32(1)), PodReplacementPolicy: new(batchv1.Failed), Suspend: new(false),
		ActiveDeadlineSeconds: new(deadline), BackoffLimit: new(retries),
	}
	if retries > 0 {
		out.PodFailurePolicy = &batchv1.PodFailurePolicy{Rules: []batchv1.PodFailurePolicyRule{{
			Action:          "Ignore",
			OnPodConditions: []batchv1.PodFailurePolicyOnPodConditionsPattern{{Type: "DisruptionTarget", Status: "True"}},
		}}}
	}
	return out
}

func TestAMigration(t *testing.T) {
	cases := map[string]struct {
		change func(*Migration)
		want   batchv1.JobSpec
	}{
		"is tried once, for ten minutes": {func(*Migration) {}, once(600, 0)},
		"can be repeated if it says so":  {func(m *Migration) { m.TimeoutSeconds, m.Retries = 60, 3 }, once(60, 3)},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			a := withJobs()
			c.change(a.Migration)
			requireNoFault(t, jobFaults(a))
			got := a.migration(a.Delivery.Image, &later.Values{})
			requireStrict(t, got)
			labels := ofComponent("migration")
			labels["app.kubernetes.io/version"] = "aaaaaaaaaaaa"
			c.want.Template = got.Spec.Template
			assert.Equal(t, &batchv1.Job{
				ObjectMeta: metav1.ObjectMeta{Name: "orders-migrate-aaaaaaaaaaaa", Labels: labels}, Spec: c.want,
			}, got)
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
	cron := func(name string, own batchv1.CronJobSpec, job batchv1.JobSpec) *batchv1.CronJob {
		own.JobTemplate = batchv1.JobTemplateSpec{ObjectMeta: metav1.ObjectMeta{Labels: ofComponent("cron")}, Spec: job}
		own.SuccessfulJobsHistoryLimit, own.FailedJobsHistoryLimit = new(int32(1)), new(int32(3))
		return &batchv1.CronJob{ObjectMeta: metav1.ObjectMeta{Name: name, Labels: ofComponent("cron")}, Spec: own}
	}
	a := withJobs()
	requireNoFault(t, jobFaults(a))
	got := a.crons(&later.Values{})
	requireStrict(t, got...)
	commands := map[string][]string{}
	for _, c := range got {
		template := &c.Spec.JobTemplate.Spec.Template
		container := template.Spec.Containers[0]
		commands[c.Name] = container.Command
		assert.Equal(t, digestOf("a").Reference(), container.Image, "the active image")
		*template = corev1.PodTemplateSpec{}
	}
	assert.Equal(t, []*batchv1.CronJob{
		cron("orders-clean", batchv1.CronJobSpec{
			Schedule: "*/5 * * * *", TimeZone: new("Europe/Dublin"), ConcurrencyPolicy: "Replace", StartingDeadlineSeconds: new(int64(20)), Suspend: new(true),
		}, once(60, 2)),
		cron("orders-report", batchv1.CronJobSpec{
			Schedule: "30 3 * * *", TimeZone: new("Etc/UTC"), ConcurrencyPolicy: "Forbid", StartingDeadlineSeconds: new(int64(300)), Suspend: new(false),
		}, once(3600, 0)),
	}, got)
	assert.Equal(t, map[string][]string{"orders-clean": {"clean", "--all"}, "orders-report": {"report"}}, commands)
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
