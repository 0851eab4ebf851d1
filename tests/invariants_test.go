package tests

import (
	"slices"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/infra/tags"
	"github.com/covetpy/platform/internal/engine"
)

// up brings the world up and holds it to what must be true of every up: it does
// what its preview said, no policy stops it and nothing is warned of, a second up
// changes nothing, every resource says whose it is, and the state and the cloud
// tell the same story.
func (w *world) up() *engine.Result {
	w.t.Helper()
	preview := w.run(engine.OpPreview)
	result := w.run(engine.OpUp)
	require.Equal(w.t, changes(preview), changes(result), "preview and up")
	require.Empty(w.t, result.Diagnostics, problems(result))
	w.settled()
	w.tagged()
	return result
}

// settled demands that there is nothing left to do, for up and for refresh. The
// policies are not asked: of the same resources they say the same.
func (w *world) settled() {
	w.t.Helper()
	again := w.runUnasked(engine.OpUp)
	require.Empty(w.t, again.Changes(), "a second up changes nothing")
	refresh := w.runUnasked(engine.OpRefresh)
	require.Empty(w.t, refresh.Changes(), "a refresh finds nothing")
	w.agrees(w.resources())
}

// agrees demands that the state knows just what the cloud has.
func (w *world) agrees(resources []engine.Resource) {
	w.t.Helper()
	var known, alive []string
	for _, r := range resources {
		if r.Custom && !r.Step().IsProvider() {
			known = append(known, string(r.URN.Type())+" "+string(r.ID))
		}
	}
	for _, o := range w.cloud.Everything() {
		alive = append(alive, o.Type+" "+o.ID)
	}
	slices.Sort(known)
	slices.Sort(alive)
	require.Equal(w.t, alive, known, "the cloud and the state")
}

// tagged demands the environment's tags on everything that can carry any.
func (w *world) tagged() {
	w.t.Helper()
	want := tags.Set{
		Project: "covetpy", Environment: w.loaded.Environment, Owner: w.loaded.Config.Owner,
		CostCentre: w.loaded.Config.CostCentre, DataClass: string(w.loaded.Config.DataClass),
	}.Map()
	taggable := 0
	for _, r := range w.resources() {
		all, ok := r.Outputs["tagsAll"]
		if !ok {
			continue
		}
		taggable++
		for key, value := range want {
			got := all.ObjectValue()[resource.PropertyKey(key)]
			require.True(w.t, got.IsString() && got.StringValue() == value, "%s lacks tag %s=%s: %v", r.URN, key, value, all)
		}
	}
	require.Greater(w.t, taggable, 20)
}

// gone destroys the world and demands that nothing is left.
func (w *world) gone() {
	w.t.Helper()
	preview := w.run(engine.OpPreviewDestroy)
	result := w.run(engine.OpDestroy)
	require.Equal(w.t, changes(preview), changes(result), "preview and destroy")
	require.Empty(w.t, w.cloud.Everything())
	require.Empty(w.t, w.resources())
}
