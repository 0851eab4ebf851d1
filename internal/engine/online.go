package engine

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"time"

	"github.com/pulumi/pulumi/sdk/v3/go/auto"
	"github.com/pulumi/pulumi/sdk/v3/go/auto/events"
	"github.com/pulumi/pulumi/sdk/v3/go/auto/optdestroy"
	"github.com/pulumi/pulumi/sdk/v3/go/auto/optpreview"
	"github.com/pulumi/pulumi/sdk/v3/go/auto/optrefresh"
	"github.com/pulumi/pulumi/sdk/v3/go/auto/optup"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

// Online drives the pulumi command on PATH, with the backend that it is logged
// in to and the plugins that it finds.
type Online struct {
	// Root is the folder of Pulumi.yaml.
	Root string
	// Stack is a stack's name; it has to exist in the backend.
	Stack string
	// Program, where it is set, is what previews and updates run, in this
	// process, instead of what Pulumi.yaml says.
	Program pulumi.RunFunc
	// PolicyPacks are folders of policy packs that previews and updates have to
	// pass, next to those that the backend enforces. Relative to Root.
	PolicyPacks []string
	// PolicyConfigs is a policy configuration file for each of the packs; nil for
	// none.
	PolicyConfigs []string
	// Environment is added to the environment of the command.
	Environment map[string]string
	// Parallel is how many steps run at a time; 0 means 64, as offline.
	Parallel int
	// Listen is told what happens, in order, from one goroutine; may be nil.
	Listen func(Event)
}

func (o *Online) parallel() int { return cmp.Or(o.Parallel, DefaultParallel) }

// Run does one operation, without asking. The result is never nil; it holds what
// was done even where an error is returned: ErrNoCommand, ErrNoLogin,
// ErrNoStack, ErrBusy, ErrPolicy, the context's own after an interruption,
// ErrFailed where the diagnostics say why, or another.
func (o *Online) Run(ctx context.Context, op Operation) (*Result, error) {
	start := time.Now()
	result := &Result{Operation: op}
	err := o.drive(ctx, op, result)
	result.Duration = time.Since(start)
	if len(result.mandatory()) > 0 && ctx.Err() == nil {
		err = ErrPolicy
	}
	if err != nil {
		return result, fmt.Errorf("%s %s: %w", op, o.Stack, err)
	}
	return result, nil
}

// Export returns the state in the form of `pulumi stack export`, secrets
// encrypted. The Automation API's own export would decrypt them.
func (o *Online) Export(ctx context.Context) ([]byte, error) {
	ws, err := o.workspace(ctx)
	if err != nil {
		return nil, fmt.Errorf("export %s: %w", o.Stack, err)
	}
	var env []string
	for k, v := range o.Environment {
		env = append(env, k+"="+v)
	}
	out, said, _, err := ws.PulumiCommand().Run(ctx, o.Root, nil, nil, nil, env, "stack", "export", "--stack", o.Stack)
	if err != nil {
		return nil, fmt.Errorf("export %s: %w", o.Stack, o.explain(ctx, err, said))
	}
	return []byte(out), nil
}

// workspace is the project's folder as the Automation API sees it.
func (o *Online) workspace(ctx context.Context) (auto.Workspace, error) {
	cmd, err := findCommand()
	if err != nil {
		return nil, err
	}
	options := []auto.LocalWorkspaceOption{auto.WorkDir(o.Root), auto.Pulumi(cmd), auto.EnvVars(o.Environment)}
	if o.Program != nil {
		options = append(options, auto.Program(o.Program))
	}
	ws, err := auto.NewLocalWorkspace(ctx, options...)
	if err != nil {
		return nil, fmt.Errorf("open project in %s: %w", o.Root, err)
	}
	return unselected{ws}, nil
}

// unselected is a workspace in which working on a stack does not select it: the
// selection is the person's, and `pulumi up` without -s goes by it.
type unselected struct{ auto.Workspace }

// SelectStack leaves it to the operation to say that there is no such stack.
func (unselected) SelectStack(context.Context, string) error { return nil }

// drive runs the command once and gathers its events into the result.
func (o *Online) drive(ctx context.Context, op Operation, result *Result) error {
	ws, err := o.workspace(ctx)
	if err != nil {
		return err
	}
	stack, err := auto.SelectStack(ctx, o.Stack, ws)
	if err != nil {
		return err
	}
	stream := make(chan events.EngineEvent)
	ended, gathered := make(chan struct{}), make(chan struct{})
	gather := &gatherer{result: result, listen: o.Listen, seen: map[stepKey]bool{}}
	go func() {
		defer close(gathered)
		gather.follow(stream, ended)
	}()
	var said bytes.Buffer
	err = o.operate(ctx, op, stack, stream, &said)
	// The stream stays open where the command ended before it began one. Nothing
	// is lost: the channel has no buffer, and its senders are done.
	close(ended)
	<-gathered
	if err != nil {
		return o.explain(ctx, err, said.String(), result.Diagnostics...)
	}
	return nil
}

func (o *Online) operate(
	ctx context.Context, op Operation, stack auto.Stack, stream chan<- events.EngineEvent, said *bytes.Buffer,
) error {
	var err error
	switch op {
	case OpPreview:
		_, err = stack.Preview(ctx, optpreview.EventStreams(stream), optpreview.ErrorProgressStreams(said),
			optpreview.Parallel(o.parallel()), optpreview.PolicyPacks(o.PolicyPacks...),
			optpreview.PolicyPackConfigs(o.PolicyConfigs...))
	case OpUp:
		_, err = stack.Up(ctx, optup.EventStreams(stream), optup.ErrorProgressStreams(said),
			optup.Parallel(o.parallel()), optup.PolicyPacks(o.PolicyPacks...),
			optup.PolicyPackConfigs(o.PolicyConfigs...))
	case OpRefresh:
		_, err = stack.Refresh(ctx, optrefresh.EventStreams(stream), optrefresh.ErrorProgressStreams(said),
			optrefresh.Parallel(o.parallel()))
	case OpPreviewRefresh:
		_, err = stack.PreviewRefresh(ctx, optrefresh.EventStreams(stream), optrefresh.ErrorProgressStreams(said),
			optrefresh.Parallel(o.parallel()))
	case OpDestroy:
		_, err = stack.Destroy(ctx, optdestroy.EventStreams(stream), optdestroy.ErrorProgressStreams(said),
			optdestroy.Parallel(o.parallel()))
	case OpPreviewDestroy:
		_, err = stack.PreviewDestroy(ctx, optdestroy.EventStreams(stream), optdestroy.ErrorProgressStreams(said),
			optdestroy.Parallel(o.parallel()))
	default:
		err = fmt.Errorf("unknown operation %q", op)
	}
	return err
}
