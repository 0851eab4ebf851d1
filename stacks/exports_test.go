package stacks_test

import (
	"context"
	"testing"
	"time"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/infra/config"
	"github.com/covetpy/platform/internal/engine"
	"github.com/covetpy/platform/internal/offline"
	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/stacks"
)

// TestWhatAnEnvironmentExports brings dev up on a simulated cloud, and compares
// its exports with what the state says was made.
func TestWhatAnEnvironmentExports(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	today := time.Date(2026, time.November, 23, 0, 0, 0, 0, time.UTC)
	loaded, err := config.Load("..", "dev", stacks.Check("dev", today))
	require.NoError(t, err)
	run := offline.New(loaded, sim.New(offline.Cloud(loaded)...), &engine.MemoryStore{}).On(today).Engine(nil)
	result, err := run.Run(ctx, engine.OpUp)
	require.NoError(t, err)
	made, err := run.Resources(ctx)
	require.NoError(t, err)
	find := func(typ, name string) engine.Resource {
		for _, r := range made {
			if string(r.URN.Type()) == typ && r.URN.Name() == name {
				return r
			}
		}
		require.FailNow(t, "not in the state", "%s %s", typ, name)
		return engine.Resource{}
	}
	subnets := func(tier string) []any {
		return []any{
			string(find("aws:ec2/subnet:Subnet", "network-"+tier+"-a").ID),
			string(find("aws:ec2/subnet:Subnet", "network-"+tier+"-b").ID),
		}
	}
	plane := find("aws:eks/cluster:Cluster", "cluster-eksCluster")
	aurora := find("aws:rds/cluster:Cluster", "database")
	output := func(typ, name, key string) string {
		return find(typ, name).Outputs[resource.PropertyKey(key)].StringValue()
	}
	require.Equal(t, map[string]any{
		"databaseEndpoint":       aurora.Outputs["endpoint"].StringValue(),
		"databaseReaderEndpoint": aurora.Outputs["readerEndpoint"].StringValue(),
		"databaseResourceId":     aurora.Outputs["clusterResourceId"].StringValue(),
		"databaseProxyEndpoint":  "",
		"databaseName":           "app",
		"serviceNames":           map[string]any{"app": "app.apps.svc.cluster.local"},
		"cacheEndpoints": map[string]any{
			"shared": output("aws:elasticache/replicationGroup:ReplicationGroup", "cache-shared", "primaryEndpointAddress"),
		},
		"queueUrls":           map[string]any{"jobs": output("aws:sqs/queue:Queue", "queue-jobs-queue", "url")},
		"bucketNames":         map[string]any{"uploads": "covetpy-dev-objects-uploads-111122223333-eu-west-1"},
		"secretArns":          map[string]any{"payments": output("aws:secretsmanager/secret:Secret", "secrets-payments", "arn")},
		"loadBalancerDnsName": output("aws:lb/loadBalancer:LoadBalancer", "edge-load-balancer", "dnsName"),
		"targetGroupArns": map[string]any{"app": map[string]any{
			"blue":  output("aws:lb/targetGroup:TargetGroup", "edge-service-app-blue", "arn"),
			"green": output("aws:lb/targetGroup:TargetGroup", "edge-service-app-green", "arn"),
		}},
		"urls":             map[string]any{"app": "https://dev.covet.example.com"},
		"repositoryUrls":   map[string]any{"app": output("aws:ecr/repository:Repository", "registry-app", "repositoryUrl")},
		"backupVaultArn":   output("aws:backup/vault:Vault", "recovery-vault", "arn"),
		"vpcId":            string(find("aws:ec2/vpc:Vpc", "network").ID),
		"publicSubnetIds":  subnets("public"),
		"privateSubnetIds": subnets("private"),
		"dataSubnetIds":    subnets("data"),
		"clusterName":      "covetpy-dev",
		"clusterEndpoint":  plane.Outputs["endpoint"].StringValue(),
		"kubeconfig":       resource.MakeSecret(resource.NewProperty("[secret]")).V,
	}, result.Outputs.Mappable())
	require.True(t, find(string(resource.RootStackType), "covetpy-dev").Outputs["kubeconfig"].IsSecret(), "in the state, too")
}
