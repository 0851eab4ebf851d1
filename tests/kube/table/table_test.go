package table

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestWhatIsBrokenIsSaid(t *testing.T) {
	t.Parallel()
	var table Table
	table.AtLeast("available during a rollout", 3, 3)
	table.AtMost("pods during a rollout", 4, 4)
	table.Exactly("pods left", 0, 0)
	require.NoError(t, table.Err())

	table.AtLeast("available during a drain", 2, 1)
	table.AtMost("pods during a drain", 4, 5)
	table.Exactly("objects left", 0, 7)
	table.Add("a privileged pod", "is refused", "was taken", false)
	require.EqualError(t, table.Err(), strings.Join([]string{
		"available during a drain: promised \"at least 2\", measured \"1\"",
		"pods during a drain: promised \"at most 4\", measured \"5\"",
		"objects left: promised \"0\", measured \"7\"",
		"a privileged pod: promised \"is refused\", measured \"was taken\"",
	}, "\n"))

	var out strings.Builder
	require.NoError(t, table.Print(&out))
	lines := strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
	require.Len(t, lines, 8)
	assert.Equal(t, []string{"WHAT", "PROMISED", "MEASURED"}, strings.Fields(lines[0]))
	assert.NotContains(t, lines[1], "BROKEN")
	assert.Contains(t, lines[4], "BROKEN")
}
