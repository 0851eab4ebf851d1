package app

import (
	"maps"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	"pgregory.net/rapid"

	"github.com/covetpy/platform/infra/later"
	"github.com/covetpy/platform/kubeapi"
)

// objectsOf are the objects of an application by kind and name.
func objectsOf(t require.TestingT, a *Args) map[string]kubeapi.Object {
	require.Empty(t, a.Validate())
	out := map[string]kubeapi.Object{}
	for _, object := range newPlan(a.withDefaults(), &later.Values{}).objects() {
		kind, err := kubeapi.KindOf(object)
		require.NoError(t, err)
		key := kind.Kind + " " + object.GetName()
		require.NotContains(t, out, key, "two objects of one name")
		out[key] = object
	}
	return out
}

// swapped makes the candidate the active one, with the same shares for both colours.
func swapped(a *Args) *Args {
	out := *a
	out.Delivery = Delivery{
		Active: a.Delivery.Active.Other(), Image: a.Delivery.Candidate.Image,
		Candidate: &Candidate{Image: a.Delivery.Image, Weight: a.Delivery.Weight(a.Delivery.Active)},
	}
	if !shares(a) {
		out.Delivery.Candidate.Weight = 0
	}
	return &out
}

func TestASwapMovesRequestsAndNoPod(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		before := anyArgs().Filter(func(a *Args) bool { return a.Delivery.Candidate != nil }).Draw(t, "args")
		a, b := objectsOf(t, before), objectsOf(t, swapped(before))
		require.Equal(t, keys(a), keys(b))
		for key, object := range a {
			switch object := object.(type) {
			case *appsv1.Deployment:
				other := b[key].(*appsv1.Deployment)
				assert.Equal(t, object.Spec, other.Spec, key)
				assert.NotEqual(t, object.Labels[LabelTrack], other.Labels[LabelTrack], key)
				delete(object.Labels, LabelTrack)
				delete(other.Labels, LabelTrack)
				assert.Equal(t, object.ObjectMeta, other.ObjectMeta, key)
			case *corev1.Service:
				other := b[key].(*corev1.Service)
				object.Spec.Selector, other.Spec.Selector = nil, nil
				assert.Equal(t, object, other, key)
			default:
				if !follows(key) {
					assert.Equal(t, object, b[key], key)
				}
			}
		}
	})
}

// follows says whether an object is there to follow the active colour: a route's
// shares, and crons, which run the active image.
func follows(key string) bool {
	kind, _, _ := strings.Cut(key, " ")
	return kind == "VirtualService" || kind == "CronJob"
}

func keys(objects map[string]kubeapi.Object) map[string]bool {
	out := map[string]bool{}
	for key := range maps.Keys(objects) {
		out[key] = true
	}
	return out
}

// step is one legal step of a delivery.
func step(t *rapid.T, d Delivery, shares bool) Delivery {
	if d.Candidate == nil {
		d.Candidate = &Candidate{Image: anyImage().Draw(t, "next")}
		return d
	}
	c := *d.Candidate
	steps := []string{"swap"}
	if c.Weight == 0 {
		steps = append(steps, "take away", "another candidate")
	}
	if shares {
		steps = append(steps, "shift")
	}
	switch rapid.SampledFrom(steps).Draw(t, "step") {
	case "swap":
		back := &Candidate{Image: d.Image}
		if shares {
			back.Weight = d.Weight(d.Active)
		}
		return Delivery{Active: d.Active.Other(), Image: c.Image, Candidate: back}
	case "take away":
		d.Candidate = nil
	case "another candidate":
		d.Candidate = &Candidate{Image: anyImage().Draw(t, "next")}
	default:
		d.Candidate = &Candidate{Image: c.Image, Weight: rapid.IntRange(0, 100).Draw(t, "weight")}
	}
	return d
}

func TestNoDeliveryReplacesAWorkloadNorChangesOneThatServes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := anyArgs().Draw(t, "args")
		for range rapid.IntRange(1, 8).Draw(t, "steps") {
			before, after := *a, *a
			after.Delivery = step(t, a.Delivery, shares(a))
			from, to := objectsOf(t, &before), objectsOf(t, &after)
			for key, object := range from {
				if old, ok := object.(*appsv1.Deployment); ok {
					requireKept(t, &before, &after, old, to[key])
				}
			}
			a = &after
		}
	})
}

// requireKept demands that a workload is the same one after a step, and is neither
// changed nor gone where it serves before or after.
func requireKept(t *rapid.T, before, after *Args, old *appsv1.Deployment, next kubeapi.Object) {
	colour := Colour(old.Labels[LabelColour])
	serves := before.Delivery.Weight(colour) > 0 && after.Delivery.Weight(colour) > 0
	if next == nil {
		require.False(t, serves, "%s serves and is gone", old.Name)
		return
	}
	now := next.(*appsv1.Deployment)
	require.Equal(t, old.Spec.Selector, now.Spec.Selector, "%s is made anew", old.Name)
	require.Equal(t, old.Namespace, now.Namespace, "%s is made anew", old.Name)
	if serves {
		require.Equal(t, old.Spec.Template, now.Spec.Template, "%s serves and is rolled out again", old.Name)
	}
}

func TestWhoSharesRequestsOut(t *testing.T) {
	selector := func(colour string) map[string]string {
		out := map[string]string{LabelName: "web", LabelComponent: "service"}
		if colour != "" {
			out[LabelColour] = colour
		}
		return out
	}
	for name, test := range map[string]struct {
		args *Args
		want map[string]map[string]string
	}{
		"without a mesh the application's Service has the active colour": {
			delivering(), map[string]map[string]string{
				"Service web": selector("blue"), "Service web-blue": selector("blue"), "Service web-green": selector("green"),
			},
		},
		"with a mesh it has both, and the mesh gives them their shares": {
			meshed(), map[string]map[string]string{
				"Service web": selector(""), "Service web-blue": selector("blue"), "Service web-green": selector("green"),
			},
		},
		"a colour without pods has no Service": {
			web(), map[string]map[string]string{"Service web": selector("blue"), "Service web-blue": selector("blue")},
		},
		"a worker has none": {worker(), map[string]map[string]string{}},
	} {
		t.Run(name, func(t *testing.T) {
			got := map[string]map[string]string{}
			for key, object := range objectsOf(t, test.args) {
				if service, ok := object.(*corev1.Service); ok {
					got[key] = service.Spec.Selector
				}
			}
			assert.Equal(t, test.want, got)
		})
	}
}
