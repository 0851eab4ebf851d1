package config_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/infra/config"
)

const repository = "../.."

// environments loads every environment of the repository.
func environments(t *testing.T) []*config.Loaded {
	t.Helper()
	names, err := config.Environments(repository)
	require.NoError(t, err)
	var out []*config.Loaded
	for _, name := range names {
		l, err := config.Load(repository, name)
		require.NoError(t, err)
		out = append(out, l)
	}
	return out
}

func TestTheRepositoryHasAnEnvironmentOfEachTier(t *testing.T) {
	var tiers []config.Tier
	for _, l := range environments(t) {
		tiers = append(tiers, l.Config.Tier)
	}
	assert.Subset(t, tiers, config.Tiers())
}

func TestNoTwoEnvironmentsShareAddressesOrAnAccount(t *testing.T) {
	all := environments(t)
	for i, one := range all {
		for _, other := range all[i+1:] {
			assert.False(t, one.Config.Network.CIDR.Overlaps(other.Config.Network.CIDR), "%s and %s", one.Environment, other.Environment)
			assert.NotEqual(t, one.Config.Account, other.Config.Account, "%s and %s", one.Environment, other.Environment)
		}
	}
}

func TestSomebodyCanEnterEveryCluster(t *testing.T) {
	for _, l := range environments(t) {
		administrators := 0
		for _, entry := range l.Config.Cluster.Access {
			if entry.Role == config.Administrator {
				administrators++
			}
			assert.Contains(t, entry.PrincipalARN, ":"+l.Config.Account+":", l.Environment)
		}
		assert.Positive(t, administrators, l.Environment)
	}
}

func TestSpotGroupsHaveManyPools(t *testing.T) {
	for _, tier := range config.Tiers() {
		for name, g := range config.Defaults(tier).Cluster.NodeGroups {
			series := map[byte]bool{}
			for _, instance := range g.InstanceTypes {
				series[instance[0]] = true
			}
			if g.Capacity == config.Spot {
				assert.GreaterOrEqual(t, len(g.InstanceTypes), 6, "%s %s", tier, name)
				assert.GreaterOrEqual(t, len(series), 3, "%s %s", tier, name)
			}
			assert.LessOrEqual(t, g.MinPerZone, g.DesiredPerZone, "%s %s", tier, name)
			assert.LessOrEqual(t, g.DesiredPerZone, g.MaxPerZone, "%s %s", tier, name)
		}
	}
}
