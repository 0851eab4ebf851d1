package life

import (
	"context"
	"errors"
	"fmt"

	appsv1 "k8s.io/api/apps/v1"
	"k8s.io/apimachinery/pkg/util/intstr"

	"github.com/covetpy/platform/components/app"
	"github.com/covetpy/platform/tests/kube/api"
)

// rollOut brings the first release up, its migration first.
func (l *life) rollOut(ctx context.Context) error {
	if err := l.deliver(ctx, app.Delivery{Active: app.Blue, Image: release("a")}); err != nil {
		return err
	}
	pods, err := podsOf(ctx, l.client, l.subject.namespace(), l.subject.pods(app.Blue))
	if err != nil {
		return err
	}
	serving := 0
	for _, pod := range pods {
		if serves(pod) {
			serving++
		}
	}
	l.table.Exactly(l.say("pods that serve after the first rollout"), l.subject.least(), serving)
	if l.subject.gated() {
		l.table.AtLeast(l.say("readiness gates that were opened before"), serving, int(l.gates.opened.Load()))
	}
	return nil
}

// rollOver replaces the image in the colour that serves.
func (l *life) rollOver(ctx context.Context) error {
	return l.measured(ctx, "a rollout", l.subject.delivery.Active, func(ctx context.Context) error {
		next := l.subject.delivery
		next.Image = otherThan(next.Image)
		return l.deliver(ctx, next)
	})
}

// measured counts the pods of a colour while something happens to them. There must
// never be fewer than are wanted, nor more than the Deployment's surge allows.
func (l *life) measured(ctx context.Context, what string, colour app.Colour, do func(context.Context) error) error {
	name := l.subject.workload(colour)
	before, err := l.deployment(ctx, name)
	if err != nil {
		return err
	}
	w, err := observe(ctx, l.client, l.subject.namespace(), name, selector(&before))
	if err != nil {
		return err
	}
	did := do(ctx)
	seen, err := w.close()
	if err := errors.Join(did, err); err != nil {
		return err
	}
	least, most, err := bounds(before)
	if err != nil {
		return err
	}
	l.table.AtLeast(l.say("pods that serve during "+what), least, seen.least)
	l.table.AtLeast(l.say("available replicas during "+what), least, seen.available)
	l.table.AtMost(l.say("pods during "+what), most, seen.most)
	l.table.AtLeast(l.say("changes of pods that were looked at during "+what), 2*least, seen.changes)
	return nil
}

// bounds are the fewest pods that may serve during a rolling update, which are all
// that are wanted, and the most that there may be (Kubernetes API reference,
// RollingUpdateDeployment: the surge is rounded up).
func bounds(d appsv1.Deployment) (least, most int, err error) {
	if d.Spec.Strategy.RollingUpdate == nil || d.Spec.Replicas == nil {
		return 0, 0, fmt.Errorf("read the strategy of Deployment %s: it has none", d.Name)
	}
	wanted := int(*d.Spec.Replicas)
	surge, err := intstr.GetScaledValueFromIntOrPercent(d.Spec.Strategy.RollingUpdate.MaxSurge, wanted, true)
	return wanted, wanted + surge, err
}

// holdBack begins a rollout while the load balancer finds no new pod healthy: all
// former pods have to stay, until it does.
func (l *life) holdBack(ctx context.Context) error {
	colour := l.subject.delivery.Active
	before, err := podsOf(ctx, l.client, l.subject.namespace(), l.subject.pods(colour))
	if err != nil {
		return err
	}
	return l.measured(ctx, "a rollout that is held back", colour, func(ctx context.Context) error {
		l.gates.shut.Store(true)
		defer l.gates.shut.Store(false)
		next := l.subject.delivery
		next.Image = otherThan(next.Image)
		delivered := make(chan error, 1)
		go func() { delivered <- l.deliver(ctx, next) }()
		if err := l.stuck(ctx, colour); err != nil {
			return err
		}
		now, err := podsOf(ctx, l.client, l.subject.namespace(), l.subject.pods(colour))
		if err != nil {
			return err
		}
		l.table.Exactly(l.say("former pods that still serve while no new one is healthy"), len(uids(before)), kept(uids(before), now))
		l.gates.shut.Store(false)
		return <-delivered
	})
}

// stuck waits until the containers of all pods that a rollout may make are ready, and
// the Deployment counts them as not available.
func (l *life) stuck(ctx context.Context, colour app.Colour) error {
	name := l.subject.workload(colour)
	return api.Until(ctx, "the rollout of "+name+" waits for its gates", func(ctx context.Context) (bool, error) {
		d, err := l.deployment(ctx, name)
		if err != nil {
			return false, err
		}
		_, most, err := bounds(d)
		if err != nil {
			return false, err
		}
		pods, err := podsOf(ctx, l.client, l.subject.namespace(), l.subject.pods(colour))
		if err != nil {
			return false, err
		}
		waiting := 0
		for _, pod := range pods {
			if waits(pod) {
				waiting++
			}
		}
		surge := most - int(*d.Spec.Replicas)
		return waiting == surge && int(d.Status.UnavailableReplicas) == surge && d.Status.ObservedGeneration >= d.Generation, nil
	})
}
