package tests

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/infra/config"
	"github.com/covetpy/platform/internal/engine"
	"github.com/covetpy/platform/internal/offline"
	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/stacks"
)

// fourth is all that it takes to have one environment more.
const fourth = `config:
  covetpy:tier: dev
  covetpy:account: "888899990000"
  covetpy:region: us-west-2
  covetpy:owner: quality
  covetpy:costCentre: "4400"
  covetpy:domain: trial.covet.example.com
  covetpy:network: {cidr: 10.40.0.0/16}
  covetpy:cluster:
    access:
      quality: {principalArn: "arn:aws:iam::888899990000:role/quality", role: administrator}
`

// TestAFourthEnvironmentIsOneFile brings up an environment of which nothing in
// the repository knows, from its file alone.
func TestAFourthEnvironmentIsOneFile(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, "Pulumi.trial.yaml"), []byte(fourth), 0o600))
	loaded, err := config.Load(dir, "trial", stacks.Check("trial", today))
	require.NoError(t, err)
	w := &world{t: t, loaded: loaded, store: &engine.MemoryStore{}, cloud: sim.New(offline.Cloud(loaded)...)}
	w.up()
	plane := w.one(clusterType, "cluster-eksCluster")
	require.Equal(t, "arn:aws:eks:us-west-2:888899990000:cluster/covetpy-trial", text(plane.Outputs, "arn"))
	require.Equal(t, "10.40.0.0/16", text(w.one(vpcType, "network").Inputs, "cidrBlock"))
	w.gone()
}

// TestAFourthEnvironmentHasTheCommand has the command take it up beside the others.
func TestAFourthEnvironmentHasTheCommand(t *testing.T) {
	t.Parallel()
	repository := copyEnvironments(t)
	require.NoError(t, os.WriteFile(filepath.Join(repository, "Pulumi.trial.yaml"), []byte(fourth), 0o600))
	for _, op := range []string{"preview", "up", "destroy"} {
		cmd := platform(t, filepath.Join(repository, "home"), op, "trial", "--offline")
		cmd.Dir = repository
		out, code := runs(t, cmd)
		require.Zero(t, code, out)
	}
	folders, err := os.ReadDir(filepath.Join(repository, "home"))
	require.NoError(t, err)
	var names []string
	for _, f := range folders {
		names = append(names, f.Name())
	}
	require.Equal(t, "trial", strings.Join(names, " "))
}
