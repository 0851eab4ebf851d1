package life

import (
	"context"
	"fmt"
	"strings"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"

	"github.com/covetpy/platform/tests/kube/api"
)

// refusePrivileged asks for one of the application's pods with all rights on its
// node. The namespace has to refuse it.
func (l *life) refusePrivileged(ctx context.Context) error {
	pod, err := l.likeIts(ctx)
	if err != nil {
		return err
	}
	pod.Spec.Containers[0].SecurityContext = &corev1.SecurityContext{Privileged: new(true)}
	return l.refused(ctx, "a privileged pod", pod, `violates PodSecurity "restricted:`)
}

// refuseBeyondQuota asks for one with more memory than the namespace may have.
func (l *life) refuseBeyondQuota(ctx context.Context) error {
	quotas, err := l.client.List(ctx, quotaKind, l.subject.namespace(), "")
	if err != nil {
		return err
	}
	most := resource.Quantity{}
	for i := range quotas {
		q, err := api.Read[corev1.ResourceQuota](&quotas[i])
		if err != nil {
			return err
		}
		most = q.Spec.Hard[corev1.ResourceRequestsMemory]
	}
	if most.IsZero() {
		return fmt.Errorf("the namespace has no quota for memory: %d quotas", len(quotas))
	}
	pod, err := l.likeIts(ctx)
	if err != nil {
		return err
	}
	most.Add(resource.MustParse("1Mi"))
	pod.Spec.Containers[0].Resources.Requests[corev1.ResourceMemory] = most
	pod.Spec.Containers[0].Resources.Limits[corev1.ResourceMemory] = most
	return l.refused(ctx, "a pod with more memory than the namespace may have", pod, "exceeded quota")
}

// likeIts is a pod of the application's, by itself.
func (l *life) likeIts(ctx context.Context) (*corev1.Pod, error) {
	d, err := l.deployment(ctx, l.subject.workload(l.subject.delivery.Active))
	if err != nil {
		return nil, err
	}
	return &corev1.Pod{
		TypeMeta:   metav1.TypeMeta{APIVersion: "v1", Kind: "Pod"},
		ObjectMeta: metav1.ObjectMeta{Name: "stranger", Namespace: d.Namespace},
		Spec:       d.Spec.Template.Spec,
	}, nil
}

// refused adds whether the server refuses a pod, for a reason. It would not be made
// even if it was taken.
func (l *life) refused(ctx context.Context, what string, pod *corev1.Pod, reason string) error {
	manifest, err := runtime.DefaultUnstructuredConverter.ToUnstructured(pod)
	if err != nil {
		return err
	}
	delete(manifest, "status")
	_, err = l.client.Try(ctx, manifest)
	found := "taken"
	if err != nil {
		found = err.Error()
	}
	kept := strings.Contains(found, reason)
	if kept {
		found = "refused: " + reason
	}
	l.table.Add(l.say(what), "refused: "+reason, found, kept)
	return nil
}
