package sim

import (
	"context"
	"errors"
	"fmt"
	"path"
	"slices"
	"sync"
	"time"
)

// Fault is one thing that goes wrong in the cloud, scripted by a test or a file.
type Fault struct {
	// Type and Name are globs (path.Match; "*" does not cross a "/", and an
	// empty one matches everything) for the resource's token and logical name.
	Type string `yaml:"type"`
	Name string `yaml:"name"`
	// Op is the operation; empty means every one.
	Op Op `yaml:"op"`
	// When it strikes: before the change (the default), or after it, so that
	// the change is made and the answer is lost.
	When Phase `yaml:"when"`
	// Error is what the caller gets; empty for a fault that only delays.
	Error FaultError `yaml:"error"`
	// Latency is waited for first, in real time.
	Latency time.Duration `yaml:"latency"`
	// Times that it strikes; 0 means every time.
	Times int `yaml:"times"`
}

// FaultError is a failure that clouds have.
type FaultError string

// The failures that can be scripted.
const (
	Throttling           FaultError = "throttling"
	InsufficientCapacity FaultError = "insufficient-capacity"
	InternalError        FaultError = "internal-error"
	LostConnection       FaultError = "lost-connection"
	// Timeout is the provider's: it waited as long as it does, in vain.
	Timeout FaultError = "timeout"
)

// words are what the service says.
func (e FaultError) words() (string, bool) {
	switch e {
	case Throttling:
		return "ThrottlingException: Rate exceeded", true
	case InsufficientCapacity:
		return "InsufficientInstanceCapacity: We currently do not have sufficient capacity in the Availability Zone you requested", true
	case InternalError:
		return "InternalError: An internal error has occurred", true
	case LostConnection:
		return "RequestError: send request failed: read: connection reset by peer", true
	case Timeout:
		return "timeout while waiting for the resource to become ready", true
	default:
		return "", false
	}
}

// Validate reports what in the fault can never strike.
func (f Fault) Validate() error {
	for _, glob := range []string{f.Type, f.Name} {
		if _, err := path.Match(glob, ""); err != nil {
			return fmt.Errorf("parse glob %q: %w", glob, err)
		}
	}
	if f.Op != "" && !slices.Contains([]Op{OpCreate, OpRead, OpUpdate, OpDelete}, f.Op) {
		return fmt.Errorf("op %q: want create, read, update or delete", f.Op)
	}
	if f.When != "" && f.When != Before && f.When != After {
		return fmt.Errorf("when %q: want before or after", f.When)
	}
	if _, ok := f.Error.words(); !ok && f.Error != "" {
		return fmt.Errorf("error %q: want %s, %s, %s, %s or %s",
			f.Error, Throttling, InsufficientCapacity, InternalError, LostConnection, Timeout)
	}
	if f.Error == "" && f.Latency <= 0 {
		return errors.New("want an error, a latency or both")
	}
	if f.Times < 0 || f.Latency < 0 {
		return errors.New("times and latency: want 0 or more")
	}
	return nil
}

func (f Fault) matches(call Call) bool {
	when := f.When
	if when == "" {
		when = Before
	}
	return when == call.Phase && (f.Op == "" || f.Op == call.Op) &&
		globMatches(f.Type, call.Type) && globMatches(f.Name, call.Name)
}

func globMatches(glob, s string) bool {
	ok, err := path.Match(glob, s)
	return glob == "" || err == nil && ok
}

// faultBook counts how often each fault has struck.
type faultBook struct {
	mu     sync.Mutex
	faults []Fault
	struck []int
}

func newFaultBook(faults []Fault) *faultBook {
	return &faultBook{faults: faults, struck: make([]int, len(faults))}
}

// take returns the first fault that strikes this call.
func (b *faultBook) take(call Call) (Fault, bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for i, f := range b.faults {
		if f.matches(call) && (f.Times == 0 || b.struck[i] < f.Times) {
			b.struck[i]++
			return f, true
		}
	}
	return Fault{}, false
}

func (c *Cloud) strike(ctx context.Context, call Call) error {
	f, ok := c.faults.take(call)
	if !ok {
		return nil
	}
	if f.Latency > 0 {
		if err := c.settings.clock.Wait(ctx, f.Latency); err != nil {
			return err
		}
	}
	if words, ok := f.Error.words(); ok {
		return errors.New(words)
	}
	return nil
}
