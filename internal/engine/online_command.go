package engine

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"time"

	"github.com/pulumi/pulumi/sdk/v3/go/auto"
)

// command runs the pulumi command. The Automation API's own runner kills it ten
// seconds after an interrupt, and what a provider was making then is lost to the
// state: a cluster takes ten minutes. This one interrupts once and waits.
type command struct {
	auto.PulumiCommand
	path string
}

// pipeDelay is how long what a plugin left behind may hold the output open.
const pipeDelay = 10 * time.Second

func findCommand() (*command, error) {
	path, err := exec.LookPath("pulumi")
	if err != nil {
		return nil, fmt.Errorf("%w: install the Pulumi CLI (https://www.pulumi.com/docs/install) "+
			"and have it on PATH, or use --offline", ErrNoCommand)
	}
	own, err := auto.NewPulumiCommand(nil)
	if err != nil {
		return nil, fmt.Errorf("ask %s for its version: %w", path, err)
	}
	return &command{own, path}, nil
}

// Run is what the Automation API calls, with arguments of its own making.
func (c *command) Run(
	ctx context.Context, folder string, in io.Reader, out, errs []io.Writer, env []string, args ...string,
) (stdout, stderr string, code int, err error) {
	if err := ctx.Err(); err != nil {
		return "", "", unknownCode, err
	}
	var outCopy, errCopy bytes.Buffer
	cmd := exec.Command(c.path, append([]string{"--non-interactive"}, args...)...) //nolint:gosec,noctx // the command on PATH; see above
	cmd.Dir = folder
	cmd.Env = slices.Concat(os.Environ(), env, []string{"PULUMI_AUTOMATION_API=true"})
	cmd.Stdin = in
	cmd.Stdout = io.MultiWriter(append(slices.Clone(out), &outCopy)...)
	cmd.Stderr = io.MultiWriter(append(slices.Clone(errs), &errCopy)...)
	cmd.WaitDelay = pipeDelay
	apart(cmd)
	if err := cmd.Start(); err != nil {
		return "", "", unknownCode, fmt.Errorf("start %s: %w", c.path, err)
	}
	interrupted := make(chan error, 1)
	stop := context.AfterFunc(ctx, func() { interrupted <- cmd.Process.Signal(os.Interrupt) })
	err = cmd.Wait()
	if !stop() {
		if refused := <-interrupted; refused != nil && !errors.Is(refused, os.ErrProcessDone) {
			err = errors.Join(err, fmt.Errorf("interrupt %s: %w", c.path, refused))
		}
	}
	return outCopy.String(), errCopy.String(), cmd.ProcessState.ExitCode(), err
}

// unknownCode stands for the exit code of a command that did not run.
const unknownCode = -1
