package up

import (
	"errors"
	"maps"

	"github.com/covetpy/platform/infra/config"
)

// changed is the configuration with changes that update things in place (how long
// logs are kept, and deleted keys can be saved), and one that replaces
// some: a group of spot nodes that is bought on demand. Owners and other tags stay:
// there are types of which an emulator can't change the tags.
func changed(c config.Config) (config.Config, error) {
	const anotherRetention, anotherWindow = 731, 29
	c.Cluster.Logs.RetentionDays = anotherRetention
	// In production a shorter one than the longest is refused.
	c.Encryption.DeletionWindowDays = max(c.Encryption.DeletionWindowDays, anotherWindow)
	groups := maps.Clone(c.Cluster.NodeGroups)
	for name, group := range groups {
		if group.Capacity == config.Spot {
			group.Capacity = config.OnDemand
			groups[name] = group
			c.Cluster.NodeGroups = groups
			return c, nil
		}
	}
	return c, errors.New("change the environment: it has no spot group, which another way of buying would replace")
}
