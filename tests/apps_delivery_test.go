package tests

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	networking "istio.io/client-go/pkg/apis/networking/v1"
	appsv1 "k8s.io/api/apps/v1"
	batchv1 "k8s.io/api/batch/v1"
	corev1 "k8s.io/api/core/v1"

	"github.com/covetpy/platform/components/app"
	"github.com/covetpy/platform/infra/config"
	"github.com/covetpy/platform/internal/engine"
)

// stage is what requests find at one step of a delivery.
type stage struct {
	// Edge and Mesh are the per cent of requests that each colour gets, of the front
	// door and of callers in the mesh; empty without a mesh.
	Edge, Mesh map[string]int
	// Service is the colour that callers in the cluster are led to; empty for both.
	Service string
	// Tracks are what each colour that has pods is.
	Tracks map[string]string
	// Migrations that there are, by the ends of their names.
	Migrations []string
}

// stage reads it from what is in the cloud.
func (w *world) stage(name string) stage {
	w.t.Helper()
	out := stage{Edge: w.shares(name), Tracks: map[string]string{}}
	for _, d := range objects[*appsv1.Deployment](w) {
		if d.Labels[app.LabelName] == name {
			out.Tracks[d.Labels[app.LabelColour]] = d.Labels[app.LabelTrack]
		}
	}
	service := objects[*corev1.Service](w)["apps/"+name]
	require.NotNil(w.t, service)
	out.Service = service.Spec.Selector[app.LabelColour]
	if routes := objects[*networking.VirtualService](w)["apps/"+name]; routes != nil {
		out.Mesh = map[string]int{}
		for _, to := range routes.Spec.Http[0].Route {
			out.Mesh[to.Destination.Subset] = int(to.Weight)
		}
	}
	for _, job := range objects[*batchv1.Job](w) {
		if rest, ok := strings.CutPrefix(job.Name, name+"-migrate-"); ok {
			out.Migrations = append(out.Migrations, rest)
		}
	}
	slices.Sort(out.Migrations)
	return out
}

// shares are the weights of the front door's rule, by the colour of each target group.
func (w *world) shares(name string) map[string]int {
	w.t.Helper()
	colours := map[string]string{}
	for _, colour := range []string{"blue", "green"} {
		colours[text(w.one(targetGroupType, "edge-service-"+name+"-"+colour).Outputs, "arn")] = colour
	}
	out := map[string]int{}
	groups := at(w.one(ruleType, "edge-service-"+name).Inputs, "actions[0].forward.targetGroups")
	require.True(w.t, groups.IsArray())
	for _, g := range groups.ArrayValue() {
		group := g.ObjectValue()
		out[colours[group["arn"].StringValue()]] = int(group["weight"].NumberValue())
	}
	return out
}

// deliver goes one step: it brings the world up, demands that nothing is replaced and
// that no pod of a colour that stays is touched, and returns what changed.
func (w *world) deliver(delivery config.AppDelivery, image string) []string {
	w.t.Helper()
	before := objects[*appsv1.Deployment](w)
	result := w.withApp("app", func(a *config.App) { a.Image, a.Delivery = image, delivery }).up()
	for _, s := range result.Changes() {
		require.Contains(w.t, []engine.Action{engine.ActionCreate, engine.ActionUpdate, engine.ActionDelete}, s.Action, s.URN)
		require.True(w.t, s.Action == engine.ActionUpdate || string(s.URN.Type()) != targetGroupType, "%s %s", s.Action, s.URN)
	}
	after := objects[*appsv1.Deployment](w)
	for name := range maps.Keys(before) {
		if after[name] != nil {
			require.Equal(w.t, before[name].Spec, after[name].Spec, name)
		}
	}
	return told(result)
}

// short is how a migration of an image ends.
func short(image string) string {
	_, digest, _ := strings.Cut(image, "sha256:")
	return digest[:12]
}

// TestADelivery takes a release from its first pod to its last share of requests, and
// the former one away.
func TestADelivery(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"dev", "prod"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, name).withApp("app", func(a *config.App) { a.Image, a.Delivery = image, config.AppDelivery{Active: config.Blue} })
			w.up()
			mesh := w.loaded.Config.Apps["app"].Mesh != nil
			candidate := func(active config.Colour, image string, weight int) config.AppDelivery {
				return config.AppDelivery{Active: active, Candidate: &config.AppCandidate{Image: image, Weight: weight}}
			}
			both := map[string]string{"blue": "stable", "green": "canary"}
			migrated := []string{short(image), short(newImage)}
			slices.Sort(migrated)
			for _, step := range []struct {
				what     string
				delivery config.AppDelivery
				image    string
				blue     int // per cent of requests
				tracks   map[string]string
				jobs     []string
				// changes that are not the coming or going of a colour.
				dev, prod []string
			}{
				{"the candidate runs", candidate(config.Blue, newImage, 0), image, 100, both, migrated, nil, rerouted},
				{"a tenth", candidate(config.Blue, newImage, 10), image, 90, both, migrated, movedAtEdge, movedInMesh},
				{"all requests", candidate(config.Blue, newImage, 100), image, 0, both, migrated, movedAtEdge, movedInMesh},
				{
					"the promotion", candidate(config.Green, image, 0), newImage, 0,
					map[string]string{"blue": "canary", "green": "stable"},
					migrated,
					append([]string{"update Service app-app-service"}, promoted...), promoted,
				},
				{"the former one goes", config.AppDelivery{Active: config.Green}, newImage, 0, map[string]string{"green": "stable"}, []string{short(newImage)}, nil, rerouted},
			} {
				changed := w.deliver(step.delivery, step.image)
				want := map[bool][]string{false: step.dev, true: step.prod}[mesh]
				require.ElementsMatch(t, want, slices.DeleteFunc(changed, comesOrGoes), step.what)
				found := stage{Edge: map[string]int{"blue": step.blue, "green": 100 - step.blue}, Tracks: step.tracks, Migrations: step.jobs}
				if mesh {
					found.Mesh = maps.Clone(found.Edge)
				} else {
					found.Service = string(step.delivery.Active)
				}
				got := w.stage("app")
				maps.DeleteFunc(got.Mesh, func(_ string, weight int) bool { return weight == 0 })
				maps.DeleteFunc(found.Mesh, func(_ string, weight int) bool { return weight == 0 })
				require.Equal(t, found, got, step.what)
			}
		})
	}
}

var (
	movedAtEdge = []string{"update ListenerRule edge-service-app"}
	movedInMesh = append([]string{"update VirtualService app-app-virtualservice"}, movedAtEdge...)
	// rerouted are the colours that callers in the mesh know.
	rerouted = []string{"update DestinationRule app-app-destinationrule", "update VirtualService app-app-virtualservice"}
	// promoted are a label of each colour's Deployment, and the image of what runs by
	// the clock.
	promoted = []string{"update CronJob app-app-cronjob-cleanup", "update Deployment app-app-deployment-blue", "update Deployment app-app-deployment-green"}
)

// comesOrGoes is true for the objects of one colour, or one release, that are made or
// deleted, and for the room that its pods are given.
func comesOrGoes(change string) bool {
	made := strings.HasPrefix(change, "create ") || strings.HasPrefix(change, "delete ")
	return made || strings.HasPrefix(change, "update ResourceQuota ")
}
