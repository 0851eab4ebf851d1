// Package cli is the platform command: one file a subcommand, each of which
// parses into an options struct and hands it to a function that knows nothing
// of flags. What the commands do is in other packages.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/covetpy/platform/infra/fault"
	"github.com/covetpy/platform/internal/workspace"
)

// streams is where a command writes: what was asked for to out, all else to err.
type streams struct {
	out, err io.Writer
	// live is set when out is a terminal that can redraw a line.
	live bool
}

// Main runs the command line and returns the code to exit with. The first
// interrupt cancels what is running, in order; the second ends the process,
// which the next run repairs.
func Main(args []string, stdout, stderr io.Writer) ExitCode {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	defer signal.Stop(signals)
	go func() {
		select {
		case <-signals:
			signal.Stop(signals)
			_, _ = fmt.Fprintln(stderr, "\ninterrupted: finishing what has begun; interrupt again to stop at once")
			cancel()
		case <-ctx.Done():
		}
	}()
	root := newRoot(streams{out: stdout, err: stderr, live: isTerminal(stdout)})
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	if err != nil && ctx.Err() != nil {
		err = errors.Join(ctx.Err(), err)
	}
	report(stderr, err)
	return exitCode(err)
}

// report prints an error: faults one a line, as they stand; anything else
// behind "error:".
func report(w io.Writer, err error) {
	if err == nil {
		return
	}
	if faults := fault.Of(err); len(faults) > 0 {
		for _, f := range faults {
			_, _ = fmt.Fprintln(w, "error:", f)
		}
		return
	}
	_, _ = fmt.Fprintln(w, "error:", err)
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

func newRoot(s streams) *cobra.Command {
	root := group("platform", "Bring CovetPy environments up and down",
		newPreview(s), newUp(s), newRefresh(s), newDestroy(s), newExport(s),
		newConfig(s), newPolicy(s), newSLO(s), newDiagram(s), newGraph(s), newRecovery(s), newDashboards(s), newNew(s), newBench(s),
	)
	root.Long = root.Short + ".\n\n" + exitCodeHelp()
	root.SilenceErrors, root.SilenceUsage = true, true
	root.SetOut(s.out)
	root.SetErr(s.err)
	root.CompletionOptions.HiddenDefaultCmd = true
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{err} })
	return root
}

// group is a command that only holds others: alone it shows them, and a name
// that is none of theirs is a mistake.
func group(use, short string, commands ...*cobra.Command) *cobra.Command {
	cmd := &cobra.Command{
		Use:   use,
		Short: short,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return nil
			}
			return usageError{fmt.Errorf("%s has no command %q: `%[1]s --help` lists them", cmd.CommandPath(), args[0])}
		},
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(commands...)
	return cmd
}

func exitCodeHelp() string {
	var text strings.Builder
	text.WriteString("Exit codes:\n")
	for _, c := range exitCodes {
		fmt.Fprintf(&text, "  %3d  %s\n", c.code, c.meaning)
	}
	return text.String()
}

// oneEnvironment is the positional argument of most commands.
func oneEnvironment(cmd *cobra.Command, args []string) error {
	if err := cobra.ExactArgs(1)(cmd, args); err != nil {
		return usageError{fmt.Errorf("name one environment, as in `%s dev`: %w", cmd.CommandPath(), err)}
	}
	return nil
}

// noArguments is for commands that take none.
func noArguments(cmd *cobra.Command, args []string) error {
	if err := cobra.NoArgs(cmd, args); err != nil {
		return usageError{err}
	}
	return nil
}

// findWorkspace finds the repository from where the command was called.
func findWorkspace() (*workspace.Workspace, error) {
	ws, err := workspace.Find(".")
	if err != nil {
		return nil, usageError{err}
	}
	return ws, nil
}
