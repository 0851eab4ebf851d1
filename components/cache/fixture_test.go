package cache

import (
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/infra/alarm"
	"github.com/covetpy/platform/infra/identity"
	"github.com/covetpy/platform/infra/naming"
	"github.com/covetpy/platform/internal/mocktest"
)

// sessions is a store of sessions as prod has it: a primary and two replicas.
func sessions() *Args {
	return &Args{
		Names:     naming.Scope{Project: "covetpy", Environment: "prod"},
		Where:     identity.Scope{Partition: mocktest.Partition, Region: mocktest.Region, Account: mocktest.Account},
		Name:      "sessions",
		VPCID:     pulumi.String("vpc-1"),
		SubnetIDs: []pulumi.StringInput{pulumi.String("subnet-a"), pulumi.String("subnet-b")},
		Peers:     []Peer{{Name: "nodes", SecurityGroupID: pulumi.String("sg-nodes")}},
		Keys:      Keys{Cache: pulumi.String("arn:key-cache"), Logs: pulumi.String("arn:key-logs")},
		Topics:    alarm.Topics{Page: pulumi.String("arn:page"), Ticket: pulumi.String("arn:ticket")},
		Uses:      []Use{Sessions},
		Engine:    Valkey, Version: "8.1", Eviction: NoEviction,
		MultiAZ:           true,
		Nodes:             &Nodes{Type: "cache.m7g.large", Count: 3},
		Snapshots:         Snapshots{RetentionDays: 15, Window: "02:00-03:00"},
		MaintenanceWindow: "sun:04:00-sun:05:00",
		LogRetentionDays:  365,
		Protect:           true,
	}
}

// caching is the least: one node that evicts, without snapshots.
func caching() *Args {
	a := sessions()
	a.Name, a.Uses, a.Eviction = "results", []Use{Caching}, AllKeysLRU
	a.MultiAZ, a.Nodes.Count, a.Nodes.Type = false, 1, "cache.t4g.small"
	a.Snapshots = Snapshots{}
	a.Protect = false
	return a
}

// sharded is a cache with cluster mode on.
func sharded() *Args {
	a := caching()
	a.Nodes, a.MultiAZ = nil, true
	a.Shards = &Shards{Type: "cache.r7g.large", Count: 2, Replicas: 1}
	return a
}

// serverless is a cache that AWS scales, as dev may have it.
func serverless() *Args {
	a := caching()
	a.Nodes, a.Eviction, a.MultiAZ, a.MinorUpgrades = nil, "", true, true
	a.Serverless = &Serverless{MaxStorageGB: 1, MaxECPUPerSecond: 1000}
	a.Snapshots = Snapshots{RetentionDays: 1, Window: "02:00-03:00"}
	a.MaintenanceWindow, a.LogRetentionDays, a.Keys.Logs = "", 0, nil
	return a
}

// recorder answers what only AWS knows of a cache.
func recorder() *mocktest.Recorder {
	endpoint := func(host string, port float64) []any {
		return []any{map[string]any{"address": host, "port": port}}
	}
	return mocktest.New().
		Outputs("aws:elasticache/replicationGroup:ReplicationGroup", func(mocktest.Resource) resource.PropertyMap {
			return resource.NewPropertyMapFromMap(map[string]any{
				"primaryEndpointAddress": "master.example", "readerEndpointAddress": "replica.example",
				"configurationEndpointAddress": "clustercfg.example",
			})
		}).
		Outputs("aws:elasticache/serverlessCache:ServerlessCache", func(mocktest.Resource) resource.PropertyMap {
			return resource.NewPropertyMapFromMap(map[string]any{
				"endpoints": endpoint("serverless.example", 6379), "readerEndpoints": endpoint("serverless.example", 6380),
			})
		})
}

// program makes the cache that args ask for.
func program(args *Args) pulumi.RunFunc {
	return func(ctx *pulumi.Context) error {
		_, err := NewRedisCache(ctx, "cache", args)
		return err
	}
}

// made runs the component and returns what it registered.
func made(t require.TestingT, args *Args) *mocktest.Recorder {
	rec := recorder()
	require.NoError(t, rec.Run(program(args)))
	return rec
}
