package engine

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/auto"
)

// What an online run fails of before or beside the operation itself.
var (
	ErrNoCommand = errors.New("there is no pulumi command")
	ErrNoLogin   = errors.New("the pulumi command is not logged in to a backend")
	ErrNoStack   = errors.New("the stack does not exist")
	ErrBusy      = errors.New("another update of the stack is in progress")
)

// loginWords are what the command says where it has no backend to ask: nobody
// logged in, and nobody there to be asked to.
var loginWords = []string{
	"must be set for login",
	"requires logging in",
	"invalid access token",
}

// explain turns a failure of the command into an error that says what to do. The
// Automation API tells the cases apart by what the command printed, and its
// predicates hold for its own error only, not for one that wraps it. So this is
// the place, and the only one, that asks them.
func (o *Online) explain(ctx context.Context, failure error, said string, told ...Diagnostic) error {
	switch {
	case ctx.Err() != nil:
		return fmt.Errorf("%w: %s", context.Cause(ctx), reason(failure, said))
	case auto.IsConcurrentUpdateError(failure):
		return fmt.Errorf("%w: wait for it to end, or, where its process is dead, run `pulumi cancel -s %s`: %s",
			ErrBusy, o.Stack, reason(failure, said))
	case auto.IsSelectStack404Error(failure), strings.Contains(said, "no stack named"): // the latter of an export
		return fmt.Errorf("%w: create it with `pulumi stack init %s`", ErrNoStack, o.Stack)
	case containsAny(said, loginWords):
		return fmt.Errorf("%w: run `pulumi login`, or set PULUMI_BACKEND_URL: %s", ErrNoLogin, reason(failure, said))
	case slices.ContainsFunc(told, func(d Diagnostic) bool { return d.Severity == SeverityError }):
		return ErrFailed
	default:
		return errors.New(reason(failure, said))
	}
}

// reason is what the command gave as its error. The Automation API's error holds
// everything that was printed, which the events have told already.
func reason(failure error, said string) string {
	var lines []string
	for line := range strings.Lines(plain(said)) {
		if text, isError := strings.CutPrefix(line, "error: "); isError {
			lines = append(lines, strings.TrimSpace(text))
		}
	}
	if len(lines) > 0 {
		return strings.Join(lines, "; ")
	}
	first, _, _ := strings.Cut(failure.Error(), "\n")
	return first
}

func containsAny(s string, words []string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}
