package sim_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/sim"
)

func object(id string) sim.Object {
	props := resource.NewPropertyMapFromMap(map[string]any{"name": id, "ports": []any{80.0, 443.0}, "tags": map[string]any{"a.b/c": "d"}})
	return sim.Object{
		Type: "test:index:Thing", ID: id, URN: "urn:" + id, Where: "eu-west-1",
		Inputs: props, Outputs: props, Names: []string{"thing|" + id}, Uses: []sim.Use{{Key: "thing|other", Then: sim.Cascade}},
	}
}

func put(t *testing.T, c *sim.Cloud, objects ...sim.Object) {
	t.Helper()
	require.NoError(t, c.Transact(func(tx *sim.Tx) error {
		for _, o := range objects {
			tx.Put(o)
		}
		return nil
	}))
}

func draw(t *testing.T, c *sim.Cloud, urn string) (digits string) {
	t.Helper()
	require.NoError(t, c.Transact(func(tx *sim.Tx) error {
		digits = tx.Hex(urn, 17)
		o := object(digits)
		o.URN = urn
		tx.Put(o)
		return nil
	}))
	return digits
}

func TestALedgerHoldsWhatTheCloudHeld(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "cloud.jsonl")
	first, err := sim.Open(path)
	require.NoError(t, err)
	put(t, first, object("a"), object("b"))
	require.NoError(t, first.Vanish("test:index:Thing", "a"))
	want := first.Everything()
	require.Equal(t, []sim.Object{object("b")}, want)
	require.NoError(t, first.Close())

	second, err := sim.Open(path)
	require.NoError(t, err)
	assert.Equal(t, want, second.Everything())
	require.NoError(t, second.Transact(func(tx *sim.Tx) error {
		assert.Len(t, tx.Named("thing|b"), 1)
		assert.Empty(t, tx.Named("thing|a"))
		assert.Len(t, tx.Users("thing|other"), 1)
		return nil
	}))
	require.NoError(t, second.Close())
	require.Error(t, second.Vanish("test:index:Thing", "b"), "a closed cloud changes no more")
}

func TestALedgerCutAnywhereOpens(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "cloud.jsonl")
	c, err := sim.Open(path)
	require.NoError(t, err)
	put(t, c, sim.Object{Type: "t", ID: "a"})
	put(t, c, sim.Object{Type: "t", ID: "b"})
	require.NoError(t, c.Close())
	whole, err := os.ReadFile(path)
	require.NoError(t, err)
	for cut := range whole {
		copied := filepath.Join(t.TempDir(), "cut.jsonl")
		require.NoError(t, os.WriteFile(copied, whole[:cut], 0o600))
		opened, err := sim.Open(copied)
		require.NoError(t, err)
		assert.Len(t, opened.Everything(), strings.Count(string(whole[:cut]), "\n"))
		put(t, opened, object("after"))
		require.NoError(t, opened.Close())
		again, err := sim.Open(copied)
		require.NoError(t, err)
		assert.Len(t, again.Everything(), strings.Count(string(whole[:cut]), "\n")+1)
		require.NoError(t, again.Close())
	}
}

func TestALedgerThatIsCorruptIsNotGuessedAt(t *testing.T) {
	t.Parallel()
	for name, raw := range map[string]string{
		"a line that is no JSON":   "{\"op\":\"put\",\"type\":\"t\",\"id\":\"a\"}\n}{\n",
		"an operation not known":   "{\"op\":\"rename\"}\n",
		"a torn line in the midst": "{\"op\":\"put\"\n{\"op\":\"put\",\"type\":\"t\",\"id\":\"a\"}\n",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := filepath.Join(t.TempDir(), "cloud.jsonl")
			require.NoError(t, os.WriteFile(path, []byte(raw), 0o600))
			_, err := sim.Open(path)
			require.ErrorContains(t, err, path)
			kept, err := os.ReadFile(path)
			require.NoError(t, err)
			assert.Equal(t, raw, string(kept))
		})
	}
}

func TestAnIDIsNeverDrawnTwice(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "cloud.jsonl")
	seen := map[string]bool{}
	var inOrder []string
	for range 3 {
		c, err := sim.Open(path)
		require.NoError(t, err)
		id := draw(t, c, "urn:x")
		assert.False(t, seen[id])
		seen[id] = true
		inOrder = append(inOrder, id)
		require.NoError(t, c.Vanish("test:index:Thing", id))
		require.NoError(t, c.Close())
	}
	fresh := sim.New()
	for _, want := range inOrder {
		assert.Equal(t, want, draw(t, fresh, "urn:x"), "the same in every run")
	}
}

func TestARefusedChangeLeavesNoTrace(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "cloud.jsonl")
	c, err := sim.Open(path)
	require.NoError(t, err)
	put(t, c, object("a"))
	before, err := os.ReadFile(path)
	require.NoError(t, err)
	err = c.Transact(func(tx *sim.Tx) error {
		tx.Put(object("b"))
		tx.Remove(object("a"))
		tx.Hex("urn:a", 4)
		return assert.AnError
	})
	require.ErrorIs(t, err, assert.AnError)
	assert.Equal(t, []sim.Object{object("a")}, c.Everything())
	after, err := os.ReadFile(path)
	require.NoError(t, err)
	assert.Equal(t, string(before), string(after))
	require.NoError(t, c.Close())
}

func TestNobodyHoldsAPointerIntoTheCloud(t *testing.T) {
	t.Parallel()
	c := sim.New()
	mine := object("a")
	put(t, c, mine)
	mine.Inputs["name"] = resource.NewProperty("changed")
	got, ok := c.Get("test:index:Thing", "a")
	require.True(t, ok)
	got.Outputs["tags"].ObjectValue()["a.b/c"] = resource.NewProperty("changed")
	assert.Equal(t, []sim.Object{object("a")}, c.Everything())
}

func TestTamperingIsDrift(t *testing.T) {
	t.Parallel()
	c := sim.New()
	put(t, c, object("a"))
	require.NoError(t, c.Tamper("test:index:Thing", "a", resource.PropertyMap{
		"name": resource.NewProperty("other"), "ports": resource.NewNullProperty(),
	}))
	got, _ := c.Get("test:index:Thing", "a")
	want := resource.NewPropertyMapFromMap(map[string]any{"name": "other", "tags": map[string]any{"a.b/c": "d"}})
	assert.Equal(t, want, got.Outputs)
	assert.Equal(t, want, got.Inputs)
	require.Error(t, c.Tamper("test:index:Thing", "none", nil))
}
