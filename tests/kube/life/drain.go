package life

import (
	"context"
	"errors"
	"fmt"

	corev1 "k8s.io/api/core/v1"
	policyv1 "k8s.io/api/policy/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"

	"github.com/covetpy/platform/tests/kube/api"
)

// drainAll takes all pods off each node in turn, as an upgrade of the nodes does. It
// asks again while the budget refuses, and waits for nothing else.
func (l *life) drainAll(ctx context.Context) error {
	name := l.subject.workload(l.subject.delivery.Active)
	d, err := l.deployment(ctx, name)
	if err != nil {
		return err
	}
	healthy, err := l.promisedHealthy(ctx, selector(&d))
	if err != nil {
		return err
	}
	w, err := observe(ctx, l.client, l.subject.namespace(), name, selector(&d))
	if err != nil {
		return err
	}
	var moved, refused int
	for _, node := range l.nodes {
		m, r, drained := l.drain(ctx, node)
		moved, refused, err = moved+m, refused+r, errors.Join(err, drained)
	}
	err = errors.Join(err, l.rolledOut(ctx, name, l.subject.least()))
	seen, ended := w.close()
	if err := errors.Join(err, ended); err != nil {
		return err
	}
	l.table.AtLeast(l.say("pods that serve while every node is drained in turn"), healthy, seen.least)
	l.table.AtLeast(l.say("pods that were moved off their nodes"), int(*d.Spec.Replicas), moved)
	l.table.Add(l.say("evictions that its budget put off"), "", fmt.Sprint(refused), true)
	return nil
}

// promisedHealthy is how many pods a budget keeps, as the controller has worked out;
// zero without one.
func (l *life) promisedHealthy(ctx context.Context, pods string) (int, error) {
	budgets, err := l.client.List(ctx, budgetKind, l.subject.namespace(), "")
	if err != nil {
		return 0, err
	}
	for i := range budgets {
		b, err := api.Read[policyv1.PodDisruptionBudget](&budgets[i])
		if err != nil {
			return 0, err
		}
		if text(b.Spec.Selector.MatchLabels) == pods {
			return int(b.Status.DesiredHealthy), nil
		}
	}
	return 0, nil
}

// drain closes a node, moves all its pods off it, and opens it again. It returns how
// many it moved, and how often it was refused.
func (l *life) drain(ctx context.Context, node string) (moved, refused int, err error) {
	cordon := func(closed bool) error {
		return l.client.Merge(ctx, nodeKind, "", node, map[string]any{"spec": map[string]any{"unschedulable": closed}})
	}
	if err := cordon(true); err != nil {
		return 0, 0, err
	}
	defer func() { err = errors.Join(err, cordon(false)) }()
	asked := map[string]bool{}
	err = api.Until(ctx, "node "+node+" has no pods", func(ctx context.Context) (bool, error) {
		pods, err := l.on(ctx, node)
		if err != nil {
			return false, err
		}
		for _, pod := range pods {
			if ends(pod) {
				continue
			}
			err := l.client.Evict(ctx, pod.Namespace, pod.Name)
			switch {
			case apierrors.IsTooManyRequests(err):
				refused++
			case err != nil && !apierrors.IsNotFound(err):
				return false, err
			default:
				asked[string(pod.UID)] = true
			}
		}
		return len(pods) == 0, nil
	})
	return len(asked), refused, err
}

// on are the application's pods on a node that have not ended by themselves.
func (l *life) on(ctx context.Context, node string) ([]corev1.Pod, error) {
	pods, err := podsOf(ctx, l.client, l.subject.namespace(), l.subject.pods(l.subject.delivery.Active))
	if err != nil {
		return nil, err
	}
	var out []corev1.Pod
	for _, pod := range pods {
		if pod.Spec.NodeName == node {
			out = append(out, pod)
		}
	}
	return out, nil
}
