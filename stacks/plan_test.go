package stacks

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/infra/config"
)

var today = time.Date(2026, time.November, 23, 0, 0, 0, 0, time.UTC)

func TestEveryEnvironmentIsAccepted(t *testing.T) {
	t.Parallel()
	names, err := config.Environments("..")
	require.NoError(t, err)
	for _, name := range names {
		_, err := config.Load("..", name, Check(name, today))
		require.NoError(t, err)
	}
}
