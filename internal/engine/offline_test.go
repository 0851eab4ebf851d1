package engine

import (
	"context"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/stretchr/testify/require"
)

// chain is three things of which each links to the one before.
func chain(size float64, names ...string) pulumi.RunFunc {
	return func(ctx *pulumi.Context) error {
		var link pulumi.StringInput
		for i, name := range names {
			args := fakeArgs{Name: pulumi.String(name), Size: pulumi.Float64(size), Link: link, Before: pulumi.Bool(i == 1)}
			res, err := newThing(ctx, string(rune('a'+i)), args)
			if err != nil {
				return err
			}
			link = res.ID().ToStringOutput()
		}
		ctx.Export("last", link)
		return nil
	}
}

func TestAnEnvironmentComesUpAndGoes(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	cloud, store := newFakeCloud(), &MemoryStore{}

	up := fakeOffline(t, cloud, store, chain(1, "x", "y", "z"))
	preview, err := up.Run(ctx, OpPreview)
	require.NoError(t, err)
	require.Equal(t, 4, preview.Count(ActionCreate), "three things and the stack")
	require.Empty(t, cloud.dump())

	first, err := up.Run(ctx, OpUp)
	require.NoError(t, err)
	require.Equal(t, 4, first.Count(ActionCreate))
	require.Equal(t, "thing-3", first.Outputs["last"].StringValue())
	require.Equal(t, []string{"x 1 ", "y 1 thing-1", "z 1 thing-2"}, cloud.dump())

	second, err := up.Run(ctx, OpUp)
	require.NoError(t, err)
	require.Empty(t, second.Changes())

	replaced, err := fakeOffline(t, cloud, store, chain(2, "x2", "y2", "z2")).Run(ctx, OpUp)
	require.NoError(t, err)
	require.Equal(t, 3, replaced.Count(ActionCreateReplacement))
	require.Len(t, cloud.dump(), 3)

	gone, err := up.Run(ctx, OpDestroy)
	require.NoError(t, err)
	require.Equal(t, 4, gone.Count(ActionDelete))
	require.Empty(t, cloud.dump())
}
