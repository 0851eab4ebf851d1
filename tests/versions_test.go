package tests

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/components/cluster"
	"github.com/covetpy/platform/infra/config"
	"github.com/covetpy/platform/internal/engine"
)

// atVersion is the world at a Kubernetes version, with the add-ons that are offered
// with every version in these tests.
func (w *world) atVersion(version string) *world {
	w.t.Helper()
	return w.with(func(c *config.Config) {
		c.Cluster.Version = version
		c.Cluster.SupportReason = "the tests climb from the oldest version"
		c.Cluster.Addons.Optional = []config.Addon{config.EBSCSIDriver, config.MetricsServer}
	})
}

// TestAVersionIsClimbed upgrades dev through every version on offer, a minor one
// at a time: the control plane in place, and after it the add-ons and the nodes.
func TestAVersionIsClimbed(t *testing.T) {
	t.Parallel()
	versions := cluster.Releases()
	require.Greater(t, len(versions), 2)
	w := newWorld(t, "dev").atVersion(versions[0])
	w.up()
	for _, version := range versions[1:] {
		w = w.atVersion(version)
		before := w.resources()
		result := w.up()
		w.keeps(before)
		require.Equal(t, len(result.Changes()), result.Count(engine.ActionUpdate), "to %s", version)
		steps := map[string]int{}
		for i, s := range result.Steps {
			if s.Action == engine.ActionUpdate {
				steps[s.Name()] = i + 1
			}
		}
		// Some versions of an add-on serve two of Kubernetes; kube-proxy's never do.
		for _, name := range []string{"cluster-eksCluster", "cluster-kube-proxy"} {
			require.Positive(t, steps[name], "%s is updated to %s", name, version)
		}
		for _, group := range w.ofType(nodeGroupType) {
			require.Equal(t, version, text(group.Outputs, "version"))
			require.Greater(t, steps[group.URN.Name()], steps["cluster-kube-proxy"], "what a node runs first, then the node")
			if coredns, changed := steps["cluster-coredns"]; changed {
				require.Greater(t, coredns, steps[group.URN.Name()], "nodes first, then what runs on them")
			}
		}
		for _, addon := range w.ofType(addonType) {
			if i, changed := steps[addon.URN.Name()]; changed {
				require.Greater(t, i, steps["cluster-eksCluster"], "%s after the control plane", addon.URN.Name())
			}
		}
	}
	w.gone()
}

// TestAVersionIsNeitherSkippedNorTakenBack has the cloud refuse both in clear
// words, and the environment stay as it was.
func TestAVersionIsNeitherSkippedNorTakenBack(t *testing.T) {
	t.Parallel()
	versions := cluster.Releases()
	start := versions[1]
	for name, wanted := range map[string]string{
		"a minor version is skipped": versions[slices.Index(versions, start)+2],
		"a version is taken back":    versions[0],
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, "dev").atVersion(start)
			w.run(engine.OpUp)
			other := w.atVersion(wanted)
			result, _ := other.fails(engine.OpUp)
			said := strings.Join(problems(result), "\n")
			require.Contains(t, said, `aws:eks/cluster:Cluster "cluster-eksCluster"`)
			require.Contains(t, said, "Unsupported Kubernetes minor version update from "+start+" to "+wanted)
			require.Equal(t, start, text(w.one(clusterType, "cluster-eksCluster").Outputs, "version"))
			w.settled()
		})
	}
}
