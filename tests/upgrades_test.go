package tests

import (
	"slices"
	"strings"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/infra/config"
	"github.com/covetpy/platform/internal/engine"
)

// changeCache changes dev's only cache.
func changeCache(change func(*config.Cache)) func(*config.Config) {
	return func(c *config.Config) {
		cache := c.Caches["shared"]
		change(&cache)
		c.Caches["shared"] = cache
	}
}

// TestUpgradesAreInPlace changes what the data tier runs on: nothing is replaced,
// and what holds data is what it was.
func TestUpgradesAreInPlace(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		before, change func(*config.Config)
		token          string
		changed        string // path that the up changes
	}{
		"a minor version of PostgreSQL": {
			nil, func(c *config.Config) { c.Database.Version = "17.6" }, databaseType, "engineVersion",
		},
		"more capacity of a serverless database": {
			nil, func(c *config.Config) { c.Database.Serverless.MaxACU = 16 }, databaseType, "serverlessv2ScalingConfiguration.maxCapacity",
		},
		"a parameter of PostgreSQL": {
			nil, func(c *config.Config) { c.Database.Parameters.SlowQueryMilliseconds = 100 }, parametersType, "parameters[2].value",
		},
		"larger nodes of a cache": {
			nil, changeCache(func(c *config.Cache) { c.Nodes.Type = "cache.t4g.small" }), cacheType, "nodeType",
		},
		"a second node of a cache": {
			nil, changeCache(func(c *config.Cache) { c.Nodes.Count, c.MultiAZ = 2, true }), cacheType, "numCacheClusters",
		},
		"a minor version of Valkey": {
			changeCache(func(c *config.Cache) { c.Version, c.MinorUpgrades = "8.0", false }),
			changeCache(func(c *config.Cache) { c.Version = "8.1" }), cacheType, "engineVersion",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, "dev")
			if c.before != nil {
				w = w.with(c.before)
			}
			w.run(engine.OpUp)
			before := w.resources()
			result := w.with(c.change).up()
			require.Zero(t, result.Count(engine.ActionCreateReplacement, engine.ActionDeleteReplaced, engine.ActionDelete))
			i := slices.IndexFunc(result.Changes(), func(s engine.Step) bool { return s.Type() == c.token })
			require.GreaterOrEqual(t, i, 0, "%v", changes(result))
			require.Equal(t, engine.ActionUpdate, result.Changes()[i].Action)
			require.Contains(t, result.Changes()[i].Changed, c.changed)
			w.stays(before, databaseType, instanceType, cacheType)
		})
	}
}

// stays demands that the resources of some types are the ones that they were.
func (w *world) stays(before []engine.Resource, tokens ...string) {
	w.t.Helper()
	kept := 0
	for _, r := range before {
		if slices.Contains(tokens, string(r.URN.Type())) {
			kept++
			require.Equal(w.t, r.ID, w.one(string(r.URN.Type()), r.URN.Name()).ID, r.URN)
		}
	}
	require.Positive(w.t, kept)
}

// TestALargerInstanceIsThereFirst has each instance of another class there before
// the old one goes, as a reader that takes over from it, and the cluster stay.
func TestALargerInstanceIsThereFirst(t *testing.T) {
	t.Parallel()
	class := func(name string) func(*config.Config) {
		return func(c *config.Config) {
			c.Database.Serverless, c.Database.Readers = nil, 1
			c.Database.Provisioned = &config.DatabaseProvisioned{InstanceClass: name}
		}
	}
	w := newWorld(t, "dev").with(class("db.r7g.large"))
	w.run(engine.OpUp)
	before := w.resources()
	w = w.with(class("db.r7g.xlarge"))
	var steps []engine.Action
	for _, s := range w.up().Changes() {
		if s.Type() == instanceType {
			steps = append(steps, s.Action)
		}
	}
	first, last := engine.ActionCreateReplacement, engine.ActionDeleteReplaced
	require.Equal(t, []engine.Action{first, first, last, last}, steps)
	w.stays(before, databaseType)
	for _, r := range w.ofType(instanceType) {
		require.Equal(t, "db.r7g.xlarge", text(r.Outputs, "instanceClass"))
	}
}

// TestAnotherFamilyOfParametersIsMadeFirst changes the family of parameter groups:
// the new group is there before what uses it moves, and the old one goes after.
func TestAnotherFamilyOfParametersIsMadeFirst(t *testing.T) {
	t.Parallel()
	const cacheParameters = "aws:elasticache/parameterGroup:ParameterGroup"
	for name, c := range map[string]struct {
		before, change func(*config.Config)
		group, user    string
		// elsewhere is what was done to the user past the program, as documented.
		elsewhere resource.PropertyMap
	}{
		"of a cache, with its major version": {
			changeCache(func(c *config.Cache) { c.Version, c.MinorUpgrades = "7.2", false }),
			changeCache(func(c *config.Cache) { c.Version = "8.1" }), cacheParameters, cacheType, nil,
		},
		"of a database, after a blue/green deployment": {
			func(c *config.Config) { c.Database.Version = "16.9" },
			func(c *config.Config) { c.Database.Version = "17.5" }, parametersType, databaseType,
			resource.PropertyMap{"engineVersion": resource.NewProperty("17.5"), "engineVersionActual": resource.NewProperty("17.5")},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, "dev").with(c.before)
			w.run(engine.OpUp)
			before := w.resources()
			if c.elsewhere != nil {
				for _, token := range []string{databaseType, instanceType} {
					for _, r := range w.ofType(token) {
						require.NoError(t, w.cloud.Tamper(token, string(r.ID), c.elsewhere))
					}
				}
				w.run(engine.OpRefresh)
			}
			result := w.with(c.change).run(engine.OpUp)
			steps := map[string]int{}
			for i, s := range result.Steps {
				if s.Type() == c.group || s.Type() == c.user {
					steps[s.Type()+" "+string(s.Action)] = i + 1
				}
			}
			made, moved, gone := steps[c.group+" create-replacement"], steps[c.user+" update"], steps[c.group+" delete-replaced"]
			require.Positive(t, made, "%v", steps)
			require.Greater(t, moved, made, "%v", steps)
			require.Greater(t, gone, moved, "%v", steps)
			w.stays(before, databaseType, instanceType, cacheType)
			after := w.with(c.change)
			after.settled()
			after.gone()
		})
	}
}

// TestACacheIsNotTurnedIntoShards has a protected cache stay, and another one made
// again, as ElastiCache can't turn cluster mode on in one step.
func TestACacheIsNotTurnedIntoShards(t *testing.T) {
	t.Parallel()
	shards := changeCache(func(c *config.Cache) {
		c.Shards = &config.CacheShards{Type: c.Nodes.Type, Count: 2, Replicas: 1}
		c.Nodes, c.MultiAZ = nil, true
	})
	t.Run("a protected one is refused", func(t *testing.T) {
		t.Parallel()
		w := newWorld(t, "dev").with(func(c *config.Config) { c.Protect = true })
		w.run(engine.OpUp)
		before := w.resources()
		result, _ := w.with(shards).fails(engine.OpPreview)
		said := strings.Join(problems(result), "\n")
		require.Contains(t, said, "RedisCache$"+cacheType+"::cache-shared")
		require.Contains(t, said, "marked for protection")
		w.stays(before, cacheType)
		w.settled()
	})
	t.Run("an unprotected one is replaced", func(t *testing.T) {
		t.Parallel()
		w := newWorld(t, "dev")
		w.run(engine.OpUp)
		w = w.with(shards)
		result := w.up()
		var steps []engine.Action
		for _, s := range result.Changes() {
			if s.Type() == cacheType {
				steps = append(steps, s.Action)
			}
		}
		want := []engine.Action{engine.ActionDeleteReplaced, engine.ActionCreateReplacement}
		require.Equal(t, want, steps, "it has one id, so the old one goes first")
		require.Equal(t, "enabled", text(w.one(cacheType, "cache-shared").Outputs, "clusterMode"))
		w.gone()
	})
}
