package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestDashboardsAreListedAndWrittenIntoAFolder(t *testing.T) {
	home := here(t)
	listed := platform("dashboards", "list", "prod")
	require.Equal(t, answer{ExitOK, listed.out, ""}, listed)
	require.Regexp(t, `(?m)^DASHBOARD +PANELS +FOR +TITLE$`, listed.out)
	require.Regexp(t, `(?m)^service-app +\d+ +who is on call for the application +Service app \(prod\)$`, listed.out)

	folder := filepath.Join(t.TempDir(), "new", "folder")
	written := platform("dashboards", "export", "prod", folder)
	require.Equal(t, answer{ExitOK, written.out, ""}, written)
	files := strings.Fields(written.out)
	require.Len(t, files, strings.Count(listed.out, "\n")-1)
	found, err := filepath.Glob(filepath.Join(folder, "*"))
	require.NoError(t, err)
	require.ElementsMatch(t, files, found)
	for _, file := range files {
		raw, err := os.ReadFile(file)
		require.NoError(t, err)
		d := document[struct {
			UID   string `json:"uid"`
			Title string `json:"title"`
		}](t, string(raw))
		assert.Equal(t, filepath.Base(file), d.UID+".json")
		assert.Contains(t, d.Title, "(prod)")
	}
	_, err = os.Stat(home)
	require.ErrorIs(t, err, os.ErrNotExist, "dashboards take no state")
}

func TestDashboardsOfNothingAreRefused(t *testing.T) {
	here(t)
	require.Equal(t,
		refused("name an environment and a folder, as in `platform dashboards export dev out`: accepts 2 arg(s), received 1"),
		platform("dashboards", "export", "dev"))
	require.Equal(t, ExitBadInput, platform("dashboards", "list", "nowhere").code)
	file := filepath.Join(t.TempDir(), "file")
	require.NoError(t, os.WriteFile(file, nil, 0o600))
	taken := platform("dashboards", "export", "dev", file)
	require.Equal(t, ExitFailed, taken.code)
	require.Contains(t, taken.err, "error: export dashboards: ")
}

// TestTheHandbookHasTheDashboardsOfProd compares docs/dashboards.md with what prod
// has now.
func TestTheHandbookHasTheDashboardsOfProd(t *testing.T) {
	here(t)
	page, err := os.ReadFile("docs/dashboards.md")
	require.NoError(t, err)
	file := filepath.Join(t.TempDir(), "page.md")
	require.NoError(t, os.WriteFile(file, page, 0o600))
	require.Equal(t, answer{}, platform("dashboards", "list", "prod", "--into", file))
	now, err := os.ReadFile(file)
	require.NoError(t, err)
	require.Equal(t, string(now), string(page), "docs/dashboards.md is stale: run go generate ./internal/cli")
	require.Regexp(t, "(?m)^\\| `error-budgets` \\| ", string(page))
}
