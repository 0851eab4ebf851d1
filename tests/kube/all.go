package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/covetpy/platform/tests/kube/api"
	"github.com/covetpy/platform/tests/kube/build"
	"github.com/covetpy/platform/tests/kube/kinds"
	"github.com/covetpy/platform/tests/kube/life"
	"github.com/covetpy/platform/tests/kube/objects"
	"github.com/covetpy/platform/tests/kube/plane"
	"github.com/covetpy/platform/tests/kube/table"
)

// all builds, starts, measures and stops.
func all(ctx context.Context, root string, out, log io.Writer) (err error) {
	b, err := build.Make(ctx, root, out)
	if err != nil {
		return err
	}
	describe(b, out)
	p, err := plane.Start(ctx, b.Binary(), log)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, p.Close()) }()
	fmt.Fprintf(out, "etcd, API server, controllers, scheduler and kwok started in %s\n", p.Started.Round(100*time.Millisecond))

	client, err := api.New(p.Config)
	if err != nil {
		return err
	}
	var t table.Table
	ctx, stop := p.Context(ctx)
	measured := errors.Join(measure(ctx, root, client, &t, out), p.Ended())
	stop()
	fmt.Fprintln(out)
	return errors.Join(t.Print(out), measured, t.Err())
}

// measure is everything that is asked of the server.
func measure(ctx context.Context, root string, client *api.Client, t *table.Table, out io.Writer) error {
	published, err := kinds.Published(ctx, root)
	if err != nil {
		return err
	}
	definitions := slices.Concat(published, kinds.Own())
	if err := kinds.Install(ctx, client, definitions); err != nil {
		return err
	}
	fmt.Fprintf(out, "%d kinds installed, %d of them as their projects publish them\n", len(definitions), len(published))
	if err := objects.Check(ctx, root, client, t, out); err != nil {
		return err
	}
	return life.Run(ctx, client, t, out)
}
