package life

import (
	"context"
	"fmt"
	"slices"

	appsv1 "k8s.io/api/apps/v1"
	batchv1 "k8s.io/api/batch/v1"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"

	"github.com/covetpy/platform/tests/kube/api"
)

// deployment reads one.
func (l *life) deployment(ctx context.Context, name string) (appsv1.Deployment, error) {
	obj, err := l.client.Get(ctx, deploymentKind, l.subject.namespace(), name)
	if err != nil {
		return appsv1.Deployment{}, err
	}
	return api.Read[appsv1.Deployment](obj)
}

// rolledOut waits until all pods of a Deployment are of its present template and
// available, and not fewer than some (kubectl rollout status has the same
// conditions).
func (l *life) rolledOut(ctx context.Context, name string, least int) error {
	return api.Until(ctx, "Deployment "+name+" is rolled out", func(ctx context.Context) (bool, error) {
		d, err := l.deployment(ctx, name)
		if err != nil {
			return false, err
		}
		if reason := failed(d); reason != "" {
			return false, fmt.Errorf("its pods can't be made: %s", reason)
		}
		want := int32(1)
		if d.Spec.Replicas != nil {
			want = *d.Spec.Replicas
		}
		s := d.Status
		return s.ObservedGeneration >= d.Generation && int(want) >= least &&
			s.UpdatedReplicas == want && s.Replicas == want && s.AvailableReplicas == want, nil
	})
}

// failed says why a Deployment's pods can't be made: a quota, admission.
func failed(d appsv1.Deployment) string {
	for _, c := range d.Status.Conditions {
		if c.Type == appsv1.DeploymentReplicaFailure && c.Status == corev1.ConditionTrue {
			return c.Message
		}
	}
	return ""
}

// jobEnds waits until a Job is complete.
func (l *life) jobEnds(ctx context.Context, name string) error {
	return api.Until(ctx, "Job "+name+" is complete", func(ctx context.Context) (bool, error) {
		obj, err := l.client.Get(ctx, jobKind, l.subject.namespace(), name)
		if err != nil {
			return false, err
		}
		job, err := api.Read[batchv1.Job](obj)
		if err == nil && has(job, batchv1.JobFailed) {
			err = fmt.Errorf("it failed: %v", job.Status.Conditions)
		}
		return has(job, batchv1.JobComplete), err
	})
}

func has(job batchv1.Job, condition batchv1.JobConditionType) bool {
	return slices.ContainsFunc(job.Status.Conditions, func(c batchv1.JobCondition) bool {
		return c.Type == condition && c.Status == corev1.ConditionTrue
	})
}

// countMigrated looks whether the image of a Deployment that is about to be applied
// has been through its migration.
func (l *life) countMigrated(ctx context.Context, d *appsv1.Deployment) error {
	image := d.Spec.Template.Spec.Containers[0].Image
	jobs, err := l.client.List(ctx, jobKind, d.Namespace, "")
	if err != nil {
		return err
	}
	l.releases++
	for i := range jobs {
		job, err := api.Read[batchv1.Job](&jobs[i])
		if err != nil {
			return err
		}
		if job.Spec.Template.Spec.Containers[0].Image == image && has(job, batchv1.JobComplete) {
			l.migrated++
			break
		}
	}
	return nil
}

// gatesGoIn waits until a Deployment's pods would get a readiness gate, where they
// are to have one: the API server reads what its admission goes by a moment later.
func (l *life) gatesGoIn(ctx context.Context, d *appsv1.Deployment) error {
	if !l.subject.gated() {
		return nil
	}
	pod := &corev1.Pod{
		TypeMeta:   metav1.TypeMeta{APIVersion: "v1", Kind: "Pod"},
		ObjectMeta: metav1.ObjectMeta{Name: "would-be", Namespace: d.Namespace, Labels: d.Spec.Template.Labels, Annotations: d.Spec.Template.Annotations},
		Spec:       d.Spec.Template.Spec,
	}
	return api.Until(ctx, "pods of "+d.Name+" get readiness gates", func(ctx context.Context) (bool, error) {
		manifest, err := runtime.DefaultUnstructuredConverter.ToUnstructured(pod)
		if err != nil {
			return false, err
		}
		delete(manifest, "status")
		obj, err := l.client.Try(ctx, manifest)
		if err != nil {
			return false, err
		}
		made, err := api.Read[corev1.Pod](obj)
		return len(made.Spec.ReadinessGates) > 0, err
	})
}
