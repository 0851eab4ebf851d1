package tests

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"
	"testing"
	"time"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/covetpy/platform/infra/config"
	"github.com/covetpy/platform/internal/engine"
	"github.com/covetpy/platform/internal/offline"
	"github.com/covetpy/platform/internal/show"
	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/stacks"
)

// today is when the tests' environments are judged: within the support of the
// versions that they run.
var today = time.Date(2026, time.November, 23, 0, 0, 0, 0, time.UTC)

// root is the repository.
const root = ".."

// load reads an environment's real file.
func load(t rapid.TB, name string) *config.Loaded {
	t.Helper()
	loaded, err := config.Load(root, name, stacks.Check(name, today))
	require.NoError(t, err)
	return loaded
}

// environments lists every environment that has a file.
func environments(t testing.TB) []string {
	t.Helper()
	names, err := config.Environments(root)
	require.NoError(t, err)
	require.Subset(t, names, []string{"dev", "staging", "prod"})
	return names
}

// world is one environment, its state and its cloud, for one test.
type world struct {
	t        rapid.TB // *testing.T or *rapid.T
	loaded   *config.Loaded
	cloud    *sim.Cloud
	store    engine.Store
	policies engine.PolicyConfig
	yields   bool // rules that demand protection are not asked
}

func newWorld(t rapid.TB, name string, opts ...sim.Option) *world {
	t.Helper()
	loaded := load(t, name)
	return &world{
		t: t, loaded: loaded, store: &engine.MemoryStore{},
		cloud: sim.New(append(offline.Cloud(loaded), opts...)...),
	}
}

// with returns the same world under a changed configuration.
func (w *world) with(change func(*config.Config)) *world {
	w.t.Helper()
	loaded := load(w.t, w.loaded.Environment)
	loaded.Config = clone(w.t, w.loaded.Config)
	change(&loaded.Config)
	require.NoError(w.t, stacks.Check(loaded.Environment, today)(loaded.Config).Err())
	out := *w
	out.loaded = loaded
	return &out
}

// clone copies a configuration with all that it points at, so that a change of one
// world is none of another.
func clone(t rapid.TB, c config.Config) config.Config {
	t.Helper()
	raw, err := json.Marshal(c)
	require.NoError(t, err)
	var out config.Config
	require.NoError(t, json.Unmarshal(raw, &out))
	require.Equal(t, c, out)
	return out
}

// unprotected lets the environment be destroyed, as its owner would before.
func (w *world) unprotected() *world {
	out := w.with(func(c *config.Config) { *c = c.Unprotected() })
	out.yields = true
	return out
}

// engine returns an engine over the world.
func (w *world) engine() *engine.Offline { return w.engineOn(today) }

// engineOn is engine, on another day.
func (w *world) engineOn(day time.Time) *engine.Offline {
	env := offline.New(w.loaded, w.cloud, w.store).On(day).Configure(w.policies)
	if w.yields {
		env.Yield()
	}
	return env.Engine(nil)
}

// configuring sets what Pulumi's policy configuration says about some rules, as JSON.
// An environment that does what a rule refuses unless it is told has to say so.
func (w *world) configuring(rules map[string]string) *world {
	out := *w
	out.policies = engine.PolicyConfig{}
	for id, said := range rules {
		raw := json.RawMessage(said)
		out.policies[id] = &raw
	}
	return &out
}

// run runs an operation that must end well.
func (w *world) run(op engine.Operation) *engine.Result {
	w.t.Helper()
	return w.runOn(w.engine(), op)
}

// runUnasked is run without the policies, which are a quarter of its time.
func (w *world) runUnasked(op engine.Operation) *engine.Result {
	w.t.Helper()
	o := w.engine()
	o.Policies = nil
	return w.runOn(o, op)
}

func (w *world) runOn(o *engine.Offline, op engine.Operation) *engine.Result {
	w.t.Helper()
	result, err := o.Run(context.Background(), op)
	require.NoError(w.t, err, "%s %s: %+v", op, w.loaded.Environment, problems(result))
	return result
}

// fails runs an operation that must not, and returns what it said.
func (w *world) fails(op engine.Operation) (*engine.Result, error) {
	w.t.Helper()
	result, err := w.engine().Run(context.Background(), op)
	require.Error(w.t, err)
	return result, err
}

func (w *world) resources() []engine.Resource {
	w.t.Helper()
	all, err := w.engine().Resources(context.Background())
	require.NoError(w.t, err)
	return all
}

// problems are the messages of a run, for a failed assertion to show.
func problems(r *engine.Result) []string {
	var out []string
	for _, d := range r.Diagnostics {
		out = append(out, show.Diagnostic(d))
	}
	for _, v := range r.Violations {
		out = append(out, show.Violation(v))
	}
	return out
}

// action is what a run does to one resource.
type action struct {
	Action engine.Action
	URN    resource.URN
}

// changes lists what a run changes, sorted.
func changes(r *engine.Result) []action {
	var out []action
	for _, s := range r.Changes() {
		out = append(out, action{s.Action, s.URN})
	}
	slices.SortFunc(out, func(a, b action) int {
		return cmp.Or(cmp.Compare(a.URN, b.URN), cmp.Compare(a.Action, b.Action))
	})
	return out
}
