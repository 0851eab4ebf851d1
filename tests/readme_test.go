package tests

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/infra/config"
	"github.com/covetpy/platform/internal/engine"
	"github.com/covetpy/platform/internal/offline"
	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/stacks"
)

// TestTheReadmeIsTrue runs every command of ours that the README tells a newcomer
// to type, in its order and in one home. The tests' own command, what writes into
// the repository and real accounts are the gate's and the owner's.
func TestTheReadmeIsTrue(t *testing.T) {
	t.Parallel()
	raw, err := os.ReadFile(filepath.Join(root, "README.md"))
	require.NoError(t, err)
	var commands [][]string
	for _, block := range regexp.MustCompile("(?s)\n```sh\n(.*?)\n```").FindAllStringSubmatch(string(raw), -1) {
		for line := range strings.Lines(block[1]) {
			line, _, _ = strings.Cut(line, "#")
			if args, ok := strings.CutPrefix(strings.TrimSpace(line), "go run ./cmd/platform "); ok && !strings.HasPrefix(args, "new ") {
				commands = append(commands, strings.Fields(args))
			}
		}
	}
	require.Equal(t, []string{"up", "dev", "--offline"}, commands[0], "the first command of all")
	require.Greater(t, len(commands), 4)
	home := t.TempDir()
	for _, args := range commands {
		out, code := runs(t, platform(t, home, args...))
		require.Equal(t, 0, code, "platform %s: %s", strings.Join(args, " "), out)
		require.NotEmpty(t, out)
	}
}

// TestTheReadmesFaultsStrike scripts what the README shows, and lets the next runs
// put it right.
func TestTheReadmesFaultsStrike(t *testing.T) {
	t.Parallel()
	raw, err := os.ReadFile(filepath.Join(root, "README.md"))
	require.NoError(t, err)
	block := regexp.MustCompile("(?s)\n```yaml\n(- .*?)\n```").FindSubmatch(raw)
	require.NotNil(t, block)
	home := t.TempDir()
	file := filepath.Join(home, "faults.yaml")
	require.NoError(t, os.WriteFile(file, block[1], 0o600))
	// The faults strike once in each run: the network's first, as the rest waits
	// for it, and the node group's once there is a network.
	for _, says := range []string{"connection reset by peer", "InsufficientInstanceCapacity"} {
		out, code := runs(t, platform(t, home, "up", "dev", "--offline", "--faults", file))
		require.Equal(t, 1, code, out)
		require.Contains(t, out, says)
	}
	out, code := runs(t, platform(t, home, "up", "dev", "--offline"))
	require.Equal(t, 0, code, out)
}

// TestTheReadmesExampleComesUp brings up what the README configures, as an
// environment of its own.
func TestTheReadmesExampleComesUp(t *testing.T) {
	t.Parallel()
	raw, err := os.ReadFile(filepath.Join(root, "README.md"))
	require.NoError(t, err)
	block := regexp.MustCompile("(?s)\n```yaml\n(config:.*?\n)```").FindSubmatch(raw)
	require.NotNil(t, block)
	folder := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(folder, "Pulumi.example.yaml"), block[1], 0o600))
	loaded, err := config.Load(folder, "example", stacks.Check("example", today))
	require.NoError(t, err)
	run := offline.New(loaded, sim.New(offline.Cloud(loaded)...), &engine.MemoryStore{}).On(today).Engine(nil)
	_, err = run.Run(t.Context(), engine.OpUp)
	require.NoError(t, err)
	made, err := run.Resources(t.Context())
	require.NoError(t, err)
	var caches []string
	for _, r := range made {
		if strings.HasPrefix(string(r.URN.Type()), "covetpy:cache:") {
			caches = append(caches, r.URN.Name())
		}
	}
	require.ElementsMatch(t, []string{"cache-caching", "cache-results", "cache-sessions"}, caches)
}
