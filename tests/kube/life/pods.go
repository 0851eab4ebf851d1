package life

import (
	"context"
	"slices"

	corev1 "k8s.io/api/core/v1"

	"github.com/covetpy/platform/tests/kube/api"
)

// podsOf are the pods of a namespace that have some labels.
func podsOf(ctx context.Context, client *api.Client, namespace, labels string) ([]corev1.Pod, error) {
	items, err := client.List(ctx, podKind, namespace, labels)
	if err != nil {
		return nil, err
	}
	out := make([]corev1.Pod, len(items))
	for i := range items {
		if out[i], err = api.Read[corev1.Pod](&items[i]); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// is says whether a condition of a pod is true.
func is(pod corev1.Pod, condition corev1.PodConditionType) bool {
	return slices.ContainsFunc(pod.Status.Conditions, func(c corev1.PodCondition) bool {
		return c.Type == condition && c.Status == corev1.ConditionTrue
	})
}

// serves says whether a pod answers requests: it is ready, and nobody has told it to
// end.
func serves(pod corev1.Pod) bool { return !ends(pod) && is(pod, corev1.PodReady) }

// uids of pods, sorted.
func uids(pods []corev1.Pod) []string {
	var out []string
	for _, pod := range pods {
		if !ends(pod) {
			out = append(out, string(pod.UID))
		}
	}
	slices.Sort(out)
	return out
}

// ends says whether a pod has ended, or was told to.
func ends(pod corev1.Pod) bool {
	return pod.DeletionTimestamp != nil || pod.Status.Phase == corev1.PodSucceeded || pod.Status.Phase == corev1.PodFailed
}

// kept is how many of some pods are still there and serve.
func kept(before []string, now []corev1.Pod) int {
	n := 0
	for _, pod := range now {
		if serves(pod) && slices.Contains(before, string(pod.UID)) {
			n++
		}
	}
	return n
}
