package sim_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/sim"
)

// stopwatch is a clock that passes time at once and keeps count.
type stopwatch struct{ waited time.Duration }

func (*stopwatch) Now() time.Time { return time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC) }

func (s *stopwatch) Wait(ctx context.Context, d time.Duration) error {
	s.waited += d
	return ctx.Err()
}

func TestACallIsSeenBeforeAndAfter(t *testing.T) {
	t.Parallel()
	var seen []sim.Call
	c := sim.New(sim.WithObserver(func(call sim.Call) { seen = append(seen, call) }))
	call := sim.Call{Op: sim.OpCreate, Type: "t", Name: "n", URN: "u"}
	require.NoError(t, c.Do(context.Background(), call, func() (string, error) { return "id", nil }))
	before, after := call, call
	before.Phase = sim.Before
	after.Phase, after.ID = sim.After, "id"
	assert.Equal(t, []sim.Call{before, after}, seen)
}

func TestFaultsStrikeAsScripted(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		fault sim.Fault
		// made and failed say of three calls whether the change was made and
		// whether the caller was told of a failure.
		made, failed []bool
	}{
		"once, before the change":            {sim.Fault{Error: sim.Throttling, Times: 1}, []bool{false, true, true}, []bool{true, false, false}},
		"always":                             {sim.Fault{Error: sim.InternalError}, []bool{false, false, false}, []bool{true, true, true}},
		"after the change: a lost answer":    {sim.Fault{Error: sim.LostConnection, When: sim.After, Times: 1}, []bool{true, true, true}, []bool{true, false, false}},
		"only a delay":                       {sim.Fault{Latency: time.Hour}, []bool{true, true, true}, []bool{false, false, false}},
		"another type":                       {sim.Fault{Type: "aws:iam/*", Error: sim.Throttling}, []bool{true, true, true}, []bool{false, false, false}},
		"another operation":                  {sim.Fault{Op: sim.OpDelete, Error: sim.Throttling}, []bool{true, true, true}, []bool{false, false, false}},
		"this type and name, found by globs": {sim.Fault{Type: "aws:eks/*", Name: "app-?", Error: sim.InsufficientCapacity, Times: 2}, []bool{false, false, true}, []bool{true, true, false}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			cloud := sim.New(sim.WithFaults(c.fault), sim.WithClock(&stopwatch{}))
			var made, failed []bool
			for range 3 {
				changed := false
				err := cloud.Do(context.Background(), sim.Call{Op: sim.OpCreate, Type: "aws:eks/nodeGroup:NodeGroup", Name: "app-a"}, func() (string, error) {
					changed = true
					return "id", nil
				})
				made, failed = append(made, changed), append(failed, err != nil)
			}
			assert.Equal(t, c.made, made)
			assert.Equal(t, c.failed, failed)
		})
	}
}

func TestRealtimeScalesTheTypicalTimes(t *testing.T) {
	t.Parallel()
	clock := &stopwatch{}
	c := sim.New(sim.WithClock(clock), sim.WithRealtime(0.5))
	call := sim.Call{Op: sim.OpCreate, Type: "aws:eks/cluster:Cluster"}
	require.NoError(t, c.Do(context.Background(), call, func() (string, error) { return "id", nil }))
	assert.Equal(t, sim.Typical(call.Type, call.Op)/2, clock.waited)
}

func TestAnInterruptedCallHasMadeItsChange(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(context.Background())
	c := sim.New(sim.WithRealtime(1))
	made := false
	err := c.Do(ctx, sim.Call{Op: sim.OpCreate, Type: "aws:eks/cluster:Cluster"}, func() (string, error) {
		made = true
		cancel()
		return "id", nil
	})
	var interrupted *sim.Interrupted
	require.ErrorAs(t, err, &interrupted)
	require.ErrorIs(t, err, context.Canceled)
	assert.True(t, made)
}

func TestFaultsAreReadStrictly(t *testing.T) {
	t.Parallel()
	got, err := sim.ParseFaults(strings.NewReader("- {type: 'aws:eks/*', op: create, when: after, error: lost-connection, latency: 2s, times: 1}\n"))
	require.NoError(t, err)
	assert.Equal(t, []sim.Fault{{Type: "aws:eks/*", Op: sim.OpCreate, When: sim.After, Error: sim.LostConnection, Latency: 2 * time.Second, Times: 1}}, got)

	none, err := sim.ParseFaults(strings.NewReader(""))
	require.NoError(t, err)
	assert.Empty(t, none)

	for name, c := range map[string]struct{ raw, says string }{
		"an unknown key":           {"- {typ: x}", "field typ not found"},
		"an unknown error":         {"- {error: gremlins}", `fault 1: error "gremlins"`},
		"an unknown operation":     {"- {op: make, error: throttling}", `op "make"`},
		"an unknown moment":        {"- {when: later, error: throttling}", `when "later"`},
		"a glob that never closes": {"- {type: '[', error: throttling}", "parse glob"},
		"a fault that does naught": {"- {type: x}", "want an error, a latency or both"},
		"a negative count":         {"- {error: throttling, times: -1}", "0 or more"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := sim.ParseFaults(strings.NewReader(c.raw))
			require.ErrorContains(t, err, c.says)
		})
	}
}
