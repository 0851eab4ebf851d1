package cli

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/components/recovery"
)

func TestWhatIsPromisedIsPrintedOrPutIntoADocument(t *testing.T) {
	home := here(t)
	require.Equal(t,
		refused("name the environments, as in `platform recovery prod`: requires at least 1 arg(s), only received 0"),
		platform("recovery"))
	table := platform("recovery", "dev", "prod")
	require.Equal(t, answer{ExitOK, table.out, ""}, table)
	require.Contains(t, table.out, "| dev | the region lost | no promise | made anew, without its data |\n")
	require.Contains(t, table.out, "| prod | data lost with the region (RPO) | 4 h | 4 h, by `recovery.plans.database.hourly` |\n")

	file := filepath.Join(t.TempDir(), "page.md")
	require.NoError(t, os.WriteFile(file, []byte("before\n<!-- recovery:objectives -->\nold\n<!-- /recovery -->\nafter\n"), 0o600))
	require.Equal(t, answer{}, platform("recovery", "dev", "prod", "--into", file))
	raw, err := os.ReadFile(file)
	require.NoError(t, err)
	require.Equal(t, "before\n<!-- recovery:objectives -->\n"+table.out+"<!-- /recovery -->\nafter\n", string(raw))
	require.NoError(t, os.WriteFile(file, []byte("no table\n"), 0o600))
	nowhere := platform("recovery", "dev", "--into", file)
	require.Equal(t, ExitFailed, nowhere.code)
	require.Contains(t, nowhere.err, "replace recovery: "+file+" has no part between ")
	_, err = os.Stat(home)
	require.ErrorIs(t, err, os.ErrNotExist, "reading takes no state")
}

// TestTheHandbookHasThePromisesOfTheEnvironments compares docs/recovery.md with
// what the environments' files say now.
func TestTheHandbookHasThePromisesOfTheEnvironments(t *testing.T) {
	here(t)
	table := platform("recovery", "dev", "staging", "prod")
	require.Equal(t, answer{ExitOK, table.out, ""}, table)
	have, err := os.ReadFile("docs/recovery.md")
	require.NoError(t, err)
	want, err := recovery.Fill(string(have), "objectives", table.out)
	require.NoError(t, err)
	require.Equal(t, want, string(have), "docs/recovery.md is stale: run go generate ./internal/cli")
}
