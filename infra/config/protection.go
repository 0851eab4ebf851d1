package config

import "maps"

// Unprotected is the configuration under which an environment can be taken down:
// neither Pulumi nor the cloud refuses to delete what holds state. The receiver
// stays as it is.
func (c Config) Unprotected() Config {
	c.Protect = false
	c.Cluster.DeletionProtection = false
	if c.Database != nil {
		database := *c.Database
		database.DeletionProtection = false
		c.Database = &database
	}
	if c.Edge != nil {
		edge := *c.Edge
		edge.DeletionProtection = false
		c.Edge = &edge
	}
	// A secret that is deleted keeps its name as long as it can be brought back, in the
	// way of the environment that comes next.
	c.Secrets = maps.Clone(c.Secrets)
	for name, secret := range c.Secrets {
		secret.RecoveryDays = 0
		c.Secrets[name] = secret
	}
	if c.Recovery != nil && c.Recovery.VaultLock != nil && c.Recovery.VaultLock.Mode == LockCompliance {
		// Nobody may have one without protection. Once its grace is over AWS refuses
		// to take it off, and says since when.
		recovery := *c.Recovery
		recovery.VaultLock = nil
		c.Recovery = &recovery
	}
	return c
}
