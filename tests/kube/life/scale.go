package life

import (
	"context"

	"github.com/covetpy/platform/tests/kube/api"
)

// scale asks for the most pods, and then for the fewest again.
func (l *life) scale(ctx context.Context) error {
	for _, to := range []struct {
		what  string
		count int
	}{{"pods that serve at its most", l.subject.most()}, {"pods that serve at its fewest again", l.subject.least()}} {
		if err := l.scaleTo(ctx, to.count); err != nil {
			return err
		}
		pods, err := podsOf(ctx, l.client, l.subject.namespace(), l.subject.pods(l.subject.delivery.Active))
		if err != nil {
			return err
		}
		l.table.Exactly(l.say(to.what), to.count, len(uids(pods)))
	}
	return nil
}

// scaleTo asks for a number of pods in the active colour, as an autoscaler does.
func (l *life) scaleTo(ctx context.Context, replicas int) error {
	name := l.subject.workload(l.subject.delivery.Active)
	want := map[string]any{"spec": map[string]any{"replicas": replicas}}
	if err := l.client.Merge(ctx, deploymentKind, l.subject.namespace(), name, want, "scale"); err != nil {
		return err
	}
	if err := l.rolledOut(ctx, name, l.subject.least()); err != nil {
		return err
	}
	return api.Until(ctx, "the pods that are too many are gone", func(ctx context.Context) (bool, error) {
		pods, err := podsOf(ctx, l.client, l.subject.namespace(), l.subject.pods(l.subject.delivery.Active))
		return len(pods) == replicas, err
	})
}

// rollOverAtMost rolls out at full scale: the quota has to leave room for that, with
// the surge.
func (l *life) rollOverAtMost(ctx context.Context) error {
	if err := l.scaleTo(ctx, l.subject.most()); err != nil {
		return err
	}
	err := l.measured(ctx, "a rollout at its most", l.subject.delivery.Active, func(ctx context.Context) error {
		next := l.subject.delivery
		next.Image = otherThan(next.Image)
		return l.deliver(ctx, next)
	})
	if err != nil {
		return err
	}
	return l.scaleTo(ctx, l.subject.least())
}

// actAsKEDA raises a Deployment to the fewest pods, as KEDA's operator would have
// done, which does not run here.
func (l *life) actAsKEDA(ctx context.Context, name string, least int) error {
	d, err := l.deployment(ctx, name)
	if err != nil || int(*d.Spec.Replicas) >= least {
		return err
	}
	want := map[string]any{"spec": map[string]any{"replicas": least}}
	return l.client.Merge(ctx, deploymentKind, l.subject.namespace(), name, want, "scale")
}
