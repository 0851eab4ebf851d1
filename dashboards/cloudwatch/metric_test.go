package cloudwatch

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestEveryMetricIsDocumentedAndSaysByWhichDimensionsItIsPublished(t *testing.T) {
	t.Parallel()
	require.NotEmpty(t, All())
	seen := map[string]bool{}
	for _, m := range All() {
		id := m.Namespace + " " + m.Name
		assert.Regexp(t, `^AWS/[A-Za-z0-9]+$`, m.Namespace)
		assert.Regexp(t, `^[A-Za-z0-9_]+$`, m.Name)
		assert.Contains(t, []Unit{Bytes, Count, CountPerSecond, Microseconds, Milliseconds, None, Percent, Seconds}, m.Unit, id)
		assert.Regexp(t, `^https://docs\.aws\.amazon\.com/.+\.html$`, m.Guide)
		require.NotEmpty(t, m.Dimensions, id)
		for _, d := range m.Dimensions {
			assert.False(t, seen[id+" by "+d], "%s is there twice by %s", id, d)
			seen[id+" by "+d] = true
		}
	}
}

func TestAMetricIsFoundByExactlyItsDimensionsInAnyOrder(t *testing.T) {
	t.Parallel()
	assert.True(t, FirewallBlocked.Has(Rule, WebACL, Region))
	assert.True(t, FirewallBlocked.Has(Region, Rule, WebACL))
	assert.False(t, FirewallBlocked.Has(WebACL))
	assert.True(t, DatabaseCPU.Has(DBCluster))
	assert.True(t, DatabaseCPU.Has(DBRole, DBCluster))
	assert.False(t, DatabaseVolume.Has(DBRole, DBCluster))
	assert.False(t, NATAttempts.Has())
}
