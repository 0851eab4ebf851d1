package tests

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/internal/cli"
)

// TestBadInputIsToldAtOnce writes each mistake into dev's file and runs the
// command: one clear error a mistake, exit code 2, and nothing was registered.
func TestBadInputIsToldAtOnce(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		lines []string // added under config
		says  []string // one of them in each error line
	}{
		"a misspelt key":                {[]string{"  covetpy:netwrok: {zones: 2}"}, []string{"network"}},
		"a misspelt field":              {[]string{"  covetpy:network: {zone: 2}"}, []string{"zones"}},
		"an overlapping range":          {[]string{"  covetpy:network: {cidr: 10.20.0.0/16}"}, []string{"10.20.0.0/16"}},
		"nine zones":                    {[]string{"  covetpy:network: {zones: 9}"}, []string{"found 9, accepted: 2 to 4"}},
		"a version past its support":    {[]string{`    version: "1.33"`}, []string{"1.33"}},
		"arm64 types in an amd64 group": {[]string{"    nodeGroups: {app: {instanceTypes: [m6i.large, m7g.large]}}"}, []string{"m7g.large"}},
		"data that may not be lost and is": {
			[]string{"  covetpy:recovery: {objectives: {rpoMinutes: 1}}"}, []string{"recovery.objectives.rpoMinutes"},
		},
		"a backup during the maintenance": {
			[]string{`  covetpy:database: {backups: {window: "04:30-05:30"}}`}, []string{"database.backups.window"},
		},
		"a snapshot during the maintenance": {
			[]string{`  covetpy:caches: {shared: {snapshots: {window: "05:30-06:30"}}}`}, []string{"caches.shared"},
		},
		"one cache node in several zones": {
			[]string{"  covetpy:caches: {shared: {multiAz: true}}"}, []string{"caches.shared.multiAz"},
		},
		"sessions in a cache that evicts": {
			[]string{"  covetpy:caches: {shared: {eviction: allkeys-lru}}"}, []string{"caches.shared.eviction"},
		},
		"a database that is serverless and provisioned": {
			[]string{"  covetpy:database: {provisioned: {instanceClass: db.r7g.large}}"}, []string{"database"},
		},
		"two mistakes": {
			[]string{`    version: "1.33"`, "  covetpy:network: {zones: 9}"},
			[]string{"1.33", "found 9"},
		},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			repository := copyEnvironments(t)
			file := filepath.Join(repository, "Pulumi.dev.yaml")
			raw, err := os.ReadFile(file)
			require.NoError(t, err)
			// The file ends in the cluster's settings, so a line with four blanks
			// goes on with them.
			text := strings.TrimRight(string(raw), "\n") + "\n" + strings.Join(c.lines, "\n") + "\n"
			require.NoError(t, os.WriteFile(file, []byte(text), 0o600))
			for _, op := range []string{"preview", "up"} {
				cmd := platform(t, filepath.Join(repository, "home"), op, "dev", "--offline")
				cmd.Dir = repository
				out, code := runs(t, cmd)
				require.Equal(t, int(cli.ExitBadInput), code, out)
				lines := strings.Split(strings.TrimSpace(out), "\n")
				require.Len(t, lines, len(c.says), out)
				for i, want := range c.says {
					require.Contains(t, lines[i], want)
					require.Contains(t, lines[i], "Pulumi.dev.yaml:")
				}
				_, err := os.Stat(filepath.Join(repository, "home"))
				require.ErrorIs(t, err, fs.ErrNotExist, "nothing was registered")
			}
		})
	}
}

// copyEnvironments makes a repository that has the project's files and nothing
// else.
func copyEnvironments(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	files, err := filepath.Glob(filepath.Join(root, "Pulumi*.yaml"))
	require.NoError(t, err)
	require.NoError(t, exec.CommandContext(t.Context(), "cp", append(files, dir)...).Run())
	return dir
}
