package tags_test

import (
	"maps"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/covetpy/platform/infra/tags"
)

func set() tags.Set {
	return tags.Set{
		Project: "covetpy", Environment: "dev", Owner: "platform", CostCentre: "4711", DataClass: "internal",
	}
}

func TestEveryFieldBecomesATag(t *testing.T) {
	assert.Equal(t, map[string]string{
		"Project": "covetpy", "Environment": "dev", "Owner": "platform",
		"CostCentre": "4711", "DataClass": "internal", "ManagedBy": "pulumi",
	}, set().Map())
}

func TestInputsSayTheSameAsTheMap(t *testing.T) {
	assert.Equal(t, pulumi.StringMap{
		"Project": pulumi.String("covetpy"), "Environment": pulumi.String("dev"), "Owner": pulumi.String("platform"),
		"CostCentre": pulumi.String("4711"), "DataClass": pulumi.String("internal"), "ManagedBy": pulumi.String("pulumi"),
	}, set().Input())
	assert.Equal(t, pulumi.StringMap{"Name": pulumi.String("covetpy-dev-private-a")}, tags.Named("covetpy-dev-private-a"))
	assert.Equal(t, pulumi.StringMap{}, tags.Input(nil))
}

// More tags win over the set's, the rest of the set stays, and neither the
// argument nor the set is changed.
func TestWithAddsAndOverrides(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		keys := rapid.SampledFrom([]string{"Name", "Owner", "DataClass", "karpenter.sh/discovery"})
		more := rapid.MapOf(keys, rapid.StringMatching(`[a-z]{0,6}`)).Draw(t, "more")
		before := maps.Clone(more)
		got := set().With(more)
		for key, value := range set().Map() {
			if _, overridden := more[key]; !overridden {
				require.Equal(t, value, got[key])
			}
		}
		for key, value := range more {
			require.Equal(t, value, got[key])
			delete(got, key)
		}
		require.Equal(t, before, more)
		require.Subset(t, set().Map(), got)
	})
}
