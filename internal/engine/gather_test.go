package engine

import (
	"context"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/stretchr/testify/require"
)

// grouped is a thing inside a component that registers no outputs.
func grouped(size float64) pulumi.RunFunc {
	return func(ctx *pulumi.Context) error {
		var group pulumi.ResourceState
		if err := ctx.RegisterComponentResource("covetpy:test:Group", "group", &group); err != nil {
			return err
		}
		_, err := newThing(ctx, "a", fakeArgs{Name: pulumi.String("x"), Size: pulumi.Float64(size)}, pulumi.Parent(&group))
		return err
	}
}

// TestARefreshIsHeardToItsEnd listens to a refresh that finds a resource
// changed, one that finds it gone, and one that finds nothing.
func TestARefreshIsHeardToItsEnd(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	cases := map[string]struct {
		behind  func(*fakeCloud)
		ends    Action
		changes int
	}{
		"nothing changed": {func(*fakeCloud) {}, ActionSame, 0},
		"gone":            {func(c *fakeCloud) { clear(c.things) }, ActionDelete, 1},
		"changed": {func(c *fakeCloud) {
			other := newFakeCloud()
			_, err := fakeOffline(t, other, &MemoryStore{}, grouped(2)).Run(ctx, OpUp)
			require.NoError(t, err)
			c.things = other.things
		}, ActionUpdate, 1},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			cloud, store := newFakeCloud(), &MemoryStore{}
			o := fakeOffline(t, cloud, store, grouped(1))
			_, err := o.Run(ctx, OpUp)
			require.NoError(t, err)
			c.behind(cloud)

			heard := map[string][]string{} // by resource, as several are refreshed at a time
			o.Listen = func(e Event) {
				if !e.Step.IsProvider() && !e.Step.IsStack() {
					heard[e.Step.Name()] = append(heard[e.Step.Name()], string(e.Kind)+" "+string(e.Step.Action))
				}
			}
			result, err := o.Run(ctx, OpRefresh)
			require.NoError(t, err)
			require.Equal(t, map[string][]string{
				"group": {"started refresh", "finished same"},
				"a":     {"started refresh", "finished " + string(c.ends)},
			}, heard)
			require.Len(t, result.Changes(), c.changes)
		})
	}
}
