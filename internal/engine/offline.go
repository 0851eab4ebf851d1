package engine

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/blang/semver"
	"github.com/pulumi/pulumi/pkg/v3/backend"
	pulumiengine "github.com/pulumi/pulumi/pkg/v3/engine"
	"github.com/pulumi/pulumi/pkg/v3/resource/deploy"
	"github.com/pulumi/pulumi/pkg/v3/secrets/b64"
	"github.com/pulumi/pulumi/pkg/v3/util/cancel"
	"github.com/pulumi/pulumi/sdk/v3/go/common/apitype"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/config"
	"github.com/pulumi/pulumi/sdk/v3/go/common/tokens"
	sdkresult "github.com/pulumi/pulumi/sdk/v3/go/common/util/result"
	"github.com/pulumi/pulumi/sdk/v3/go/common/workspace"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
)

// Provider is one provider of an offline run.
type Provider struct {
	// Version is what the program's SDK asks for, without a leading "v".
	Version semver.Version
	// New makes a server that answers for it: one for each of its configurations,
	// as a plugin would be a process for each.
	New func() pulumirpc.ResourceProviderServer
}

// FindFunc asks the cloud for a resource that was created under a URN and whose
// id the state does not know: what a tag or a client token finds on a real one.
type FindFunc func(urn string, known map[string]bool) (id string, found bool)

// Offline runs the engine in this process.
type Offline struct {
	Project string
	Stack   string
	// Config is what the program is given, by full key ("covetpy:network").
	Config map[string]string
	// Program is run by previews and updates.
	Program pulumi.RunFunc
	// Providers by package name, "aws".
	Providers map[string]Provider
	// Find serves the repair after a crash.
	Find FindFunc
	// Policies makes the policy pack for one run; nil runs without one. Called
	// with whether the run is a preview.
	Policies func() (pulumirpc.AnalyzerServer, error)
	// PolicyConfig sets levels and settings of policies; nil leaves them alone.
	PolicyConfig PolicyConfig
	// Store holds the state.
	Store Store
	// Parallel is how many steps run at a time; 0 means DefaultParallel.
	Parallel int
	// Listen is told what happens, in order, from one goroutine; may be nil.
	Listen func(Event)
}

// DefaultParallel is how many steps run at a time. Pulumi's own default, 16, is
// taken up by what takes minutes (instances, endpoints, gateways), and what is
// next on the critical path waits behind it.
const DefaultParallel = 64

// PolicyPackName is the name under which the engine knows the policy pack.
const PolicyPackName = "covetpy"

// Export returns the state in the form of `pulumi stack export`.
func (o *Offline) Export(ctx context.Context) ([]byte, error) {
	snap, _, err := o.load(ctx)
	if err != nil {
		return nil, err
	}
	raw, err := encodeSnapshot(ctx, snap)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := json.Indent(&out, raw, "", "    "); err != nil {
		return nil, fmt.Errorf("indent deployment: %w", err)
	}
	out.WriteByte('\n')
	return out.Bytes(), nil
}

// Run loads and repairs the state, runs the engine, and folds the journal into
// a new checkpoint. The result is never nil; it holds what was done even where
// an error is returned. ErrPolicy is among the errors where a mandatory policy
// objected, and the context's where it was cancelled.
func (o *Offline) Run(ctx context.Context, op Operation) (*Result, error) {
	start := time.Now()
	result := &Result{Operation: op}
	snap, repairs, err := o.load(ctx)
	result.Repairs = repairs
	if err != nil {
		return result, fmt.Errorf("load state of %s: %w", o.Stack, err)
	}
	err = o.drive(ctx, op, snap, result)
	if !op.dryRun() {
		// A fresh context: the journal has to be folded after a cancellation too.
		_, repairs, foldErr := o.load(context.WithoutCancel(ctx))
		result.Repairs = append(result.Repairs, repairs...)
		err = errors.Join(err, foldErr)
	}
	result.Duration = time.Since(start)
	switch {
	case ctx.Err() != nil:
		err = errors.Join(context.Cause(ctx), err)
	case len(result.mandatory()) > 0:
		err = ErrPolicy
	}
	if err != nil {
		return result, fmt.Errorf("%s %s: %w", op, o.Stack, err)
	}
	return result, nil
}

// ErrPolicy says that a mandatory policy objected.
var ErrPolicy = errors.New("a mandatory policy is violated")

// ErrFailed says that the run failed in a way that its diagnostics tell.
var ErrFailed = errors.New("it did not succeed: the messages above say why")

func (r *Result) mandatory() []Violation {
	var out []Violation
	for _, v := range r.Violations {
		if v.Mandatory {
			out = append(out, v)
		}
	}
	return out
}

// drive runs the engine once and gathers its events into the result.
func (o *Offline) drive(ctx context.Context, op Operation, snap *deploy.Snapshot, result *Result) error {
	target, err := o.target(snap)
	if err != nil {
		return err
	}
	cancelCtx, source := cancel.NewContext(context.WithoutCancel(ctx))
	stop := context.AfterFunc(ctx, source.Cancel)
	defer stop()
	// The engine keeps its plugins, and all that it worked on, until then.
	defer source.Terminate()

	events := make(chan pulumiengine.Event)
	gather := &gatherer{result: result, listen: o.Listen, seen: map[stepKey]bool{}}
	gathered := make(chan struct{})
	go func() {
		defer close(gathered)
		for e := range events {
			gather.add(e)
		}
	}()
	ectx := &pulumiengine.Context{Cancel: cancelCtx, Events: events, PluginManager: installed{}}
	if !op.dryRun() {
		manager, err := o.snapshots(ctx, snap)
		if err != nil {
			close(events)
			return err
		}
		ectx.SnapshotManager = manager
	}
	err = o.operate(op, target, ectx)
	if sdkresult.IsBail(err) {
		err = ErrFailed
	}
	close(events)
	<-gathered
	if ectx.SnapshotManager != nil {
		err = errors.Join(err, ectx.SnapshotManager.Close())
	}
	return err
}

func (o *Offline) operate(op Operation, target *deploy.Target, ectx *pulumiengine.Context) error {
	info := pulumiengine.UpdateInfo{
		Root:    "/", // no file of a project is read: the program is in this process
		Project: &workspace.Project{Name: tokens.PackageName(o.Project), Runtime: workspace.NewProjectRuntimeInfo("go", nil)},
		Target:  target,
	}
	opts := pulumiengine.UpdateOptions{
		Parallel:             int32(cmp.Or(o.Parallel, DefaultParallel)), //nolint:gosec // a few dozen
		ParallelDiff:         false,
		SkipPluginPreInstall: true,
		HostFactory:          o.host,
	}
	if o.Policies != nil {
		opts.RequiredPolicies = []pulumiengine.RequiredPolicy{requiredPack{config: o.PolicyConfig}}
	}
	var err error
	switch op {
	case OpDestroy, OpPreviewDestroy:
		_, _, err = pulumiengine.Destroy(info, ectx, opts, op.dryRun())
	case OpRefresh, OpPreviewRefresh:
		_, _, err = pulumiengine.Refresh(info, ectx, opts, op.dryRun())
	default:
		_, _, err = pulumiengine.Update(info, ectx, opts, op.dryRun())
	}
	return err
}

// target describes the stack to the engine.
func (o *Offline) target(snap *deploy.Snapshot) (*deploy.Target, error) {
	name, err := tokens.ParseStackName(o.Stack)
	if err != nil {
		return nil, fmt.Errorf("name of stack: %w", err)
	}
	values := config.Map{}
	for k, v := range o.Config {
		key, err := config.ParseKey(k)
		if err != nil {
			return nil, fmt.Errorf("configuration key %q: %w", k, err)
		}
		values[key] = config.NewValue(v)
	}
	return &deploy.Target{Name: name, Config: values, Decrypter: config.NopDecrypter, Snapshot: snap}, nil
}

// snapshots writes what the engine does into the store's journal.
func (o *Offline) snapshots(ctx context.Context, snap *deploy.Snapshot) (pulumiengine.SnapshotManager, error) {
	manager := b64.NewBase64SecretsManager()
	journal, err := backend.NewJournaler(context.WithoutCancel(ctx), persister{o.Store}, manager, snap)
	if err != nil {
		return nil, fmt.Errorf("open journal: %w", err)
	}
	return pulumiengine.NewJournalSnapshotManager(journal, snap, manager)
}

// persister appends the engine's entries to the store.
type persister struct{ store Store }

func (p persister) Append(_ context.Context, entry apitype.JournalEntry) error {
	return p.store.Append(entry)
}
