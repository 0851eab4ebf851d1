package sim

import (
	"context"
	"fmt"
	"time"
)

// Op is what a provider call does.
type Op string

// The operations that reach the cloud. Check, Diff and previews do not.
const (
	OpCreate Op = "create"
	OpRead   Op = "read"
	OpUpdate Op = "update"
	OpDelete Op = "delete"
)

// Phase is a moment of a call.
type Phase string

// The two moments at which observers are called and faults strike.
const (
	// Before the cloud has changed.
	Before Phase = "before"
	// After it has changed and the ledger has it, before the answer leaves.
	After Phase = "after"
)

// Call is one provider call as observers see it.
type Call struct {
	Op    Op
	Phase Phase
	Type  string
	// Name is the resource's logical name, the end of its URN.
	Name string
	URN  string
	// ID is empty before a creation.
	ID string
	// Err is what the call will answer; nil before it and when it succeeds.
	Err error
}

// Interrupted is the error of a call that changed the cloud and then did not
// wait until the object was ready: what was made is there.
type Interrupted struct{ Cause error }

func (e *Interrupted) Error() string {
	return fmt.Sprintf("waiting until it is ready: %v; it exists, run the update again", e.Cause)
}

func (e *Interrupted) Unwrap() error { return e.Cause }

// Do runs one provider call: observers, scripted faults and latency around the
// change itself, which do makes and which returns the object's id.
func (c *Cloud) Do(ctx context.Context, call Call, do func() (string, error)) error {
	call.Phase = Before
	c.observe(call)
	err := c.strike(ctx, call)
	if err == nil {
		err = c.change(ctx, &call, do)
	}
	call.Phase, call.Err = After, err
	c.observe(call)
	return err
}

func (c *Cloud) change(ctx context.Context, call *Call, do func() (string, error)) error {
	id, err := do()
	if err != nil {
		return err
	}
	call.ID, call.Phase = id, After
	if err := c.wait(ctx, Typical(call.Type, call.Op)); err != nil {
		return &Interrupted{Cause: err}
	}
	return c.strike(ctx, *call)
}

// wait takes the typical time d, scaled by the realtime factor.
func (c *Cloud) wait(ctx context.Context, d time.Duration) error {
	scaled := time.Duration(float64(d) * c.settings.realtime)
	if scaled <= 0 {
		return ctx.Err()
	}
	return c.settings.clock.Wait(ctx, scaled)
}

func (c *Cloud) observe(call Call) {
	for _, f := range c.settings.observers {
		f(call)
	}
}
