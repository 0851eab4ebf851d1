package tests

import (
	"context"
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/apitype"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/infra/config"
	"github.com/covetpy/platform/internal/engine"
	"github.com/covetpy/platform/internal/offline"
	"github.com/covetpy/platform/sim"
)

// cut is what the death of the process at one moment leaves: the state, and the
// ledger up to there. The ledger is a file that is only appended to, so its
// length says all.
type cut struct {
	when string
	// kind is the sort of moment and the type of the resource that it is about.
	kind   string
	store  *engine.MemoryStore
	ledger int64
}

// rehearsal notes a cut after every journal entry, and before and after every
// call that reaches the cloud. The engine takes one step at a time in it, so that
// nothing moves between looking at the state and looking at the ledger; package
// engine rehearses many steps at a time on a smaller cloud.
type rehearsal struct {
	*engine.MemoryStore
	ledger string

	mu    sync.Mutex
	cuts  []cut
	begun map[int64]string // what each operation of the journal does, and to which type
}

func (r *rehearsal) Append(e apitype.JournalEntry) error {
	err := r.MemoryStore.Append(e)
	r.mu.Lock()
	if e.Operation != nil {
		r.begun[e.OperationID] = fmt.Sprintf("%s %s", e.Operation.Type, e.Operation.Resource.Type)
	}
	kind := fmt.Sprintf("entry %d of %s", e.Kind, r.begun[e.OperationID])
	r.mu.Unlock()
	r.note(fmt.Sprintf("after journal entry %d", e.SequenceID), kind)
	return err
}

func (r *rehearsal) note(when, kind string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	info, err := os.Stat(r.ledger)
	if err != nil {
		panic(err)
	}
	c := cut{fmt.Sprintf("%d, %s", len(r.cuts), when), kind, r.MemoryStore.Clone(), info.Size()}
	if n := len(r.cuts); n > 0 && r.cuts[n-1].ledger == c.ledger && r.cuts[n-1].store.Equal(c.store) {
		return // the same moment, seen twice
	}
	r.cuts = append(r.cuts, c)
}

// TestDevSurvivesACrashAtAnyMoment cuts the whole of dev off at every moment of
// an up, an update, a replacement and a destroy, and brings it up from what is
// left.
func TestDevSurvivesACrashAtAnyMoment(t *testing.T) {
	t.Parallel()
	as := func(change func(*config.Config)) func(*config.Config) { return change }
	asIs := as(func(*config.Config) {})
	cases := map[string]struct {
		start  func(*config.Config) // nil starts from nothing
		during func(*config.Config) // nil destroys
	}{
		"up from nothing":     {nil, asIs},
		"update of every tag": {asIs, as(func(c *config.Config) { c.Owner = "another-team" })},
		"replacement of nodes and flow logs": {asIs, as(func(c *config.Config) {
			app := c.Cluster.NodeGroups["app"]
			app.AMI = config.Bottlerocket                  // made before the old is deleted
			c.Network.FlowLogs.Traffic = config.AllTraffic // deleted before the new is made
			c.Cluster.NodeGroups["app"] = app
		})},
		"destroy": {asIs, nil},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			ledger := filepath.Join(dir, "ledger.jsonl")
			store := &engine.MemoryStore{}
			if c.start != nil {
				cloud := openLedger(t, "dev", ledger)
				w := &world{t: t, loaded: load(t, "dev"), cloud: cloud, store: store}
				w.with(c.start).run(engine.OpUp)
				require.NoError(t, cloud.Close())
			}
			r := &rehearsal{MemoryStore: store, ledger: ledger, begun: map[int64]string{}}
			cloud := openLedger(t, "dev", ledger, sim.WithObserver(func(call sim.Call) {
				r.note(fmt.Sprintf("%s %s of %s", call.Phase, call.Op, call.Name), fmt.Sprintf("%s %s %s", call.Phase, call.Op, call.Type))
			}))
			w := &world{t: t, loaded: load(t, "dev"), cloud: cloud, store: r}
			after, op := c.start, engine.OpDestroy
			if c.during != nil {
				after, op = c.during, engine.OpUp
			}
			o := w.with(after).engine()
			o.Parallel = 1
			_, err := o.Run(context.Background(), op)
			require.NoError(t, err)
			require.NoError(t, cloud.Close())
			whole, err := os.ReadFile(ledger)
			require.NoError(t, err)
			require.Greater(t, len(r.cuts), 100)
			rescue(t, dir, whole, r.cuts, after)
		})
	}
}

// exhaustive names the environment variable that has every moment repaired and
// every state that comes of it brought up, as the gate does: "2/4" takes the second
// quarter of the moments, so that a process ends before what the engine keeps of
// each run fills the machine. Without it a sample is
// taken, the same in every run: of each kind of moment (before and after a call,
// each entry of the journal) the first for every type of resource, and of the rest
// one in momentStride; and of the states that these lead to, which differ in what
// is there already, one in stateStride is brought up. Repairing costs tens of
// milliseconds and bringing up half a second, and some megabytes that the engine
// never frees.
const (
	exhaustive   = "PLATFORM_EXHAUSTIVE"
	momentStride = 16
	stateStride  = 16
)

// sample picks the moments that are repaired, and forgets the rest.
func sample(cuts []cut, stride int) []*cut {
	var out []*cut
	seen := map[string]bool{}
	for i, c := range cuts {
		if !seen[c.kind] || i%stride == 0 {
			out = append(out, &c)
		}
		seen[c.kind] = true
	}
	return out
}

// rescue repairs what cuts left, and brings dev up from states that this leads to.
// Most cuts lead to one that another has led to already: what differs between them
// is settled by the repair.
func rescue(t *testing.T, dir string, whole []byte, cuts []cut, change func(*config.Config)) {
	t.Helper()
	chosen, states := sample(cuts, momentStride), stateStride
	if slice := os.Getenv(exhaustive); slice != "" {
		var part, of int
		_, err := fmt.Sscanf(slice, "%d/%d", &part, &of)
		require.NoError(t, err, "%s=%s: write it as 2/4", exhaustive, slice)
		require.True(t, 1 <= part && part <= of, "%s=%s: there is no such part", exhaustive, slice)
		chosen, states = sample(cuts, 1), 1
		chosen = chosen[len(chosen)*(part-1)/of : len(chosen)*part/of]
	}
	seen := map[string]bool{}
	brought := 0
	base := (&world{t: t, loaded: load(t, "dev")}).with(change)
	for i, c := range chosen {
		ledger := filepath.Join(dir, fmt.Sprintf("ledger-%d.jsonl", i))
		require.NoError(t, os.WriteFile(ledger, whole[:c.ledger], 0o600))
		cloud := openLedger(t, "dev", ledger)
		w := &world{t: t, loaded: base.loaded, cloud: cloud, store: c.store}
		repaired := w.resources() // looking at the state repairs it
		w.agrees(repaired)
		key := fingerprint(repaired)
		if !seen[key] {
			if len(seen)%states == 0 {
				w.recovers(c.when)
				brought++
			}
			seen[key] = true
		}
		require.NoError(t, cloud.Close())
		require.NoError(t, os.Remove(ledger))
		c.store = nil // it holds a whole state now
	}
	require.Positive(t, brought)
	t.Logf("%d of %d moments led to %d states, of which %d were brought up", len(chosen), len(cuts), len(seen), brought)
}

// fingerprint tells states apart by all that an up depends on.
func fingerprint(resources []engine.Resource) string {
	h := sha256.New()
	for _, r := range resources {
		fmt.Fprintln(h, r.URN, r.ID, r.Doomed, r.Inputs, r.Outputs, r.DependsOn)
	}
	return string(h.Sum(nil))
}

// recovers brings dev up from what a cut left, and demands that it is whole. Without
// the policies, which say of the whole what they said before the cut, and take a
// quarter of the time.
func (w *world) recovers(when string) {
	w.t.Helper()
	o := w.engine()
	o.Policies = nil
	result, err := o.Run(context.Background(), engine.OpUp)
	require.NoError(w.t, err, "cut %s: %v", when, problems(result))
	w.agrees(w.resources())
	preview, err := o.Run(context.Background(), engine.OpPreview)
	require.NoError(w.t, err, "cut %s", when)
	require.Empty(w.t, preview.Changes(), "cut %s: there is nothing left to do", when)
}

func openLedger(t testing.TB, name, path string, opts ...sim.Option) *sim.Cloud {
	t.Helper()
	cloud, err := sim.Open(path, append(offline.Cloud(load(t, name)), opts...)...)
	require.NoError(t, err)
	return cloud
}
