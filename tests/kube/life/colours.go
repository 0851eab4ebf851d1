package life

import (
	"context"
	"slices"

	discoveryv1 "k8s.io/api/discovery/v1"

	"github.com/covetpy/platform/components/app"
	"github.com/covetpy/platform/tests/kube/api"
)

// changeColours delivers a release by the other colour: its pods come up beside the
// others, get more and more requests, then all of them, and the former ones go.
// While only weights and colours change, no pod may be replaced.
func (l *life) changeColours(ctx context.Context) error {
	from := l.subject.delivery
	old, fresh := from.Image, otherThan(from.Image)
	idle := from.Active.Other()
	with := func(active app.Colour, image app.Image, other *app.Candidate) app.Delivery {
		return app.Delivery{Active: active, Image: image, Candidate: other}
	}
	if err := l.deliver(ctx, with(from.Active, old, &app.Candidate{Image: fresh, Weight: 0})); err != nil {
		return err
	}
	before, err := l.both(ctx)
	if err != nil {
		return err
	}
	moves := []app.Delivery{with(idle, fresh, &app.Candidate{Image: old, Weight: 0})}
	if l.subject.gated() {
		moves = append([]app.Delivery{with(from.Active, old, &app.Candidate{Image: fresh, Weight: 50})}, moves...)
	}
	for _, d := range moves {
		if err := l.deliver(ctx, d); err != nil {
			return err
		}
	}
	after, err := l.both(ctx)
	if err != nil {
		return err
	}
	l.table.AtLeast(l.say("pods of both colours side by side"), 2*l.subject.least(), len(before))
	l.table.Exactly(l.say("pods replaced while weights and the colour changed"), 0, replaced(before, after))
	if err := l.reached(ctx, idle); err != nil {
		return err
	}
	if err := l.deliver(ctx, with(idle, fresh, nil)); err != nil {
		return err
	}
	gone, err := podsOf(ctx, l.client, l.subject.namespace(), l.subject.pods(from.Active))
	l.table.Exactly(l.say("pods of the former colour at the end"), 0, len(gone))
	return err
}

// both are the pods of both colours.
func (l *life) both(ctx context.Context) ([]string, error) {
	var out []string
	for _, colour := range app.Colours() {
		pods, err := podsOf(ctx, l.client, l.subject.namespace(), l.subject.pods(colour))
		if err != nil {
			return nil, err
		}
		out = append(out, uids(pods)...)
	}
	slices.Sort(out)
	return out, nil
}

func replaced(before, after []string) int {
	n := 0
	for _, uid := range before {
		if !slices.Contains(after, uid) {
			n++
		}
	}
	return n
}

// reached sees that the Service's endpoints become the pods of a colour, all of them
// and no others.
func (l *life) reached(ctx context.Context, colour app.Colour) error {
	if !l.subject.chosen() {
		return nil
	}
	pods, err := podsOf(ctx, l.client, l.subject.namespace(), l.subject.pods(colour))
	if err != nil {
		return err
	}
	want := uids(pods)
	var found []string
	err = api.Until(ctx, "the Service's endpoints are those of "+string(colour), func(ctx context.Context) (bool, error) {
		if found, err = l.endpoints(ctx); err != nil {
			return false, err
		}
		return slices.Equal(found, want), nil
	})
	if err != nil {
		return err
	}
	l.table.Exactly(l.say("endpoints of the Service after the change, all of the new colour"), len(want), len(found))
	return nil
}

// endpoints are the pods behind the Service that are ready, sorted.
func (l *life) endpoints(ctx context.Context) ([]string, error) {
	slicesOf, err := l.client.List(ctx, discoveryv1.SchemeGroupVersion.WithKind("EndpointSlice"), l.subject.namespace(),
		discoveryv1.LabelServiceName+"="+l.subject.name())
	if err != nil {
		return nil, err
	}
	var out []string
	for i := range slicesOf {
		s, err := api.Read[discoveryv1.EndpointSlice](&slicesOf[i])
		if err != nil {
			return nil, err
		}
		for _, e := range s.Endpoints {
			if e.TargetRef != nil && e.Conditions.Ready != nil && *e.Conditions.Ready {
				out = append(out, string(e.TargetRef.UID))
			}
		}
	}
	slices.Sort(out)
	return out, nil
}
