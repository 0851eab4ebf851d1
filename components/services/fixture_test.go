package services

import (
	"encoding/json"
	"net/netip"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/infra/identity"
	"github.com/covetpy/platform/infra/later"
	"github.com/covetpy/platform/infra/naming"
	"github.com/covetpy/platform/infra/tags"
	"github.com/covetpy/platform/internal/mocktest"
	"github.com/covetpy/platform/kubeapi"
)

const queueARN = "arn:aws:sqs:eu-west-1:111122223333:covetpy-dev-orders"

// minimal is the least that is valid: classes of priorities, and nothing else.
func minimal() *Args {
	return &Args{
		Names:    naming.Scope{Project: "covetpy", Environment: "dev"},
		Where:    identity.Scope{Partition: mocktest.Partition, Region: mocktest.Region, Account: mocktest.Account},
		Tags:     tags.Set{Project: "covetpy", Environment: "dev", Owner: "platform", CostCentre: "42", DataClass: "internal"},
		Cluster:  Cluster{Name: "covetpy-dev", ClusterName: pulumi.String("covetpy-dev"), Version: "1.35"},
		Replicas: 1,
	}
}

// full has everything on.
func full() *Args {
	a := minimal()
	a.Cluster.Endpoint, a.Cluster.VPCID = pulumi.String("https://api.example"), pulumi.String("vpc-1")
	a.Replicas = 2
	a.PullThrough = []string{"ecr-public", "kubernetes", "github", "docker-hub"}
	a.Reach = Reach{
		ControlPlane: []netip.Prefix{netip.MustParsePrefix("10.0.0.0/20"), netip.MustParsePrefix("10.0.16.0/20")},
		Services:     netip.MustParsePrefix("172.20.0.0/16"),
		Endpoints:    []netip.Prefix{netip.MustParsePrefix("10.0.48.0/24")},
	}
	prometheus := Peer{Namespace: "monitoring", Labels: map[string]string{"app": "prometheus"}, Port: 9090}
	a.LoadBalancerController = &LoadBalancerController{}
	a.Karpenter = &Karpenter{
		QueueName: pulumi.String("covetpy-dev-karpenter"), NodeRoleName: pulumi.String("covetpy-dev-eks-karpenter-node"),
		Class: NodeClass{AMI: "al2023@v20261015", DiskGiB: 50, VolumesKeyARN: pulumi.String("arn:volumes"), DetailedMonitoring: true},
		Pools: map[string]NodePool{"app": appPool(), "batch": batchPool()},
	}
	a.KEDA = &KEDA{
		Queues: []string{queueARN}, Prometheus: &prometheus,
		Caches: []netip.Prefix{netip.MustParsePrefix("10.0.64.0/24")}, CachePort: 6379,
	}
	a.VPA = &VPA{}
	a.MetricsAdapter = &MetricsAdapter{
		Prometheus: prometheus, URL: "http://prometheus.monitoring.svc",
		Pods: []Metric{{
			Name: "http_requests_per_second", Series: `http_requests_total{namespace!=""}`,
			Query: "sum(rate(<<.Series>>{<<.LabelMatchers>>}[2m])) by (<<.GroupBy>>)",
		}},
	}
	a.Mesh = &Mesh{TracePercent: 5}
	a.SecretsDriver = &SecretsDriver{}
	a.ExternalSecrets = &ExternalSecrets{Secrets: []Secret{{Name: "covetpy/dev/payments", KeyAlias: "alias/covetpy-dev-secrets"}}}
	return a
}

func appPool() NodePool {
	return NodePool{
		Architectures: []string{"arm64"}, Capacities: []string{"on-demand"}, Categories: []string{"c", "m"}, MinGeneration: 6,
		CPU: 64, MemoryGiB: 256, ExpireAfterHours: 336, GraceHours: 24,
		Consolidation: Consolidation{WhenUnderutilised, 5},
		Budgets:       []Budget{{Nodes: "10%"}, {Nodes: "0", Window: &Window{"0 8 * * 1-5", 9}}},
		Labels:        map[string]string{"covetpy.dev/pool": "app"}, Weight: 10,
	}
}

func batchPool() NodePool {
	return NodePool{
		Architectures: []string{"amd64", "arm64"}, Capacities: []string{"spot"}, Categories: []string{"r"}, MinGeneration: 5,
		CPU: 16, MemoryGiB: 64, ExpireAfterHours: 168, GraceHours: 1,
		Consolidation: Consolidation{WhenEmpty, 1}, Budgets: []Budget{{Nodes: "2"}},
		Taints: []Taint{{"covetpy.dev/pool", "batch", "NoSchedule"}},
	}
}

func program(args *Args) pulumi.RunFunc {
	return func(ctx *pulumi.Context) error {
		_, err := NewClusterServices(ctx, "services", args)
		return err
	}
}

func made(t *testing.T, args *Args) *mocktest.Recorder {
	t.Helper()
	rec := mocktest.New()
	require.NoError(t, rec.Run(program(args)))
	return rec
}

// planned is the plan of arguments whose inputs are all known.
func planned(t *testing.T, args *Args) plan {
	t.Helper()
	require.Empty(t, args.Validate())
	return newPlan(args, &later.Values{})
}

// text is a value as JSON.
func text(t *testing.T, v any) string {
	t.Helper()
	raw, err := json.Marshal(v)
	require.NoError(t, err)
	return string(raw)
}

// manifest is an object as JSON.
func manifest(t *testing.T, object kubeapi.Object) string {
	t.Helper()
	out, err := kubeapi.Manifest(object)
	require.NoError(t, err)
	return text(t, out)
}
