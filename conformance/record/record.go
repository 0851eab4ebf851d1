// Package record takes recordings of upstream's provider: it puts the plugin through
// the examples of the simulated cloud, on an emulator of AWS where one serves them,
// and by its own plans where none does.
//
// What a recording is, and how it is compared, belongs to the main module, which
// replays it without any of this.
package record

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/covetpy/platform/conformance/emulator"
	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/examples"
	"github.com/covetpy/platform/sim/provider/aws"
	"github.com/covetpy/platform/sim/recorded"
)

// Recorder takes recordings.
type Recorder struct {
	// Plugin is the binary of upstream's provider, Schema the file that says what it
	// has.
	Plugin, Schema string
	Examples       examples.All
	// Dir is where the recordings go.
	Dir string
	// Workers is how many examples are recorded at a time, each on emulators of its
	// own: what takes long is upstream's waiting.
	Workers int
	Log     io.Writer
}

// Run records the examples of the services, of all where none is named, and removes
// the recordings of examples that are no more.
func (r Recorder) Run(ctx context.Context, services []string) error {
	names, err := r.named(services)
	if err != nil {
		return err
	}
	var without map[string][]string
	if r.Examples, without, err = older(r.Examples, r.Schema); err != nil {
		return err
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	queue := make(chan string)
	var (
		work   sync.WaitGroup
		mu     sync.Mutex
		faults []error
	)
	for range max(1, min(r.Workers, len(names))) {
		work.Go(func() {
			if err := r.work(ctx, queue, without); err != nil {
				mu.Lock()
				faults = append(faults, err)
				mu.Unlock()
				cancel(err)
			}
		})
	}
	for _, name := range names {
		select {
		case queue <- name:
		case <-ctx.Done():
		}
	}
	close(queue)
	work.Wait()
	return errors.Join(faults...)
}

// named are the examples of the services; "sqs/queue" names a single one.
func (r Recorder) named(services []string) ([]string, error) {
	var names []string
	for _, name := range slices.Sorted(maps.Keys(r.Examples)) {
		service, _, _ := strings.Cut(name, "/")
		if len(services) == 0 || slices.Contains(services, service) || slices.Contains(services, name) {
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return nil, fmt.Errorf("there is no example of %q; services are the folders of the examples", services)
	}
	return names, nil
}

// work records examples until the queue ends.
func (r Recorder) work(ctx context.Context, queue <-chan string, without map[string][]string) (err error) {
	pair, err := emulator.Start(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, pair.Close()) }()
	var clouds []*cloud
	defer func() {
		for _, c := range clouds {
			err = errors.Join(err, c.close())
		}
	}()
	for _, only := range []emulator.Name{emulator.Ministack, emulator.Neither} {
		clouds = append(clouds, &cloud{binary: r.Plugin, pair: pair, only: only})
	}
	for name := range queue {
		taken, err := r.take(ctx, clouds, name)
		if err != nil {
			return fmt.Errorf("record %s: %w", name, err)
		}
		taken.Without = without[name]
		if err := taken.Write(r.Dir, name); err != nil {
			return err
		}
		served := taken.Emulator
		if served == "" {
			served = "by its plans only"
		}
		fmt.Fprintf(r.Log, "%s: %s\n", name, served)
	}
	return context.Cause(ctx)
}

// take records an example on ministack, which has the most and is the quickest, or
// else with each service where it is at home, or else by plans.
func (r Recorder) take(ctx context.Context, clouds []*cloud, name string) (recorded.Recording, error) {
	typ := r.Examples[name].Type
	unserved := map[string]string{}
	for _, c := range clouds {
		on := c.on(typ)
		taken, err := recorded.Take(ctx, c.fresh(r.Examples), name)
		if err != nil && ctx.Err() == nil {
			// An answer that got lost is asked for again, and then found to be there: what
			// fails once may be no fault of the emulator's.
			taken, err = recorded.Take(ctx, c.fresh(r.Examples), name)
		}
		if ctx.Err() != nil {
			return taken, context.Cause(ctx)
		}
		if err == nil {
			taken.Emulator = string(on)
			if len(unserved) > 0 {
				taken.Unserved = unserved
			}
			return taken, nil
		}
		unserved[c.called(on)] = recorded.Reason(err)
	}
	taken, err := recorded.TakePlanned(ctx, func(ctx context.Context) (*examples.Stage, error) {
		if err := clouds[0].start(ctx); err != nil {
			return nil, err
		}
		simulated := aws.New(sim.New(sim.WithAccount(emulator.Account), sim.WithRegion(region)))
		plans := planner{upstream: client{clouds[0].process}, simulated: simulated, urn: examples.URN(typ, name)}
		return examples.NewStage(plans, r.Examples), nil
	}, name)
	if err != nil {
		unserved["plans"] = recorded.Reason(err)
	}
	taken.Unserved = unserved
	return taken, context.Cause(ctx)
}
