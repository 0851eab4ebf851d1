package route

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
)

// Operation is what was asked of a side.
type Operation string

// Operations. Validation is upstream's for every type, wherever it lives.
const (
	OpValidate Operation = "validate"
	OpPlan     Operation = "plan"
	OpDiff     Operation = "diff"
	OpCreate   Operation = "create"
	OpRead     Operation = "read"
	OpUpdate   Operation = "update"
	OpDelete   Operation = "delete"
	OpInvoke   Operation = "invoke"
)

// Count is how often an operation went well and how often not.
type Count struct {
	OK     int `json:"ok,omitempty"`
	Failed int `json:"failed,omitempty"`
	// Longest is that of the slowest call.
	Longest time.Duration `json:"longest,omitempty"`
}

// Entry is what happened to one type, or function.
type Entry struct {
	Token    string              `json:"token"`
	Emulator string              `json:"emulator,omitempty"`
	Why      string              `json:"why,omitempty"`
	Counts   map[Operation]Count `json:"counts"`
	// Errors are what was said where something failed, each once.
	Errors []string `json:"errors,omitempty"`
}

// Tally counts what was done, by type and place, and by operation.
type Tally struct {
	mu      sync.Mutex
	entries map[entryKey]*Entry
	left    map[Adjustment]int
}

type entryKey struct{ token, emulator string }

func newTally() *Tally {
	return &Tally{entries: map[entryKey]*Entry{}, left: map[Adjustment]int{}}
}

// Entries returns a copy of what was counted, sorted by token and emulator.
func (t *Tally) Entries() []Entry {
	t.mu.Lock()
	defer t.mu.Unlock()
	var out []Entry
	for _, entry := range t.entries {
		e := *entry
		e.Counts, e.Errors = maps.Clone(e.Counts), slices.Clone(e.Errors)
		out = append(out, e)
	}
	slices.SortFunc(out, func(a, b Entry) int {
		return cmp.Or(cmp.Compare(a.Token, b.Token), cmp.Compare(a.Emulator, b.Emulator))
	})
	return out
}

// Adjusted is how often a property was left out.
type Adjusted struct {
	Adjustment

	Times int `json:"times"`
}

// Adjusted returns what was left out, sorted by type and property.
func (t *Tally) Adjusted() []Adjusted {
	t.mu.Lock()
	defer t.mu.Unlock()
	var out []Adjusted
	for a, times := range t.left {
		out = append(out, Adjusted{a, times})
	}
	slices.SortFunc(out, func(a, b Adjusted) int {
		return cmp.Or(cmp.Compare(a.Type, b.Type), cmp.Compare(a.Property, b.Property))
	})
	return out
}

// adjusted counts that a property was left out.
func (t *Tally) adjusted(a Adjustment) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.left[a]++
}

func (t *Tally) add(token string, at Place, op Operation, took time.Duration, failure string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	key := entryKey{token, at.Emulator}
	e, ok := t.entries[key]
	if !ok {
		e = &Entry{Token: token, Emulator: at.Emulator, Counts: map[Operation]Count{}}
		t.entries[key] = e
	}
	e.Why = cmp.Or(e.Why, at.Why) // calls on what is there know only where, not why
	c := e.Counts[op]
	c.Longest = max(c.Longest, took)
	if failure == "" {
		c.OK++
	} else {
		c.Failed++
		if words := fmt.Sprintf("%s: %s", op, failure); !slices.Contains(e.Errors, words) {
			e.Errors = append(e.Errors, words)
		}
	}
	e.Counts[op] = c
}

// tallied makes a call and counts it. refused may find a refusal in the answer.
func tallied[T any](t *Tally, token string, at Place, op Operation, call func() (T, error), refused func(T) string) (T, error) {
	start := time.Now()
	answer, err := call()
	failure := ""
	switch {
	case err != nil:
		failure = err.Error()
	case refused != nil:
		failure = refused(answer)
	}
	t.add(token, at, op, time.Since(start), failure)
	return answer, err
}

// said are the reasons of failures, in one line.
func said(failures []*pulumirpc.CheckFailure) string {
	var out []string
	for _, f := range failures {
		out = append(out, strings.TrimPrefix(f.GetProperty()+": "+f.GetReason(), ": "))
	}
	return strings.Join(out, "; ")
}
