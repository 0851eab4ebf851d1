package life

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"github.com/covetpy/platform/kubeapi"
	"github.com/covetpy/platform/tests/kube/api"
)

// remove deletes all objects in the order that is the plan's turned round, each gone
// before the next, and then what the application stood on.
func (l *life) remove(ctx context.Context) error {
	if l.subject.args.Migration != nil {
		l.table.Exactly(l.say("Deployments applied after their image's migration was complete"), l.releases, l.migrated)
	}
	if err := l.prune(ctx, nil); err != nil {
		return err
	}
	ground, err := l.subject.ground()
	if err != nil {
		return err
	}
	var left []string
	// Controllers delete what nobody owns any more a moment later.
	err = api.Until(ctx, "nothing of it is left", func(ctx context.Context) (bool, error) {
		all, err := l.client.Everything(ctx, l.subject.namespace())
		if err != nil {
			return false, err
		}
		left = strangers(all, ground)
		return len(left) == 0, nil
	})
	if err != nil {
		return fmt.Errorf("%w: %s", err, strings.Join(left, ", "))
	}
	l.table.Exactly(l.say("objects left in its namespace after "+fmt.Sprint(len(l.applied))+" were deleted"), 0, len(left))
	for _, obj := range slices.Backward(ground) {
		if err := l.delete(ctx, obj); err != nil {
			return err
		}
	}
	return nil
}

// strangers are the objects that neither are in a list nor come with any namespace.
func strangers(all []unstructured.Unstructured, known []kubeapi.Object) []string {
	var out []string
	for i := range all {
		obj := &all[i]
		own := obj.GetKind() == "Event" ||
			obj.GetKind() == "ConfigMap" && obj.GetName() == "kube-root-ca.crt" ||
			obj.GetKind() == "ServiceAccount" && obj.GetName() == "default"
		if own || slices.ContainsFunc(known, func(k kubeapi.Object) bool {
			kind, err := kubeapi.KindOf(k)
			return err == nil && kind.Kind == obj.GetKind() && k.GetName() == obj.GetName()
		}) {
			continue
		}
		out = append(out, api.Name(obj))
	}
	return out
}
