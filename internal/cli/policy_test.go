package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// configured previews dev, from the repository, under a policy configuration.
func configured(t *testing.T, text string) answer {
	t.Helper()
	file := filepath.Join(t.TempDir(), "policies.json")
	require.NoError(t, os.WriteFile(file, []byte(text), 0o600))
	return platform("preview", "dev", "--offline", "--policy-config", file)
}

func TestAPolicyConfigurationIsObeyed(t *testing.T) {
	here(t)
	asked := configured(t, `{"operations-log-retention": {"enforcementLevel": "advisory", "leastDays": 4000}}`)
	require.Equal(t, ExitOK, asked.code, asked.err)
	require.Contains(t, asked.out, "operations-log-retention")
	require.NotContains(t, asked.out, " and 0 advisory violations")

	stopped := configured(t, `{"operations-log-retention": {"enforcementLevel": "mandatory", "leastDays": 4000}}`)
	require.Equal(t, ExitPolicy, stopped.code)
}

func TestAPolicyConfigurationThatCanNotBeMeantIsRefused(t *testing.T) {
	here(t)
	for text, says := range map[string]string{
		`{"operations-log-retentions": "advisory"}`:        "no rule is named operations-log-retentions",
		`{"operations-log-retention": {"least": 1}}`:       "it has no setting least; it has leastDays",
		`{"operations-log-retention": {"leastDays": "x"}}`: "leastDays",
		`{"operations-log-retention": "sometimes"}`:        "sometimes",
		`not JSON`: "read policy configuration",
	} {
		got := configured(t, text)
		require.NotEqual(t, ExitOK, got.code, text)
		require.Contains(t, got.out+got.err, says, text)
	}
	require.Equal(t, ExitBadInput, platform("preview", "dev", "--offline", "--policy-config", "nowhere.json").code)
}

func TestRulesAreListedByWhatTheyAnswer(t *testing.T) {
	got := platform("policy", "list", "--control", "cis-eks", "--concern", "encryption")
	require.Equal(t, ExitOK, got.code, got.err)
	lines := strings.Split(strings.TrimSpace(got.out), "\n")
	require.Contains(t, lines[0], "CONTROLS")
	for _, line := range lines[1:] {
		require.Contains(t, line, "CIS EKS")
		require.True(t, strings.HasPrefix(line, "encryption-"), line)
	}
	none := platform("policy", "list", "--control", "iso 27001")
	require.Equal(t, ExitBadInput, none.code)
	require.Contains(t, none.err, "frameworks are cis, cis-aws")
}
