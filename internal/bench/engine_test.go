package bench

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/infra/config"
	"github.com/covetpy/platform/stacks"
)

func load(t *testing.T, environment string) *config.Loaded {
	t.Helper()
	today := time.Date(2026, time.November, 23, 0, 0, 0, 0, time.UTC)
	loaded, err := config.Load("../..", environment, stacks.Check(environment, today))
	require.NoError(t, err)
	loaded.Config.Cluster.SupportReason = "a measurement outlives the version's support"
	return loaded
}

// row measures one subject, and returns the words of its line with every time as
// "T".
func row(t *testing.T, s subject) []string {
	t.Helper()
	var b strings.Builder
	require.NoError(t, measure(context.Background(), &b, s))
	words := strings.Split(strings.TrimSuffix(b.String(), "\t\n"), "\t")
	for i, w := range words {
		if _, err := time.ParseDuration(w); err == nil {
			words[i] = "T"
		}
	}
	return words
}

func TestAProtectedEnvironmentIsMeasuredToItsEnd(t *testing.T) {
	t.Parallel()
	prod := load(t, "prod")
	require.True(t, prod.Config.Protect)
	s := environmentSubject(prod)
	words := row(t, s)
	require.Equal(t, []string{"prod", words[1], "T", "T", "T", "T", "T"}, words)
	left, err := s.engine().Resources(context.Background())
	require.NoError(t, err)
	require.Empty(t, left)
	require.Equal(t, load(t, "prod"), prod, "the caller's configuration is as it was")
}

func TestASyntheticStackHasAsManyQueuesAsItSays(t *testing.T) {
	t.Parallel()
	// Twenty queues, three groups of at most nine, and the stack.
	require.Equal(t, []string{"20 queues", "24", "T", "T", "T", "T", "T"}, row(t, syntheticSubject(20)))
}
