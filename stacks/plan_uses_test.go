package stacks

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/components/network"
	"github.com/covetpy/platform/components/objects"
	"github.com/covetpy/platform/components/queue"
	"github.com/covetpy/platform/components/secrets"
	"github.com/covetpy/platform/infra/config"
)

// using is a sound configuration with one of each that applications use.
func using() config.Config {
	c := sound()
	c.Protect = true
	c.Queues = map[string]config.Queue{"jobs": {VisibilitySeconds: 300, RetentionDays: 4, MaxReceives: 5, AlertAgeSeconds: 900}}
	c.Buckets = map[string]config.Bucket{"uploads": {ExpireDays: 90, FormerDays: 30}}
	c.Secrets = map[string]config.Secret{"payments": {Description: "A key", ChangedBy: "finance", RecoveryDays: 14}}
	return c
}

func TestWhatApplicationsUseIsTheConfiguration(t *testing.T) {
	t.Parallel()
	p, faults := newPlan("dev", using(), today)
	require.Empty(t, faults)
	names := p.keys.Names
	assert.Equal(t, uses{
		queues: map[string]queue.Args{"jobs": {
			Names: names, Where: p.where, Name: "jobs", Protect: true,
			VisibilitySeconds: 300, RetentionDays: 4, MaxReceives: 5, AlertAgeSeconds: 900,
		}},
		buckets: map[string]objects.Args{"uploads": {
			Names: names, Where: p.where, Name: "uploads", Protect: true, ExpireDays: 90, FormerDays: 30,
		}},
		secrets: &secrets.Args{
			Names: names, Where: p.where, Protect: true,
			Secrets: map[string]secrets.Secret{"payments": {Description: "A key", ChangedBy: "finance", RecoveryDays: 14}},
		},
	}, p.uses)

	p, faults = newPlan("dev", sound(), today)
	require.Empty(t, faults)
	assert.Equal(t, uses{queues: map[string]queue.Args{}, buckets: map[string]objects.Args{}}, p.uses)
}

func TestFaultsOfWhatApplicationsUse(t *testing.T) {
	t.Parallel()
	settings := using()
	settings.Queues["jobs"] = config.Queue{VisibilitySeconds: 300, RetentionDays: 14, MaxReceives: 5, AlertAgeSeconds: 900}
	settings.Buckets["uploads"] = config.Bucket{}
	settings.Secrets["mail-abc123"] = settings.Secrets["payments"]
	var paths []string
	for _, f := range Check("dev", today)(settings) {
		paths = append(paths, f.Path)
	}
	assert.Equal(t, []string{"buckets.uploads.formerDays", "queues.jobs.retentionDays", "secrets.mail-abc123"}, paths)
}

// TestPodsReachTheQueues lists the interface endpoints with and without those of the
// cluster.
func TestPodsReachTheQueues(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		change func(*config.Config)
		own    []network.EndpointService
	}{
		"nothing is used": {func(c *config.Config) { c.Queues, c.Buckets, c.Secrets = nil, nil, nil }, nil},
		"queues where the cluster has no endpoints":              {func(*config.Config) {}, []network.EndpointService{"sqs"}},
		"a bucket and a secret where the cluster has none":       {func(c *config.Config) { c.Queues = nil }, nil},
		"queues and secrets beside the endpoints of the cluster": {func(c *config.Config) { c.Network.InterfaceEndpoints = true }, []network.EndpointService{"secretsmanager", "sqs"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			settings := using()
			test.change(&settings)
			p, faults := newPlan("dev", settings, today)
			require.Empty(t, faults)
			assert.ElementsMatch(t, test.own, endpointsOfUses(settings))
			if !settings.Network.InterfaceEndpoints {
				assert.Equal(t, test.own, p.network.Endpoints)
				return
			}
			assert.Subset(t, p.network.Endpoints, test.own)
			for _, service := range p.cluster.Endpoints() {
				assert.Contains(t, p.network.Endpoints, network.EndpointService(service))
			}
		})
	}
}
