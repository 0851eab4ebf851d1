package config_test

import (
	"maps"

	"github.com/covetpy/platform/infra/config"
)

// leastOf measures a field of the entries of a map by the weakest of them. A map
// without entries has no weakness.
func leastOf[T any](entries func(config.Config) map[string]T, of func(T) int) strength {
	return measured(func(c config.Config) int {
		out := 1 << 40
		for _, entry := range entries(c) {
			out = min(out, of(entry))
		}
		return out
	})
}

func usesStrengths() map[string]strength {
	out := under("queues.<name>.", map[string]strength{
		"visibilitySeconds": size, "retentionDays": availability, "maxReceives": size,
		"alertAgeSeconds": notSecurity("how soon someone has to look"),
	})
	maps.Copy(out, under("buckets.<name>.", map[string]strength{
		"expireDays": notSecurity("some objects have to stay, and some have to go"),
		"formerDays": leastOf(func(c config.Config) map[string]config.Bucket { return c.Buckets },
			func(b config.Bucket) int { return b.FormerDays }),
	}))
	maps.Copy(out, under("secrets.<name>.", map[string]strength{
		"description": identity, "changedBy": identity,
		"recoveryDays": leastOf(func(c config.Config) map[string]config.Secret { return c.Secrets },
			func(s config.Secret) int { return s.RecoveryDays }),
	}))
	return out
}

// usesWeakenings turn each measured field down by hand.
func usesWeakenings() map[string]func(*config.Config) {
	return map[string]func(*config.Config){
		"buckets.<name>.formerDays":   func(c *config.Config) { c.Buckets["other"] = config.Bucket{FormerDays: 1} },
		"secrets.<name>.recoveryDays": func(c *config.Config) { c.Secrets["other"] = config.Secret{RecoveryDays: 7} },
	}
}
