// Package life takes an application of the platform through its life on a Kubernetes
// API server with its controllers: rolled out, to another image, scaled, its colours
// changed, its nodes drained, and deleted. What was promised and what was measured
// goes into a table.
package life

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"sync"
	"time"

	appsv1 "k8s.io/api/apps/v1"
	"k8s.io/apimachinery/pkg/labels"

	"github.com/covetpy/platform/components/app"
	"github.com/covetpy/platform/kubeapi"
	"github.com/covetpy/platform/tests/kube/api"
	"github.com/covetpy/platform/tests/kube/table"
)

// life is one application's.
type life struct {
	client *api.Client
	table  *table.Table
	out    io.Writer
	gates  *gates
	nodes  []string
	// who it is.
	subject subject
	// applied are the objects that are there, in the order of the plan.
	applied []kubeapi.Object
	// releases counts the Deployments that were applied, and migrated those whose
	// image's migration was complete by then.
	releases, migrated int
}

// Run takes three applications through their lives, side by side, each in a
// namespace of its own. What goes wrong with a promise is in the table; an error is
// what kept it from being measured.
func Run(ctx context.Context, client *api.Client, t *table.Table, out io.Writer) error {
	if err := inject(ctx, client); err != nil {
		return err
	}
	nodes, err := addNodes(ctx, client)
	if err != nil {
		return err
	}
	all := subjects()
	for _, class := range classes(all[0].args.Names.Project) {
		if _, err := client.ApplyObject(ctx, class); err != nil {
			return err
		}
	}
	errs, tables := make([]error, len(all)), make([]table.Table, len(all))
	var lives sync.WaitGroup
	for i, s := range all {
		l := &life{client: client, table: &tables[i], out: out, gates: &gates{client: client}, nodes: nodes, subject: s}
		lives.Go(func() {
			if err := l.run(ctx); err != nil {
				errs[i] = fmt.Errorf("the life of %s: %w", s.name(), err)
			}
		})
	}
	lives.Wait()
	for i := range tables {
		t.Append(&tables[i])
	}
	return errors.Join(errs...)
}

// step is a part of a life.
type step struct {
	name string
	do   func(context.Context) error
}

func (l *life) run(ctx context.Context) (err error) {
	if err := l.settle(ctx); err != nil {
		return err
	}
	// Whoever opens the gates does so for as long as there are pods.
	ctx, stop := context.WithCancel(ctx)
	opener := make(chan error, 1)
	go func() { opener <- l.gates.run(ctx, l.subject.namespace()) }()
	defer func() {
		stop()
		err = errors.Join(err, <-opener)
	}()
	for _, s := range l.steps() {
		begin := time.Now()
		if err := s.do(ctx); err != nil {
			return fmt.Errorf("%s: %w", s.name, err)
		}
		fmt.Fprintf(l.out, "%s: %s in %s\n", l.subject.name(), s.name, time.Since(begin).Round(100*time.Millisecond))
	}
	return nil
}

func (l *life) steps() []step {
	all := []step{
		{"rolled out", l.rollOut},
		{"refused what is not restricted", l.refusePrivileged},
		{"refused what is beyond the quota", l.refuseBeyondQuota},
	}
	if l.subject.gated() {
		all = append(all, step{"held back while the load balancer knew no new pod", l.holdBack})
	}
	return append(all,
		step{"rolled to another image", l.rollOver},
		step{"scaled to its most and back", l.scale},
		step{"rolled over at its most", l.rollOverAtMost},
		step{"changed its colours", l.changeColours},
		step{"lost each node in turn", l.drainAll},
		step{"deleted", l.remove},
	)
}

// say adds to the table what is of this application.
func (l *life) say(what string) string { return l.subject.name() + ": " + what }

// settle makes what an application stands on.
func (l *life) settle(ctx context.Context) error {
	ground, err := l.subject.ground()
	if err != nil {
		return err
	}
	for _, obj := range ground {
		if _, err := l.client.ApplyObject(ctx, obj); err != nil {
			return err
		}
	}
	return nil
}

// deliver applies the objects of a delivery in the order of the plan, each waited for
// as Pulumi's provider waits, and deletes what is in the plan no more.
func (l *life) deliver(ctx context.Context, d app.Delivery) error {
	objects, err := l.subject.objects(d)
	if err != nil {
		return err
	}
	for _, obj := range objects {
		if err := l.apply(ctx, obj); err != nil {
			return err
		}
	}
	if err := l.prune(ctx, objects); err != nil {
		return err
	}
	l.applied, l.subject.delivery = objects, d
	for _, r := range d.Running() {
		if err := l.up(ctx, l.subject.workload(r.Colour)); err != nil {
			return err
		}
	}
	return nil
}

// up waits until a Deployment has as many pods as its autoscaler sees to, which is
// made after it.
func (l *life) up(ctx context.Context, name string) error {
	if k := l.subject.args.Scaling.KEDA; k != nil {
		if err := l.actAsKEDA(ctx, name, k.Min); err != nil {
			return err
		}
	}
	return l.rolledOut(ctx, name, l.subject.least())
}

// apply applies one object and waits until it is what it is to be.
func (l *life) apply(ctx context.Context, obj kubeapi.Object) error {
	if d, ok := obj.(*appsv1.Deployment); ok {
		if err := errors.Join(l.gatesGoIn(ctx, d), l.countMigrated(ctx, d)); err != nil {
			return err
		}
	}
	if _, err := l.client.ApplyObject(ctx, obj); err != nil {
		return err
	}
	kind, err := kubeapi.KindOf(obj)
	if err != nil {
		return err
	}
	switch kind {
	case jobKind:
		return l.jobEnds(ctx, obj.GetName())
	case deploymentKind:
		return l.rolledOut(ctx, obj.GetName(), 1)
	default:
		return nil
	}
}

// prune deletes what was applied and is wanted no more, last first.
func (l *life) prune(ctx context.Context, wanted []kubeapi.Object) error {
	keep := map[string]bool{}
	for _, obj := range wanted {
		keep[key(obj)] = true
	}
	for _, obj := range slices.Backward(l.applied) {
		if !keep[key(obj)] {
			if err := l.delete(ctx, obj); err != nil {
				return err
			}
		}
	}
	return nil
}

func (l *life) delete(ctx context.Context, obj kubeapi.Object) error {
	kind, err := kubeapi.KindOf(obj)
	if err != nil {
		return err
	}
	return l.client.Delete(ctx, kind, obj.GetNamespace(), obj.GetName())
}

// key tells objects apart.
func key(obj kubeapi.Object) string {
	kind, err := kubeapi.KindOf(obj)
	return fmt.Sprint(kind.GroupKind(), err, obj.GetNamespace(), "/", obj.GetName())
}

// selector is how a Deployment's pods are asked for.
func selector(d *appsv1.Deployment) string { return text(d.Spec.Selector.MatchLabels) }

// text is labels as the API server reads them.
func text(set map[string]string) string { return labels.SelectorFromSet(set).String() }
