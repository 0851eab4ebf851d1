package tests

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/infra/config"
	"github.com/covetpy/platform/internal/engine"
)

// TestAnEnvironmentLives takes every environment from nothing through a change
// to nothing, with the invariants on at each step.
func TestAnEnvironmentLives(t *testing.T) {
	t.Parallel()
	for _, name := range environments(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, name)
			require.Empty(t, w.up().Violations, "not even advice")

			if w.loaded.Config.Protect {
				// The command looks first, as pulumi does, and goes no further.
				result, _ := w.fails(engine.OpPreviewDestroy)
				require.Contains(t, strings.Join(problems(result), "\n"), "because it is protected")
				w.settled()
			}
			changed := w.with(func(c *config.Config) {
				c.Owner = "another-team"
				c.Cluster.Logs.RetentionDays = 731
			})
			result := changed.up()
			require.NotEmpty(t, result.Changes())
			require.Equal(t, len(result.Changes()), result.Count(engine.ActionUpdate), "changes of tags and retention update in place")

			free := changed.unprotected()
			free.up()
			free.gone()
		})
	}
}

// TestAZoneIsAdded is the promise of the address plan: what exists stays.
func TestAZoneIsAdded(t *testing.T) {
	t.Parallel()
	for _, name := range environments(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, name).with(func(c *config.Config) { c.Network.Zones = 2 })
			w.up()
			result := w.with(func(c *config.Config) { c.Network.Zones = 3 }).up()
			require.Equal(t, len(result.Changes()), result.Count(engine.ActionCreate, engine.ActionUpdate))
			require.Positive(t, result.Count(engine.ActionCreate))
		})
	}
}

// TestNATModesCanBeChanged goes through every mode and back.
func TestNATModesCanBeChanged(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "dev").with(func(c *config.Config) { c.Network.InterfaceEndpoints = true })
	for _, mode := range []config.NAT{config.NATSingle, config.NATPerZone, config.NATRegional, config.NATNone, config.NATSingle} {
		w = w.with(func(c *config.Config) { c.Network.NAT = mode })
		result := w.up()
		require.Zero(t, result.Count(engine.ActionCreateReplacement), "to %s", mode)
	}
	w.gone()
}
