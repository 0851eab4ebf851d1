// Package bench measures the program where its users wait for it, and prints
// what it finds. It asserts nothing: machines differ.
package bench

import (
	"context"
	"fmt"
	"io"
	"text/tabwriter"
	"time"

	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/sqs"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"github.com/covetpy/platform/infra/config"
	"github.com/covetpy/platform/internal/engine"
	"github.com/covetpy/platform/internal/offline"
	"github.com/covetpy/platform/sim"
)

// subject is something that is brought up and down.
type subject struct {
	name string
	// engine returns an engine over the same state and cloud at each call.
	engine func() *engine.Offline
}

// Engine prints how long preview, up, an up without changes and destroy take for
// each environment and for synthetic stacks of 1,000 and 5,000 resources, state
// and simulated cloud in memory. Protected environments are measured with their
// protection off, as they could not be destroyed.
func Engine(ctx context.Context, w io.Writer, environments []*config.Loaded) error {
	var subjects []subject
	for _, loaded := range environments {
		subjects = append(subjects, environmentSubject(loaded))
	}
	for _, n := range []int{1000, 5000} {
		subjects = append(subjects, syntheticSubject(n))
	}
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(tw, "\tresources\tpreview\tup\tup, no change\tdestroy\tup per resource\t")
	for _, s := range subjects {
		if err := measure(ctx, tw, s); err != nil {
			return fmt.Errorf("measure %s: %w", s.name, err)
		}
	}
	return tw.Flush()
}

func measure(ctx context.Context, w io.Writer, s subject) error {
	var times []time.Duration
	resources := 0
	for _, op := range []engine.Operation{engine.OpPreview, engine.OpUp, engine.OpUp, engine.OpDestroy} {
		result, err := s.engine().Run(ctx, op)
		if err != nil {
			return err
		}
		times = append(times, result.Duration)
		resources = max(resources, len(result.Steps))
	}
	fmt.Fprintf(w, "%s\t%d\t%s\t%s\t%s\t%s\t%s\t\n", s.name, resources,
		round(times[0]), round(times[1]), round(times[2]), round(times[3]),
		(times[1] / time.Duration(resources)).Round(time.Microsecond))
	return nil
}

func round(d time.Duration) time.Duration { return d.Round(time.Millisecond) }

func environmentSubject(loaded *config.Loaded) subject {
	open := unprotected(loaded)
	env := offline.New(open, sim.New(offline.Cloud(open)...), &engine.MemoryStore{}).Yield()
	return subject{open.Environment, func() *engine.Offline { return env.Engine(nil) }}
}

// unprotected is the environment as it would be when it is about to be taken
// down; the caller's stays as it is.
func unprotected(loaded *config.Loaded) *config.Loaded {
	out := *loaded
	out.Config = loaded.Config.Unprotected()
	return &out
}

// syntheticSubject is n queues under components, every third of which depends on
// the one before.
func syntheticSubject(n int) subject {
	cloud, store := sim.New(), &engine.MemoryStore{}
	return subject{fmt.Sprintf("%d queues", n), func() *engine.Offline {
		return offline.Synthetic(cloud, store, queues(n))
	}}
}

const perComponent = 9

func queues(n int) pulumi.RunFunc {
	return func(ctx *pulumi.Context) error {
		var parent *pulumi.ResourceState
		var before *sqs.Queue
		for i := range n {
			if i%perComponent == 0 {
				parent = &pulumi.ResourceState{}
				name := fmt.Sprintf("group-%d", i/perComponent)
				if err := ctx.RegisterComponentResource("covetpy:bench:Group", name, parent); err != nil {
					return err
				}
			}
			name := fmt.Sprintf("queue-%d", i)
			args := &sqs.QueueArgs{Name: pulumi.String(name), Tags: pulumi.StringMap{"Owner": pulumi.String("bench")}}
			if before != nil && i%3 == 0 {
				args.Tags = pulumi.StringMap{"Owner": pulumi.String("bench"), "After": before.Arn}
			}
			queue, err := sqs.NewQueue(ctx, name, args, pulumi.Parent(parent))
			if err != nil {
				return err
			}
			before = queue
		}
		return nil
	}
}
