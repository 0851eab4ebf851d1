package offline

import (
	"os"
	"testing"

	"github.com/blang/semver"
	"github.com/stretchr/testify/require"
)

// TestProvidersAreTheSDKs holds the versions to those that the program is built
// with: the engine takes a provider of another version for another provider.
func TestProvidersAreTheSDKs(t *testing.T) {
	t.Parallel()
	raw, err := os.ReadFile("../../go.mod")
	require.NoError(t, err)
	for module, version := range map[string]semver.Version{
		"github.com/pulumi/pulumi-aws/sdk/v7":        awsVersion,
		"github.com/pulumi/pulumi-eks/sdk/v4":        eksVersion,
		"github.com/pulumi/pulumi-kubernetes/sdk/v4": kubernetesVersion,
	} {
		require.Contains(t, string(raw), module+" v"+version.String()+"\n")
	}
}
