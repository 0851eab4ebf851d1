package engine

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/apitype"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/stretchr/testify/require"
)

// cut is what is left when the process dies at one moment.
type cut struct {
	when  string
	store *MemoryStore
	cloud *fakeCloud
}

// rehearsal notes a cut after every journal entry, and before and after every
// change of the cloud, under one lock, so that each is a moment that was.
type rehearsal struct {
	*MemoryStore
	cloud *fakeCloud
	cuts  []cut
}

func rehearse(store *MemoryStore, cloud *fakeCloud) *rehearsal {
	r := &rehearsal{MemoryStore: store, cloud: cloud}
	cloud.around = func() { r.note("around a call") }
	return r
}

func (r *rehearsal) note(when string) {
	r.cuts = append(r.cuts, cut{fmt.Sprintf("%d, %s", len(r.cuts), when), r.MemoryStore.Clone(), r.cloud.clone()})
}

func (r *rehearsal) Append(e apitype.JournalEntry) error {
	r.cloud.mu.Lock()
	defer r.cloud.mu.Unlock()
	err := r.MemoryStore.Append(e)
	r.note(fmt.Sprintf("after journal entry %d", e.SequenceID))
	return err
}

// ids lists the ids of the things that a state knows.
func ids(t *testing.T, o *Offline) []string {
	t.Helper()
	raw, err := o.Export(context.Background())
	require.NoError(t, err)
	var file struct{ Deployment apitype.DeploymentV3 }
	require.NoError(t, json.Unmarshal(raw, &file))
	require.Empty(t, file.Deployment.PendingOperations)
	var out []string
	for _, r := range file.Deployment.Resources {
		if r.Type == "fake:index:Thing" {
			out = append(out, string(r.ID))
		}
	}
	slices.Sort(out)
	return out
}

func cloudIDs(c *fakeCloud) []string {
	var out []string
	for id := range c.things {
		out = append(out, id)
	}
	slices.Sort(out)
	return out
}

// TestACrashAtAnyMomentIsRepaired cuts each operation at every moment, brings
// the environment up from what is left, and takes it down.
func TestACrashAtAnyMomentIsRepaired(t *testing.T) {
	t.Parallel()
	first, bigger, renamed := chain(1, "x", "y", "z"), chain(2, "x", "y", "z"), chain(2, "x2", "y2", "z2")
	cases := map[string]struct {
		start, during pulumi.RunFunc // nil starts from nothing; nil during destroys
		expected      []string
	}{
		"creating":                     {nil, first, []string{"x 1", "y 1", "z 1"}},
		"updating":                     {first, bigger, []string{"x 2", "y 2", "z 2"}},
		"replacing, one deleted first": {first, renamed, []string{"x2 2", "y2 2", "z2 2"}},
		"destroying":                   {first, nil, []string{"x 1", "y 1", "z 1"}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			store, cloud := &MemoryStore{}, newFakeCloud()
			if c.start != nil {
				_, err := fakeOffline(t, cloud, store, c.start).Run(context.Background(), OpUp)
				require.NoError(t, err)
			}
			r := rehearse(store, cloud)
			after := c.during
			if c.during == nil {
				after = c.start
				_, err := fakeOffline(t, cloud, r, c.start).Run(context.Background(), OpDestroy)
				require.NoError(t, err)
			} else {
				_, err := fakeOffline(t, cloud, r, c.during).Run(context.Background(), OpUp)
				require.NoError(t, err)
			}
			require.Greater(t, len(r.cuts), 10)
			for _, cut := range r.cuts {
				converges(t, cut, after, c.expected)
			}
		})
	}
}

func converges(t *testing.T, c cut, program pulumi.RunFunc, expected []string) {
	t.Helper()
	ctx := context.Background()
	o := fakeOffline(t, c.cloud, c.store, program)
	_, err := o.Run(ctx, OpUp)
	require.NoError(t, err, "cut %s", c.when)
	var names []string
	for _, line := range c.cloud.dump() {
		var name, size string
		_, err := fmt.Sscan(line, &name, &size)
		require.NoError(t, err)
		names = append(names, name+" "+size)
	}
	require.Equal(t, expected, names, "cut %s", c.when)
	require.Equal(t, cloudIDs(c.cloud), ids(t, o), "cut %s: the state and the cloud", c.when)
	again, err := o.Run(ctx, OpUp)
	require.NoError(t, err, "cut %s", c.when)
	require.Empty(t, again.Changes(), "cut %s", c.when)
	require.Empty(t, again.Diagnostics, "cut %s", c.when)
	_, err = o.Run(ctx, OpDestroy)
	require.NoError(t, err, "cut %s", c.when)
	require.Empty(t, c.cloud.dump(), "cut %s", c.when)
}

// TestALostAnswerIsMadeGood has a call done whose answer never comes.
func TestALostAnswerIsMadeGood(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	cases := map[string]struct {
		action string
		lost   bool
		repair RepairKind
	}{
		"a create that was made":     {"create", true, RepairAdopted},
		"a create that was not made": {"create", false, RepairForgotten},
		"an update that was made":    {"update", true, RepairRefreshed},
		"an update that was refused": {"update", false, RepairForgotten},
		"a delete that was made":     {"delete", true, RepairDropped},
		"a delete that was refused":  {"delete", false, RepairForgotten},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			store, cloud := &MemoryStore{}, newFakeCloud()
			before, after := chain(1, "x", "y"), chain(2, "x", "y", "z")
			if c.action == "delete" {
				before, after = chain(1, "x", "y", "z"), chain(1, "x", "y")
			}
			_, err := fakeOffline(t, cloud, store, before).Run(ctx, OpUp)
			require.NoError(t, err)
			cloud.fail[c.action] = fakeFault{lost: c.lost}
			o := fakeOffline(t, cloud, store, after)
			failed, err := o.Run(ctx, OpUp)
			require.ErrorContains(t, err, "up test")
			require.Contains(t, failed.Diagnostics[0].Message, "connection lost")
			require.Len(t, failed.Repairs, 1)
			require.Equal(t, c.repair, failed.Repairs[0].What)
			require.Equal(t, cloudIDs(cloud), ids(t, o), "state and cloud agree after the failure")
			_, err = o.Run(ctx, OpUp)
			require.NoError(t, err)
			again, err := o.Run(ctx, OpUp)
			require.NoError(t, err)
			require.Empty(t, again.Changes())
			require.Equal(t, cloudIDs(cloud), ids(t, o))
		})
	}
}
