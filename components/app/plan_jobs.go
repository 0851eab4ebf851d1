package app

import (
	"cmp"
	"maps"
	"slices"

	batchv1 "k8s.io/api/batch/v1"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/covetpy/platform/infra/later"
)

// Defaults of jobs, in seconds.
const (
	migrationTimeout = 600
	cronTimeout      = 3600
	startWithin      = 300
	defaultZone      = "Etc/UTC"
)

// Runs of a cron that are kept to look at.
const (
	keptSuccesses = 1
	keptFailures  = 3
)

// doNotDisrupt keeps Karpenter from emptying a node to save money while a job runs
// on it (Karpenter, "Disruption", pod-level controls).
const doNotDisrupt = "karpenter.sh/do-not-disrupt"

// migration is the job that runs once for a release, before its pods; nil without
// one. Its name holds the release, so a release has one and only one.
func (a *Args) migration(image Image, values *later.Values) *batchv1.Job {
	m := a.Migration
	if m == nil {
		return nil
	}
	labels := a.labels()
	labels[LabelComponent] = string(componentMigration)
	labels[LabelVersion] = image.short()
	return &batchv1.Job{
		ObjectMeta: metav1.ObjectMeta{Name: a.migrationName(image), Labels: labels},
		// It has no time to live: Kubernetes would delete it when that is over, and the
		// next deployment would find it gone and migrate again.
		Spec: a.job(job{
			component: componentMigration, image: image, command: m.Command, resources: m.Resources,
			timeout: cmp.Or(m.TimeoutSeconds, migrationTimeout), retries: m.Retries,
		}, values),
	}
}

// crons are the jobs by the clock, of the active image, in the order of their names.
func (a *Args) crons(values *later.Values) []*batchv1.CronJob {
	var out []*batchv1.CronJob
	for _, name := range slices.Sorted(maps.Keys(a.Crons)) {
		out = append(out, a.cron(name, a.Crons[name], values))
	}
	return out
}

func (a *Args) cron(name string, c Cron, values *later.Values) *batchv1.CronJob {
	labels := a.labels()
	labels[LabelComponent] = string(componentCron)
	return &batchv1.CronJob{
		ObjectMeta: metav1.ObjectMeta{Name: a.cronName(name), Labels: labels},
		Spec: batchv1.CronJobSpec{
			Schedule: c.Schedule,
			TimeZone: new(cmp.Or(c.TimeZone, defaultZone)),
			// After a hundred starts that were missed, Kubernetes would never start it
			// again; with a deadline it counts only those within.
			StartingDeadlineSeconds:    new(int64(cmp.Or(c.StartWithinSeconds, startWithin))),
			ConcurrencyPolicy:          c.Overlap.policy(),
			Suspend:                    new(c.Suspended),
			SuccessfulJobsHistoryLimit: new(count(keptSuccesses)),
			FailedJobsHistoryLimit:     new(count(keptFailures)),
			JobTemplate: batchv1.JobTemplateSpec{
				ObjectMeta: metav1.ObjectMeta{Labels: labels},
				Spec: a.job(job{
					component: componentCron, image: a.Delivery.Image, command: c.Command, resources: c.Resources,
					timeout: cmp.Or(c.TimeoutSeconds, cronTimeout), retries: c.Retries,
				}, values),
			},
		},
	}
}

func (o Overlap) policy() batchv1.ConcurrencyPolicy {
	switch o {
	case Replace:
		return batchv1.ReplaceConcurrent
	case Allow:
		return batchv1.AllowConcurrent
	default:
		return batchv1.ForbidConcurrent
	}
}

// job is what tells one job from another.
type job struct {
	component        component
	image            Image
	command          []string
	resources        *Resources
	timeout, retries int
}

// job is of one pod, that is done once.
func (a *Args) job(j job, values *later.Values) batchv1.JobSpec {
	template := a.podTemplate(pod{
		component: j.component, image: j.image, command: j.command, resources: a.jobResources(j.resources),
		restart: corev1.RestartPolicyNever,
	}, values)
	metav1.SetMetaDataAnnotation(&template.ObjectMeta, doNotDisrupt, "true")
	return batchv1.JobSpec{
		Parallelism: new(count(1)),
		Completions: new(count(1)),
		// The fence: a pod that is still ending on a node that nobody hears of counts as
		// running, so that there never are two.
		PodReplacementPolicy:  new(batchv1.Failed),
		PodFailurePolicy:      failurePolicy(j.retries),
		BackoffLimit:          new(count(j.retries)),
		ActiveDeadlineSeconds: new(int64(j.timeout)),
		Suspend:               new(false),
		Template:              template,
	}
}

// failurePolicy lets a pod that was evicted be made again without it counting as a
// retry. What can't be repeated is not, whatever ended it.
func failurePolicy(retries int) *batchv1.PodFailurePolicy {
	if retries == 0 {
		return nil
	}
	return &batchv1.PodFailurePolicy{Rules: []batchv1.PodFailurePolicyRule{{
		Action:          batchv1.PodFailurePolicyActionIgnore,
		OnPodConditions: []batchv1.PodFailurePolicyOnPodConditionsPattern{{Type: corev1.DisruptionTarget, Status: corev1.ConditionTrue}},
	}}}
}
