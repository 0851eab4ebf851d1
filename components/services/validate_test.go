package services

import (
	"net/netip"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestValidate(t *testing.T) {
	t.Parallel()
	for sentence, test := range map[string]struct {
		change func(*Args)
		want   []string
	}{
		"everything on":         {func(*Args) {}, nil},
		"nothing on":            {func(a *Args) { *a = *minimal() }, nil},
		"on the version before": {func(a *Args) { a.Cluster.Version, a.VPA = "1.34", nil }, nil},
		"a version of Kubernetes that some do not support": {
			func(a *Args) { a.Cluster.Version = "1.33" },
			[]string{
				"externalSecrets: found on, with cluster.version 1.33, accepted: off, or a cluster.version that external-secrets supports, 1.34 to 1.35",
				"keda: found on, with cluster.version 1.33, accepted: off, or a cluster.version that keda supports, 1.34 to 1.36",
				"vpa: found on, with cluster.version 1.33, accepted: off, or a cluster.version that vpa supports, 1.35 to 1.38",
			},
		},
		"no version": {
			func(a *Args) { a.Cluster.Version = "latest" },
			[]string{"cluster.version: found latest, accepted: a minor version of Kubernetes, 1.36"},
		},
		"registries that are not cached": {
			func(a *Args) { a.PullThrough = []string{"kubernetes"} },
			[]string{
				"externalSecrets: found on, accepted: off, or pullThrough with github, where its images come from",
				"karpenter: found on, accepted: off, or pullThrough with ecr-public, where its images come from",
				"keda: found on, accepted: off, or pullThrough with github, where its images come from",
				"loadBalancerController: found on, accepted: off, or pullThrough with ecr-public, where its images come from",
				"mesh: found on, accepted: off, or pullThrough with docker-hub, where its images come from",
				"secretsDriver: found on, accepted: off, or pullThrough with ecr-public, where its provider's image comes from",
			},
		},
		"a network that is not told": {
			func(a *Args) { a.Reach = Reach{} },
			[]string{
				"reach.controlPlane: missing, accepted: the ranges of the control plane's subnets",
				"reach.endpoints: missing, accepted: the ranges of interface endpoints, as keda.queues or externalSecrets call AWS",
				"reach.services: missing, accepted: the cluster's range of service addresses, 172.20.0.0/16",
			},
		},
		"ranges that are everywhere, or none": {
			func(a *Args) {
				a.Reach.ControlPlane = []netip.Prefix{netip.MustParsePrefix("0.0.0.0/0")}
				a.Reach.Endpoints = []netip.Prefix{netip.MustParsePrefix("10.0.48.1/24")}
			},
			[]string{
				"reach.controlPlane[0]: found 0.0.0.0/0, accepted: a range of private addresses, 10.0.0.0/20",
				"reach.endpoints[0]: found 10.0.48.1/24, accepted: a range of private addresses, 10.0.0.0/20",
			},
		},
		"two servers of one API": {
			func(a *Args) {
				a.MetricsAdapter.External = []Metric{{"queue_length", "queue_length{}", "<<.Series>>{<<.LabelMatchers>>}"}}
			},
			[]string{"metricsAdapter.external: found 1 metrics, with keda on, accepted: none, or keda off: both serve the API of external metrics, and it has one server"},
		},
		"an adapter without a server, and metrics of everyone": {
			func(a *Args) {
				a.MetricsAdapter = &MetricsAdapter{URL: "prometheus:9090", Pods: []Metric{{"a b", "", "sum(x)"}, {"ok", "x", "<<.LabelMatchers>>"}, {"ok", "x", "<<.LabelMatchers>>"}}}
			},
			[]string{
				"metricsAdapter.pods[0].name: found a b, accepted: a metric's name, http_requests_per_second",
				"metricsAdapter.pods[0].query: found sum(x), accepted: a query with <<.LabelMatchers>>, or it answers for all pods at once",
				"metricsAdapter.pods[0].series: missing, accepted: a selector of series, http_requests_total{}",
				"metricsAdapter.pods[2].name: found ok, accepted: each metric once",
				"metricsAdapter.prometheus.labels: missing, accepted: labels of its pods",
				"metricsAdapter.prometheus.namespace: missing, accepted: a namespace",
				"metricsAdapter.prometheus.port: found 0, accepted: a port, 1 to 65535",
				"metricsAdapter.url: found prometheus:9090, accepted: the server's URL without a port, http://prometheus.monitoring.svc",
			},
		},
		"queues of elsewhere, all of them, and caches without a port": {
			func(a *Args) {
				a.KEDA.Queues = []string{"arn:aws:sqs:us-east-1:111122223333:orders", "arn:aws:sqs:eu-west-1:111122223333:*", queueARN, queueARN}
				a.KEDA.CachePort = 0
			},
			[]string{
				"keda.cachePort: found 0, accepted: a port, 1 to 65535",
				"keda.queues[0]: found arn:aws:sqs:us-east-1:111122223333:orders, accepted: the ARN of a queue of this account and region, arn:aws:sqs:eu-west-1:111122223333:NAME",
				"keda.queues[1]: found arn:aws:sqs:eu-west-1:111122223333:*, accepted: the ARN of a queue of this account and region, arn:aws:sqs:eu-west-1:111122223333:NAME",
				"keda.queues[3]: found " + queueARN + ", accepted: each queue once",
			},
		},
		"secrets that are patterns, or come twice": {
			func(a *Args) {
				a.ExternalSecrets.Secrets = []Secret{{"covetpy/*", "secrets"}, {"a", "alias/a"}, {"a", "alias/a"}}
				a.SecretsDriver.RotationSeconds = 5
			},
			[]string{
				"externalSecrets.secrets[0].keyAlias: found secrets, accepted: the alias of its key, alias/covetpy-dev-secrets",
				"externalSecrets.secrets[0].name: found covetpy/*, accepted: a secret's name, covetpy/dev/payments",
				"externalSecrets.secrets[2].name: found a, accepted: each secret once",
				"secretsDriver.rotationSeconds: found 5, accepted: at least 30: each reading of each secret of each pod is charged",
			},
		},
		"more than all calls traced": {
			func(a *Args) { a.Mesh.TracePercent = 101 },
			[]string{"mesh.tracePercent: found 101, accepted: 0 to 100"},
		},
		"Karpenter without a pool, on whichever image is the latest": {
			func(a *Args) {
				a.Karpenter.Class, a.Karpenter.Pools = NodeClass{AMI: "al2023@latest", DiskGiB: 10}, nil
			},
			[]string{
				"karpenter.class.ami: found al2023@latest, accepted: a family at an exact version, al2023@v20261015 or bottlerocket@v1.52.0: latest replaces nodes whenever AWS publishes",
				"karpenter.class.diskGiB: found 10, accepted: 20 to 16384",
				"karpenter.pools: missing, accepted: at least one pool: without any, Karpenter makes no node",
			},
		},
		"a pool of nothing": {
			func(a *Args) { a.Karpenter.Pools = map[string]NodePool{"App": {}} },
			[]string{
				"karpenter.pools.App: found App, accepted: a name in lower case, app",
				"karpenter.pools.App.architectures: missing, accepted: at least one of amd64 or arm64",
				"karpenter.pools.App.budgets: found 0, accepted: 1 to 50",
				"karpenter.pools.App.capacities: missing, accepted: at least one of on-demand or spot",
				"karpenter.pools.App.categories: missing, accepted: at least one category of instances, m",
				"karpenter.pools.App.consolidation.afterMinutes: found 0, accepted: at least 1",
				"karpenter.pools.App.consolidation.policy: missing, accepted: when-empty or when-underutilised",
				"karpenter.pools.App.cpu: found 0, accepted: at least 1 core: it is what a mistake can cost",
				"karpenter.pools.App.expireAfterHours: found 0, accepted: 24 to 2160",
				"karpenter.pools.App.graceHours: found 0, accepted: 1 to 168",
				"karpenter.pools.App.memoryGiB: found 0, accepted: at least 1: it is what a mistake can cost",
				"karpenter.pools.App.minGeneration: found 0, accepted: at least 3: older instances are not of Nitro",
			},
		},
		"a pool whose nodes never leave, with marks that are not its own": {
			func(a *Args) {
				p := appPool()
				p.Architectures, p.Categories, p.Weight = []string{"arm64", "arm64", "x86"}, []string{"m7g"}, 101
				p.Budgets = []Budget{{Nodes: "0"}, {Nodes: "0%"}, {Nodes: "some"}, {Nodes: "0", Window: &Window{Start: "daily"}}, {Nodes: "00%"}}
				p.Labels = map[string]string{"karpenter.sh/capacity-type": "spot"}
				p.Taints = []Taint{{Effect: "Never"}}
				a.Karpenter.Pools = map[string]NodePool{"app": p}
			},
			[]string{
				"karpenter.pools.app.architectures[1]: found arm64, accepted: each once",
				"karpenter.pools.app.architectures[2]: found x86, accepted: amd64 or arm64",
				"karpenter.pools.app.budgets[0].nodes: found 0, accepted: more than none, or a window: nodes that never leave are never patched",
				"karpenter.pools.app.budgets[1].nodes: found 0%, accepted: more than none, or a window: nodes that never leave are never patched",
				"karpenter.pools.app.budgets[2].nodes: found some, accepted: a number of nodes or a part of them, 2 or 10%",
				"karpenter.pools.app.budgets[3].window.hours: found 0, accepted: 1 to 168",
				"karpenter.pools.app.budgets[3].window.start: found daily, accepted: a cron expression of five fields, 0 8 * * 1-5",
				"karpenter.pools.app.budgets[4].nodes: found 00%, accepted: more than none, or a window: nodes that never leave are never patched",
				"karpenter.pools.app.categories[0]: found m7g, accepted: the letters that instance types begin with, m",
				"karpenter.pools.app.labels.karpenter.sh/capacity-type: found karpenter.sh/capacity-type, accepted: a label of your own, covetpy.dev/pool",
				"karpenter.pools.app.taints[0].effect: found Never, accepted: NoSchedule, PreferNoSchedule or NoExecute",
				"karpenter.pools.app.taints[0].key: missing, accepted: a taint's key, covetpy.dev/pool",
				"karpenter.pools.app.weight: found 101, accepted: 1 to 100, or 0 for none",
			},
		},
		"nothing at all": {
			func(a *Args) { *a = Args{} },
			[]string{
				"cluster.name: missing, accepted: the cluster's name",
				"cluster.version: missing, accepted: a minor version of Kubernetes, 1.36",
				"names.environment: missing, accepted: the environment's name",
				"names.project: missing, accepted: the project's name",
				"replicas: found 0, accepted: 1 to 5",
				"where.account: missing, accepted: an account's twelve digits",
				"where.partition: missing, accepted: aws or another partition",
				"where.region: missing, accepted: a region, eu-west-1",
			},
		},
	} {
		t.Run(sentence, func(t *testing.T) {
			t.Parallel()
			args := full()
			test.change(args)
			var got []string
			for _, f := range args.Validate() {
				got = append(got, f.Error())
			}
			assert.Equal(t, test.want, got)
		})
	}
}

func TestVersions(t *testing.T) {
	t.Parallel()
	for sentence, test := range map[string]struct {
		part          part
		cluster, want string
	}{
		"the newest that supports the cluster": {partVertical, "1.36", "1.8.1"},
		"an older one on an older cluster":     {partVertical, "1.35", "1.7.0"},
		"none on one that is older still":      {partVertical, "1.34", ""},
		"none on one that is too new":          {partEvents, "1.37", ""},
		"where the project names no last one":  {partBalancers, "1.40", "v3.6.0"},
		"none on what is no version":           {partBalancers, "latest", ""},
	} {
		t.Run(sentence, func(t *testing.T) {
			t.Parallel()
			got, ok := pinOf(test.part, test.cluster)
			assert.Equal(t, test.want, got.app)
			assert.Equal(t, test.want != "", ok)
		})
	}
	services := []Service{LoadBalancers, Nodes, Events, Vertical, Metrics, MeshOfPods, SecretFiles, SecretCopies}
	known := map[part]bool{}
	for _, service := range services {
		for _, p := range service.parts() {
			known[p] = true
			assert.NotEmpty(t, pins()[p], p)
			for _, pinned := range pins()[p] {
				assert.Regexp(t, `^[0-9]+\.[0-9]+\.[0-9]+$`, pinned.chart.Version, "%s: an exact version", p)
				assert.Regexp(t, `^(https|oci)://`, pinned.chart.Repository+pinned.chart.Name, p)
			}
		}
	}
	assert.Len(t, pins(), len(known))
}
