//go:build emulators

package emulator_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/conformance/emulator"
)

func TestAnEmulatorForgets(t *testing.T) {
	pair := start(t)
	for _, name := range []emulator.Name{emulator.Moto, emulator.Ministack} {
		assert.NoError(t, pair.Reset(t.Context(), name), name)
	}
	require.NoError(t, pair.Close())
	require.ErrorContains(t, pair.Reset(t.Context(), emulator.Moto), "empty moto")
}
