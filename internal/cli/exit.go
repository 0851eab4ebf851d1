package cli

import (
	"context"
	"errors"

	"github.com/covetpy/platform/infra/fault"
	"github.com/covetpy/platform/internal/engine"
	"github.com/covetpy/platform/internal/workspace"
)

// ExitCode is what the process ends with. The codes are an interface: scripts
// tell failures apart by them.
type ExitCode int

// The exit codes.
const (
	ExitOK          ExitCode = 0
	ExitFailed      ExitCode = 1
	ExitBadInput    ExitCode = 2
	ExitPolicy      ExitCode = 3
	ExitBusy        ExitCode = 4
	ExitUnknown     ExitCode = 5
	ExitInterrupted ExitCode = 130
)

// exitCodes says what each code means, for the help text.
var exitCodes = []struct {
	code    ExitCode
	meaning string
}{
	{ExitOK, "done"},
	{ExitFailed, "the operation failed, and running it again goes on from what was done; or a gate found a service that burns its error budget"},
	{ExitBadInput, "the command line or the configuration is wrong; nothing was done"},
	{ExitPolicy, "a mandatory policy is violated, a proof fails, or no policy notices a weakening"},
	{ExitBusy, "another process works on the environment"},
	{ExitUnknown, "a gate does not know how a service is: there is no data, or no answer"},
	{ExitInterrupted, "interrupted; running it again goes on from there"},
}

// usageError is a wrong command line.
type usageError struct{ error }

func (u usageError) Unwrap() error { return u.error }

// exitCode maps an error to the code that the process ends with.
func exitCode(err error) ExitCode {
	var usage usageError
	var busy *workspace.BusyError
	switch {
	case err == nil:
		return ExitOK
	case len(fault.Of(err)) > 0, errors.As(err, &usage):
		return ExitBadInput
	case errors.Is(err, context.Canceled):
		return ExitInterrupted
	case errors.As(err, &busy), errors.Is(err, engine.ErrBusy):
		return ExitBusy
	case errors.Is(err, engine.ErrPolicy), errors.Is(err, errSurvived), errors.Is(err, errNotProved):
		return ExitPolicy
	case errors.Is(err, errUnknown):
		return ExitUnknown
	default:
		return ExitFailed
	}
}
