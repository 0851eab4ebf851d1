package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/covetpy/platform/infra/config"
	"github.com/covetpy/platform/internal/engine"
	"github.com/covetpy/platform/internal/show"
	"github.com/covetpy/platform/internal/workspace"
)

// operateOptions is a run of an operation on an environment.
type operateOptions struct {
	streams
	environment string
	operation   engine.Operation
	offline     bool
	json        bool
	yes         bool
	unprotect   bool
	realtime    float64
	faults      string
	policies    string   // a policy configuration file
	args        []string // the command line, for whoever finds the lock
}

func newPreview(s streams) *cobra.Command {
	return operation(s, engine.OpPreview, "Show what up would change")
}

func newUp(s streams) *cobra.Command {
	return operation(s, engine.OpUp, "Bring an environment to what the program and its configuration describe")
}

func newRefresh(s streams) *cobra.Command {
	return operation(s, engine.OpRefresh, "Bring the state in line with what the cloud has")
}

func newDestroy(s streams) *cobra.Command {
	return operation(s, engine.OpDestroy, "Delete everything in an environment")
}

func operation(s streams, op engine.Operation, short string) *cobra.Command {
	o := operateOptions{streams: s, operation: op}
	cmd := &cobra.Command{
		Use:   string(op) + " <environment>",
		Short: short,
		Args:  oneEnvironment,
		RunE: func(cmd *cobra.Command, args []string) error {
			o.environment = args[0]
			o.args = []string{string(op), args[0]}
			if err := o.check(); err != nil {
				return err
			}
			return operate(cmd.Context(), o)
		},
	}
	f := cmd.Flags()
	f.BoolVar(&o.offline, "offline", false, "run in this process against the simulated cloud: no account, no pulumi command")
	f.BoolVar(&o.json, "json", false, "print the result as JSON")
	f.Float64Var(&o.realtime, "realtime", 0, "with --offline: let the simulated cloud take the real one's typical time, times this factor")
	f.StringVar(&o.faults, "faults", "", "with --offline: a YAML file of faults that the simulated cloud shows")
	if op == engine.OpPreview || op == engine.OpUp {
		f.StringVar(&o.policies, "policy-config", "", "a policy configuration file of Pulumi's, which sets levels and settings of rules")
	}
	if op != engine.OpPreview {
		f.BoolVar(&o.yes, "yes", false, "without --offline: go ahead without asking; the preview is not enough")
	}
	if op == engine.OpDestroy {
		f.BoolVar(&o.unprotect, "unprotect", false, "with --offline: take the environment's protection off first")
	}
	return cmd
}

// check refuses flags that contradict each other.
func (o *operateOptions) check() error {
	if !o.offline && (o.realtime != 0 || o.faults != "") {
		return usageError{errors.New("--realtime and --faults shape the simulated cloud: they need --offline")}
	}
	if !o.offline && o.unprotect {
		return usageError{errors.New("--unprotect is for the simulated cloud: a real environment's protection is taken off in its file, where it is reviewed")}
	}
	if o.realtime < 0 {
		return usageError{fmt.Errorf("--realtime %g: the factor cannot be negative", o.realtime)}
	}
	if !o.offline && !o.yes && o.operation != engine.OpPreview {
		return usageError{fmt.Errorf("%s changes a real account: look at `platform preview %s`, then add --yes; or add --offline", o.operation, o.environment)}
	}
	return nil
}

// operate checks the configuration before anything else, so that a fault in it
// is told before anything is locked, compiled or registered.
func operate(ctx context.Context, o operateOptions) error {
	ws, loaded, err := openEnvironment(o.environment)
	if err != nil {
		return err
	}
	if o.unprotect {
		loaded.Config = loaded.Config.Unprotected()
	}
	if o.operation == engine.OpDestroy && loaded.Config.Protect {
		return protected(loaded)
	}
	if !o.offline {
		return operateOnline(ctx, ws, o)
	}
	weather, err := o.weather()
	if err != nil {
		return err
	}
	return withSimulation(ws, loaded, o.args, weather, func(run *offlineRun, store engine.Store) error {
		if o.unprotect {
			if err := run.unprotect(ctx, o, store); err != nil {
				return err
			}
		}
		return run.operate(ctx, o, store)
	})
}

// protected says how a protected environment is taken down: on purpose, in two
// steps.
func protected(loaded *config.Loaded) error {
	return usageError{fmt.Errorf("destroy %[1]s: it is protected (covetpy:protect, %[2]s); to take it down, set covetpy:protect: false, "+
		"and deletionProtection: false under covetpy:cluster, covetpy:database and covetpy:edge, in %[3]s, run `up %[1]s`, then `destroy %[1]s`; "+
		"on the simulated cloud, `destroy %[1]s --offline --unprotect` does all of it",
		loaded.Environment, loaded.Origin("protect"), config.FileName(loaded.Environment))}
}

// finish prints what a run did, in the form asked for.
func finish(o operateOptions, s *show.Summary, failure error) error {
	if o.json {
		return errors.Join(failure, s.WriteJSON(o.out, failure))
	}
	if failure != nil && len(s.Result.Steps) == 0 {
		return failure // it never began: there is nothing to sum up
	}
	s.Write(o.out)
	return failure
}

// operateOnline runs the published pulumi command on the real backend, with the
// policy pack. It looks first, as offline runs do: the engine would otherwise
// delete all that is not protected before it comes to what is.
func operateOnline(ctx context.Context, ws *workspace.Workspace, o operateOptions) error {
	online := &engine.Online{
		Root: ws.Root, Stack: o.environment, PolicyPacks: []string{filepath.Join(ws.Root, "policy")},
	}
	if o.policies != "" {
		absolute, err := filepath.Abs(o.policies)
		if err != nil {
			return fmt.Errorf("find policy configuration %s: %w", o.policies, err)
		}
		online.PolicyConfigs = []string{absolute}
	}
	preview, err := online.Run(ctx, o.operation.Preview())
	if preview == nil {
		return err
	}
	if err != nil || o.operation.Preview() == o.operation {
		if !o.json {
			show.Plan(o.out, preview)
			show.Objections(o.out, preview)
		}
		return finish(o, &show.Summary{Environment: o.environment, Result: preview}, err)
	}
	progress := show.NewProgress(o.progressWriter(), o.live && !o.json, show.Total(preview))
	online.Listen = progress.Listen
	result, err := online.Run(ctx, o.operation)
	progress.Close()
	if result == nil {
		return err
	}
	return finish(o, &show.Summary{Environment: o.environment, Result: result, Prelude: preview.Duration}, err)
}

// progressWriter keeps standard output for the JSON document alone.
func (o *operateOptions) progressWriter() io.Writer {
	if o.json {
		return o.err
	}
	return o.out
}
