package cli

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/internal/workspace"
	"github.com/covetpy/platform/policy/pack"
)

// state is as much of `pulumi stack export` as the tests read.
type state struct {
	Version    int `json:"version"`
	Deployment struct {
		Resources []named `json:"resources"`
	} `json:"deployment"`
}

type named struct {
	URN    string `json:"urn"`
	Action string `json:"action"`
}

// urns lists what has a name, but for providers, some of which the engine makes
// for itself and tells nobody of.
func urns(all []named) []string {
	var out []string
	for _, n := range all {
		if !strings.Contains(n.URN, "::pulumi:providers:") {
			out = append(out, n.URN)
		}
	}
	slices.Sort(out)
	return out
}

// run is as much of an operation's document as the tests read.
type run struct {
	Operation string         `json:"operation"`
	Error     string         `json:"error"`
	Steps     []named        `json:"steps"`
	Exports   map[string]any `json:"exports"`
}

func (r run) count(action string) int {
	n := 0
	for _, s := range r.Steps {
		if s.Action == action {
			n++
		}
	}
	return n
}

func TestAnEnvironmentThatWasNeverUpHasAnEmptyState(t *testing.T) {
	here(t)
	got := platform("export", "dev", "--offline")
	require.Equal(t, answer{ExitOK, got.out, ""}, got)
	s := document[state](t, got.out)
	require.Equal(t, 3, s.Version)
	require.Empty(t, s.Deployment.Resources)
}

// TestAnEnvironmentComesUpAndGoesByCommand reads what each command prints as a
// script would.
func TestAnEnvironmentComesUpAndGoesByCommand(t *testing.T) {
	here(t)
	operate := func(args ...string) run {
		t.Helper()
		got := platform(append(args, "--offline", "--json")...)
		require.Equal(t, ExitOK, got.code, got.err)
		return document[run](t, got.out)
	}
	planned := operate("preview", "dev")
	require.Equal(t, "preview", planned.Operation)
	require.Greater(t, planned.count("create"), 100)
	require.Equal(t, "(known after up)", planned.Exports["vpcId"])

	up := operate("up", "dev")
	require.Len(t, up.Steps, up.count("create"))
	require.Equal(t, urns(planned.Steps), urns(up.Steps))
	require.Equal(t, "[secret]", up.Exports["kubeconfig"])
	require.Len(t, up.Exports["privateSubnetIds"], 2)
	exported := document[state](t, platform("export", "dev", "--offline").out)
	require.Equal(t, urns(up.Steps), urns(exported.Deployment.Resources))

	again := operate("up", "dev")
	require.Len(t, again.Steps, again.count("same"))
	refreshed := operate("refresh", "dev")
	require.Len(t, refreshed.Steps, refreshed.count("same"))

	gone := operate("destroy", "dev")
	require.Len(t, gone.Steps, gone.count("delete"))
	require.Equal(t, urns(up.Steps), urns(gone.Steps))
	require.Empty(t, document[state](t, platform("export", "dev", "--offline").out).Deployment.Resources)
}

func TestAPersonReadsThePlanAndTheSummary(t *testing.T) {
	here(t)
	got := platform("preview", "dev", "--offline")
	require.Equal(t, answer{ExitOK, got.out, ""}, got)
	for _, line := range []string{
		"preview dev, offline: simulated account 111122223333 in eu-west-1\n\n",
		"\n  +  aws:ec2/vpc:Vpc ",
		"\nResources  ",
		"  covetpy:cluster:EKSCluster\n",
		"0 mandatory and 0 advisory violations, 0 waived\n",
		"\nExports    backupVaultArn = (known after up)\n",
		"\nDuration   ",
	} {
		require.Contains(t, got.out, line)
	}
}

func TestAFailedRunSaysSo(t *testing.T) {
	here(t)
	file := filepath.Join(t.TempDir(), "faults.yaml")
	require.NoError(t, os.WriteFile(file, []byte("- {type: 'aws:ec2/vpc:Vpc', op: create, error: internal-error}\n"), 0o600))
	got := platform("up", "dev", "--offline", "--json", "--faults", file)
	require.Equal(t, ExitFailed, got.code)
	require.Contains(t, got.err, "InternalError")
	require.Contains(t, document[run](t, got.out).Error, "up dev: ")
}

func TestAHeldEnvironmentIsBusyToEveryCommandOnItsState(t *testing.T) {
	home := here(t)
	held, err := (&workspace.Workspace{Home: home}).Hold("dev", []string{"up", "dev"})
	require.NoError(t, err)
	for _, command := range []string{"preview", "up", "refresh", "destroy", "export"} {
		got := platform(command, "dev", "--offline")
		require.Equal(t, ExitBusy, got.code, command)
		require.Empty(t, got.out, command)
		require.Contains(t, got.err, "error: environment dev is in use by process ", command)
	}
	require.NoError(t, held.Release())
	require.Equal(t, ExitOK, platform("export", "dev", "--offline").code)
}

func TestTheConfigurationIsToldWithItsOrigins(t *testing.T) {
	here(t)
	got := platform("config", "dev")
	require.Equal(t, answer{ExitOK, got.out, ""}, got)
	require.Regexp(t, `(?m)^network\.zones += 2 +# default of tier dev$`, got.out)
	require.Regexp(t, `(?m)^owner += platform +# Pulumi\.dev\.yaml:\d+$`, got.out)

	type setting struct {
		Path   string `json:"path"`
		Value  any    `json:"value"`
		Origin string `json:"origin"`
	}
	read := document[struct {
		Environment string    `json:"environment"`
		Settings    []setting `json:"settings"`
	}](t, platform("config", "dev", "--json").out)
	require.Equal(t, "dev", read.Environment)
	require.Contains(t, read.Settings, setting{"network.zones", 2.0, "default of tier dev"})
}

func TestEveryRuleIsListedAndExplained(t *testing.T) {
	t.Parallel()
	got := platform("policy", "list")
	require.Equal(t, answer{ExitOK, got.out, ""}, got)
	lines := strings.Split(strings.TrimSuffix(got.out, "\n"), "\n")
	require.Equal(t, []string{"RULE", "SEVERITY", "DEV", "STAGING", "PROD", "WHAT", "HOLDS"}, strings.Fields(lines[0]))
	rules := pack.Rules()
	require.Len(t, lines[1:], len(rules))
	for i, r := range rules {
		require.Equal(t,
			append([]string{r.ID, r.Severity.String(), r.Levels.Dev.String(), r.Levels.Staging.String(), r.Levels.Prod.String()},
				strings.Fields(r.Title)...),
			strings.Fields(lines[i+1]))
		explained := platform("policy", "explain", r.ID)
		require.Equal(t, answer{ExitOK, explained.out, ""}, explained)
		require.Contains(t, explained.out, r.ID)
		require.Contains(t, explained.out, r.Title)
	}
}

func TestThePictureIsDrawnOrPutIntoADocument(t *testing.T) {
	home := here(t)
	drawn := platform("diagram", "dev")
	require.Equal(t, answer{ExitOK, drawn.out, ""}, drawn)
	require.True(t, strings.HasPrefix(drawn.out, "flowchart "), drawn.out)
	// Applications stand on the cluster, so that it is part of the ground itself.
	require.Contains(t, drawn.out, "        covetpy_network_Network --> covetpy_cluster_EKSCluster\n")
	require.Contains(t, drawn.out, "    ground --> covetpy_database_AuroraDB\n")
	require.Contains(t, drawn.out, "    covetpy_database_AuroraDB --> covetpy_app_AppDeployment\n")

	file := filepath.Join(t.TempDir(), "README.md")
	require.NoError(t, os.WriteFile(file, []byte("<!-- diagram:dev -->\n<!-- /diagram -->\n"), 0o600))
	require.Equal(t, answer{}, platform("diagram", "dev", "--into", file))
	raw, err := os.ReadFile(file)
	require.NoError(t, err)
	require.Equal(t, "<!-- diagram:dev -->\n```mermaid\n"+drawn.out+"```\n<!-- /diagram -->\n", string(raw))
	_, err = os.Stat(home)
	require.ErrorIs(t, err, os.ErrNotExist, "a picture takes no state")
}

// TestWhatIsProtectedGoesOnPurpose takes prod down as the refusal says, and again
// where nothing is left.
func TestWhatIsProtectedGoesOnPurpose(t *testing.T) {
	here(t)
	require.Equal(t, ExitOK, platform("up", "prod", "--offline").code)
	require.Equal(t, ExitBadInput, platform("destroy", "prod", "--offline").code)
	got := platform("destroy", "prod", "--offline", "--unprotect")
	require.Equal(t, answer{ExitOK, got.out, ""}, got)
	require.Contains(t, got.out, "took the protection off prod: ")
	require.Empty(t, document[state](t, platform("export", "prod", "--offline").out).Deployment.Resources)
	again := platform("destroy", "prod", "--offline", "--unprotect")
	require.Equal(t, answer{ExitOK, again.out, ""}, again)
	require.NotContains(t, again.out, "took the protection off")
}

func TestTheOrderOfAnUpIsTold(t *testing.T) {
	home := here(t)
	path := platform("graph", "dev", "--critical-path")
	require.Equal(t, answer{ExitOK, path.out, ""}, path)
	require.Regexp(t, `(?m)^BEGINS +TAKES +RESOURCE$`, path.out)
	require.Regexp(t, `(?m)^0s +\S+ +\S+ \S+$`, path.out)
	require.Regexp(t, `(?m)^\S+ +all \d+ resources stand$`, path.out)
	require.Regexp(t, `(?m)^\S+ +covetpy:database:AuroraDB +aws:\S+ \S+$`, path.out)
	file := filepath.Join(t.TempDir(), "order.md")
	require.NoError(t, os.WriteFile(file, []byte("<!-- critical-path:dev -->\n<!-- /critical-path -->\n"), 0o600))
	require.Equal(t, answer{}, platform("graph", "dev", "--into", file))
	page, err := os.ReadFile(file)
	require.NoError(t, err)
	require.Equal(t, "<!-- critical-path:dev -->\n```text\n"+path.out+"```\n<!-- /critical-path -->\n", string(page))
	whole := platform("graph", "dev")
	require.Equal(t, answer{ExitOK, whole.out, ""}, whole)
	require.Contains(t, whole.out, `aws:ec2/vpc:Vpc::network" -> "urn:pulumi:dev::covetpy::covetpy:network:Network$aws:ec2/subnet:Subnet::network-private-a";`)
	_, err = os.Stat(home)
	require.ErrorIs(t, err, os.ErrNotExist, "reading an order takes no state")

	up := platform("up", "dev", "--offline", "--realtime", "0.0001")
	require.Equal(t, answer{ExitOK, up.out, ""}, up)
	require.Regexp(t, `(?m)^Critical path +\S+; the run took -?\d+ % more$`, up.out)
}
