package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"

	"github.com/covetpy/platform/infra/config"
	"github.com/covetpy/platform/infra/fault"
	"github.com/covetpy/platform/internal/engine"
	"github.com/covetpy/platform/internal/graph"
	"github.com/covetpy/platform/internal/offline"
	"github.com/covetpy/platform/internal/show"
	"github.com/covetpy/platform/internal/workspace"
	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/stacks"
)

// loadEnvironment reads and checks an environment's configuration. Whatever is
// wrong with it is wrong input.
func loadEnvironment(root, environment string) (*config.Loaded, error) {
	loaded, err := config.Load(root, environment, stacks.Check(environment, time.Now()))
	if err != nil && len(fault.Of(err)) == 0 {
		return nil, usageError{err}
	}
	return loaded, err
}

// openEnvironment finds the repository and reads an environment of it.
func openEnvironment(environment string) (*workspace.Workspace, *config.Loaded, error) {
	ws, err := findWorkspace()
	if err != nil {
		return nil, nil, err
	}
	loaded, err := loadEnvironment(ws.Root, environment)
	return ws, loaded, err
}

// withSimulation holds an environment's folder, so that no other process works on
// it, while f does. args is what a process that finds it held is told.
func withSimulation(
	ws *workspace.Workspace, loaded *config.Loaded, args []string, weather []sim.Option,
	f func(*offlineRun, engine.Store) error,
) error {
	held, err := ws.Hold(loaded.Environment, args)
	if err != nil {
		return err
	}
	run, err := newOfflineRun(loaded, held.Ledger(), weather...)
	if err != nil {
		return errors.Join(err, held.Release())
	}
	store, err := engine.OpenDir(held.Dir)
	if err != nil {
		return errors.Join(err, run.close(), held.Release())
	}
	return errors.Join(f(run, store), store.Close(), run.close(), held.Release())
}

// offlineRun is an operation on the simulated cloud.
type offlineRun struct {
	loaded *config.Loaded
	cloud  *sim.Cloud
}

// newOfflineRun opens the simulated cloud of a ledger.
func newOfflineRun(loaded *config.Loaded, ledger string, more ...sim.Option) (*offlineRun, error) {
	cloud, err := sim.Open(ledger, append(offline.Cloud(loaded), more...)...)
	if err != nil {
		return nil, fmt.Errorf("open the simulated cloud: %w", err)
	}
	return &offlineRun{loaded: loaded, cloud: cloud}, nil
}

// weather is what the command line has the simulated cloud do: take its time,
// and fail.
func (o *operateOptions) weather() ([]sim.Option, error) {
	var out []sim.Option
	if o.realtime > 0 {
		out = append(out, sim.WithRealtime(o.realtime))
	}
	if o.faults != "" {
		faults, err := readFaults(o.faults)
		if err != nil {
			return nil, usageError{err}
		}
		out = append(out, sim.WithFaults(faults...))
	}
	return out, nil
}

func readFaults(path string) ([]sim.Fault, error) {
	f, err := os.Open(path) //nolint:gosec // the user names a file of their own
	if err != nil {
		return nil, fmt.Errorf("read faults: %w", err)
	}
	faults, err := sim.ParseFaults(f)
	if err != nil {
		err = fmt.Errorf("read faults %s: %w", path, err)
	}
	return faults, errors.Join(err, f.Close())
}

func (r *offlineRun) close() error { return r.cloud.Close() }

// operate previews, shows what is to come, and goes on unless a mandatory
// policy objects. Looking first costs a fraction of a second and tells how many
// steps there will be.
func (r *offlineRun) operate(ctx context.Context, o operateOptions, store engine.Store) error {
	env := offline.New(r.loaded, r.cloud, store)
	if o.policies != "" {
		configured, err := engine.ReadPolicyConfig(o.policies)
		if err != nil {
			return usageError{err}
		}
		env.Configure(configured)
	}
	if !o.json {
		_, _ = fmt.Fprintf(o.out, "%s %s, offline: simulated account %s in %s\n\n",
			o.operation, o.environment, r.cloud.Account(), r.cloud.Region())
	}
	preview, err := env.Engine(nil).Run(ctx, o.operation.Preview())
	if err != nil || o.operation.Preview() == o.operation {
		return r.finish(ctx, o, env, preview, 0, err)
	}
	progress := show.NewProgress(o.progressWriter(), o.live && !o.json, show.Total(preview))
	result, err := env.Engine(progress.Listen).Run(ctx, o.operation)
	progress.Close()
	result.Repairs = append(preview.Repairs, result.Repairs...)
	return r.finish(ctx, o, env, result, preview.Duration, err)
}

// unprotect brings the environment to its configuration without protections, as
// its owner would in its file. Where nothing stands there is nothing to unprotect.
func (r *offlineRun) unprotect(ctx context.Context, o operateOptions, store engine.Store) error {
	env := offline.New(r.loaded, r.cloud, store).Yield()
	standing, err := env.Engine(nil).Resources(ctx)
	if err != nil || len(standing) == 0 {
		return err
	}
	result, err := env.Engine(nil).Run(ctx, engine.OpUp)
	if err != nil {
		show.Objections(o.err, result)
		return fmt.Errorf("take the protection off: %w", err)
	}
	if !o.json {
		_, _ = fmt.Fprintf(o.out, "took the protection off %s: %d resources changed\n", o.environment, len(result.Changes()))
	}
	return nil
}

// finish prints the plan of a preview, and the summary.
func (r *offlineRun) finish(
	ctx context.Context, o operateOptions, env *offline.Environment, result *engine.Result, prelude time.Duration, failure error,
) error {
	s := &show.Summary{Environment: o.environment, Result: result, Prelude: prelude}
	if p := env.Policies(); p != nil {
		s.Policies = policySummary(p)
	}
	if o.realtime > 0 && o.operation == engine.OpUp && failure == nil {
		path, err := criticalPath(ctx, env, result)
		if err != nil {
			return err
		}
		s.CriticalPath = time.Duration(float64(path) * o.realtime)
	}
	if !o.json && o.operation.Preview() == result.Operation {
		show.Plan(o.out, result)
		show.Objections(o.out, result)
	}
	return finish(o, s, failure)
}

// criticalPath is the longest chain of what an up created or changed: how long it
// has to take.
func criticalPath(ctx context.Context, env *offline.Environment, result *engine.Result) (time.Duration, error) {
	resources, err := env.Engine(nil).Resources(ctx)
	if err != nil {
		return 0, fmt.Errorf("read the order of what came up: %w", err)
	}
	takes := map[resource.URN]time.Duration{}
	for _, s := range result.Steps {
		switch s.Action {
		case engine.ActionCreate, engine.ActionCreateReplacement:
			takes[s.URN] += sim.Typical(string(s.URN.Type()), sim.OpCreate)
		case engine.ActionUpdate:
			takes[s.URN] += sim.Typical(string(s.URN.Type()), sim.OpUpdate)
		default:
		}
	}
	return graph.New(resources, func(r engine.Resource) time.Duration {
		if !r.Custom || r.Step().IsProvider() {
			return 0
		}
		return takes[r.URN]
	}).Length(), nil
}
