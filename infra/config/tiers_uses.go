package config

// The defaults of what applications use. There is none of it until a file names it.

func queue() Queue {
	// Five attempts, and a backlog that people notice.
	return Queue{VisibilitySeconds: 300, RetentionDays: 4, MaxReceives: 5, AlertAgeSeconds: 900}
}

func bucket(t Tier) Bucket { return Bucket{ExpireDays: 0, FormerDays: pick(t, 7, 30, 90)} }

// secret keeps its name for as long as it can be brought back, so that in dev, which
// comes and goes, it goes at once.
func secret(t Tier) Secret { return Secret{RecoveryDays: pick(t, 0, 14, 30)} }

// usesParts is what a file can bring into being, before it says more.
func usesParts(t Tier) []any { return []any{queue(), bucket(t), secret(t)} }

// specimenOfUses adds an entry to each map.
func specimenOfUses(t Tier, c *Config, name string) {
	c.Queues[name], c.Buckets[name], c.Secrets[name] = queue(), bucket(t), secret(t)
}
