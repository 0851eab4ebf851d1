package dashboards

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "write testdata/*.json anew")

// TestDashboardsAreAsTheyWere compares with the files in testdata, so that a change
// is seen in review as Grafana will see it.
func TestDashboardsAreAsTheyWere(t *testing.T) {
	t.Parallel()
	all, err := All(full())
	require.NoError(t, err)
	var want []string
	for _, d := range all {
		file := filepath.Join("testdata", d.Name+".json")
		want = append(want, file)
		raw, err := d.JSON()
		require.NoError(t, err)
		if *update {
			require.NoError(t, os.WriteFile(file, raw, 0o600))
		}
		have, err := os.ReadFile(file)
		require.NoError(t, err)
		assert.Equal(t, string(have), string(raw), "%s is stale: run go test ./dashboards -update", file)
	}
	have, err := filepath.Glob("testdata/*.json")
	require.NoError(t, err)
	assert.ElementsMatch(t, want, have, "a dashboard that is gone leaves no file")
}
