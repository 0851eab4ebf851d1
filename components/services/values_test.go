package services

import (
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/covetpy/platform/infra/later"
)

const host = "111122223333.dkr.ecr.eu-west-1.amazonaws.com"

func TestImagesComeFromWhereThePartitionHasItsRegistries(t *testing.T) {
	t.Parallel()
	a := full()
	assert.Equal(t, host+"/ecr-public/eks/pause", a.repository(ecrPublic, "eks/pause"))
	a.Where.Partition, a.Where.Region = "aws-cn", "cn-north-1"
	assert.Equal(t, "111122223333.dkr.ecr.cn-north-1.amazonaws.com.cn/ecr-public/eks/pause", a.repository(ecrPublic, "eks/pause"))
}

// TestReleases compares each release as a whole, in a cluster of 1.35 with two
// replicas. HOST stands for the account's own registry.
func TestReleases(t *testing.T) {
	t.Parallel()
	got := map[part]release{}
	for _, r := range planned(t, full()).releases {
		got[r.part] = r
	}
	tests := map[string]struct {
		part   part
		want   string // namespace/name, chart, repository, version
		needs  []part
		values string
	}{
		"the load balancer controller reads target group bindings alone, and holds pods back": {
			part: partBalancers, want: "kube-system/aws-load-balancer-controller aws-load-balancer-controller https://aws.github.io/eks-charts 3.6.0",
			values: `{
				"tolerations": [{"key": "CriticalAddonsOnly", "operator": "Exists"}],
				"priorityClassName": "system-cluster-critical",
				"image": {"repository": "HOST/ecr-public/eks/aws-load-balancer-controller", "tag": "v3.6.0"},
				"replicaCount": 2,
				"resources": {"limits": {"memory": "128Mi"}, "requests": {"cpu": "50m", "memory": "128Mi"}},
				"serviceAccount": {"name": "aws-load-balancer-controller"},
				"podDisruptionBudget": {"maxUnavailable": 1},
				"clusterName": "covetpy-dev",
				"region": "eu-west-1",
				"vpcId": "vpc-1",
				"createIngressClassResource": false,
				"ingressClassParams": {"create": false},
				"disableIngressClassAnnotation": true,
				"enableServiceMutatorWebhook": false,
				"enableShield": false,
				"enableWaf": false,
				"enableWafv2": false,
				"enableBackendSecurityGroup": false,
				"controllerConfig": {"featureGates": {"EnableServiceController": false, "ALBGatewayAPI": false, "NLBGatewayAPI": false}},
				"enablePodReadinessGateInject": true}`,
		},
		"Karpenter's kinds need no values": {
			part: partNodeKinds, want: "kube-system/karpenter-crd oci://public.ecr.aws/karpenter/karpenter-crd  1.14.1",
			values: `{}`,
		},
		"Karpenter is told what it would ask its node": {
			part: partNodes, want: "kube-system/karpenter oci://public.ecr.aws/karpenter/karpenter  1.14.1",
			needs: []part{partNodeKinds},
			values: `{
				"tolerations": [{"key": "CriticalAddonsOnly", "operator": "Exists"}],
				"priorityClassName": "system-cluster-critical",
				"replicas": 2,
				"serviceAccount": {"name": "karpenter"},
				"controller": {"image": {"repository": "HOST/ecr-public/karpenter/controller", "tag": "1.14.1", "digest": "sha256:723130949e4cab989461ff07d1be4cd781d63515432494641b33c235f300ae23"}, "env": [{"name": "AWS_REGION", "value": "eu-west-1"}], "resources": {"limits": {"memory": "1Gi"}, "requests": {"cpu": "250m", "memory": "1Gi"}}},
				"settings": {"clusterName": "covetpy-dev", "clusterEndpoint": "https://api.example", "interruptionQueue": "covetpy-dev-karpenter", "eksControlPlane": true}}`,
		},
		"KEDA scales deployments, and reads no secrets": {
			part: partEvents, want: "keda/keda keda https://kedacore.github.io/charts 2.21.1",
			values: `{
				"tolerations": [{"key": "CriticalAddonsOnly", "operator": "Exists"}],
				"priorityClassName": "system-cluster-critical",
				"global": {"image": {"registry": "HOST/github"}},
				"image": {"pullPolicy": "IfNotPresent"},
				"clusterName": "covetpy-dev",
				"operator": {"replicaCount": 2},
				"metricsServer": {"replicaCount": 2},
				"webhooks": {"replicaCount": 2},
				"podDisruptionBudget": {"operator": {"maxUnavailable": 1}, "metricServer": {"maxUnavailable": 1}, "webhooks": {"maxUnavailable": 1}},
				"resources": {"operator": {"limits": {"memory": "256Mi"}, "requests": {"cpu": "100m", "memory": "256Mi"}}, "metricServer": {"limits": {"memory": "128Mi"}, "requests": {"cpu": "50m", "memory": "128Mi"}}, "webhooks": {"limits": {"memory": "128Mi"}, "requests": {"cpu": "50m", "memory": "128Mi"}}},
				"topologySpreadConstraints": {"operator": [{"maxSkew": 1, "topologyKey": "topology.kubernetes.io/zone", "whenUnsatisfiable": "ScheduleAnyway", "labelSelector": {"matchLabels": {"app": "keda-operator"}}}], "metricsServer": [{"maxSkew": 1, "topologyKey": "topology.kubernetes.io/zone", "whenUnsatisfiable": "ScheduleAnyway", "labelSelector": {"matchLabels": {"app": "keda-operator-metrics-apiserver"}}}],
					"webhooks": [{"maxSkew": 1, "topologyKey": "topology.kubernetes.io/zone", "whenUnsatisfiable": "ScheduleAnyway", "labelSelector": {"matchLabels": {"app": "keda-admission-webhooks"}}}]},
				"serviceAccount": {"operator": {"name": "keda-operator"}},
				"rbac": {"enabledCustomScaledRefKinds": false},
				"permissions": {"operator": {"restrict": {"secret": true}}}}`,
		},
		"each part of the VPA is confined, and the version that supports 1.35 is taken": {
			part: partVertical, want: "vertical-pod-autoscaler/vpa vertical-pod-autoscaler https://kubernetes.github.io/autoscaler 0.9.0",
			values: `{
				"podSecurityContext": {"runAsUser": 65534, "runAsNonRoot": true, "seccompProfile": {"type": "RuntimeDefault"}},
				"containerSecurityContext": {"capabilities": {"drop": ["ALL"]}, "runAsNonRoot": true, "readOnlyRootFilesystem": true, "allowPrivilegeEscalation": false, "seccompProfile": {"type": "RuntimeDefault"}},
				"admissionController": {"tolerations": [{"key": "CriticalAddonsOnly", "operator": "Exists"}], "priorityClassName": "system-cluster-critical", "image": {"repository": "HOST/kubernetes/autoscaling/vpa-admission-controller", "tag": "1.7.0"}, "replicas": 2, "resources": {"limits": {"memory": "200Mi"}, "requests": {"cpu": "50m", "memory": "200Mi"}}, "podDisruptionBudget": {"enabled": true}, "certGen": {"image": {"repository": "HOST/kubernetes/ingress-nginx/kube-webhook-certgen"}, "tolerations": [{"key": "CriticalAddonsOnly", "operator": "Exists"}]}},
				"recommender": {"tolerations": [{"key": "CriticalAddonsOnly", "operator": "Exists"}], "priorityClassName": "system-cluster-critical", "image": {"repository": "HOST/kubernetes/autoscaling/vpa-recommender", "tag": "1.7.0"}, "replicas": 2, "resources": {"limits": {"memory": "500Mi"}, "requests": {"cpu": "50m", "memory": "500Mi"}}, "podDisruptionBudget": {"enabled": true}},
				"updater": {"tolerations": [{"key": "CriticalAddonsOnly", "operator": "Exists"}], "priorityClassName": "system-cluster-critical", "image": {"repository": "HOST/kubernetes/autoscaling/vpa-updater", "tag": "1.7.0"}, "replicas": 2, "resources": {"limits": {"memory": "500Mi"}, "requests": {"cpu": "50m", "memory": "500Mi"}}, "podDisruptionBudget": {"enabled": true}}}`,
		},
		"the adapter serves what it is told and nothing else": {
			part: partMetrics, want: "prometheus-adapter/prometheus-adapter prometheus-adapter https://prometheus-community.github.io/helm-charts 5.3.0",
			values: `{
				"tolerations": [{"key": "CriticalAddonsOnly", "operator": "Exists"}],
				"priorityClassName": "system-cluster-critical",
				"image": {"repository": "HOST/kubernetes/prometheus-adapter/prometheus-adapter", "tag": "v0.12.0"},
				"replicas": 2,
				"resources": {"limits": {"memory": "256Mi"}, "requests": {"cpu": "50m", "memory": "256Mi"}},
				"securityContext": {"capabilities": {"drop": ["ALL"]}, "runAsUser": 10001, "runAsNonRoot": true, "readOnlyRootFilesystem": true, "allowPrivilegeEscalation": false, "seccompProfile": {"type": "RuntimeDefault"}},
				"topologySpreadConstraints": [{"maxSkew": 1, "topologyKey": "topology.kubernetes.io/zone", "whenUnsatisfiable": "ScheduleAnyway", "labelSelector": {"matchLabels": {"app.kubernetes.io/name": "prometheus-adapter"}}}],
				"podDisruptionBudget": {"enabled": true},
				"prometheus": {"url": "http://prometheus.monitoring.svc", "port": 9090},
				"rules": {"default": false, "custom": [{"seriesQuery": "http_requests_total{namespace!=\"\"}", "resources": {"overrides": {"namespace": {"resource": "namespace"}, "pod": {"resource": "pod"}}}, "name": {"as": "http_requests_per_second"}, "metricsQuery": "sum(rate(<<.Series>>{<<.LabelMatchers>>}[2m])) by (<<.GroupBy>>)"}], "external": []}}`,
		},
		"Istio's kinds": {
			part: partMeshKinds, want: "istio-system/istio-base base https://blob.istio.io/istio-release/charts 1.31.1",
			values: `{
				"global": {"istioNamespace": "istio-system"}}`,
		},
		"Istio's control plane lets nothing out that the mesh does not know": {
			part: partMeshControl, want: "istio-system/istiod istiod https://blob.istio.io/istio-release/charts 1.31.1",
			needs: []part{partMeshKinds},
			values: `{
				"global": {"hub": "HOST/docker-hub/istio", "tag": "1.31.1", "priorityClassName": "system-cluster-critical", "defaultPodDisruptionBudget": {"enabled": true}},
				"autoscaleEnabled": false,
				"replicaCount": 2,
				"resources": {"limits": {"memory": "1Gi"}, "requests": {"cpu": "200m", "memory": "1Gi"}},
				"tolerations": [{"key": "CriticalAddonsOnly", "operator": "Exists"}],
				"seccompProfile": {"type": "RuntimeDefault"},
				"topologySpreadConstraints": [{"maxSkew": 1, "topologyKey": "topology.kubernetes.io/zone", "whenUnsatisfiable": "ScheduleAnyway", "labelSelector": {"matchLabels": {"app": "istiod"}}}],
				"cni": {"enabled": true},
				"env": {"ENABLE_NATIVE_SIDECARS": "true"},
				"traceSampling": 5,
				"meshConfig": {"outboundTrafficPolicy": {"mode": "REGISTRY_ONLY"}, "defaultConfig": {"tracing": {"sampling": 5}}}}`,
		},
		"the plugin of the mesh is on every node": {
			part: partMeshPlugin, want: "kube-system/istio-cni cni https://blob.istio.io/istio-release/charts 1.31.1",
			needs: []part{partMeshControl},
			values: `{
				"global": {"hub": "HOST/docker-hub/istio", "tag": "1.31.1"},
				"resources": {"limits": {"memory": "128Mi"}, "requests": {"cpu": "50m", "memory": "128Mi"}},
				"tolerations": [{"operator": "Exists"}],
				"excludeNamespaces": ["istio-system", "kube-system"]}`,
		},
		"the secrets driver rotates, and copies nothing": {
			part: partSecretFiles, want: "kube-system/secrets-store-csi-driver secrets-store-csi-driver https://kubernetes-sigs.github.io/secrets-store-csi-driver/charts 1.5.4",
			values: `{
				"linux": {"tolerations": [{"operator": "Exists"}], "priorityClassName": "system-node-critical", "image": {"repository": "HOST/kubernetes/csi-secrets-store/driver", "tag": "v1.5.4"}, "crds": {"image": {"repository": "HOST/kubernetes/csi-secrets-store/driver-crds", "tag": "v1.5.4"}}, "registrarImage": {"repository": "HOST/kubernetes/sig-storage/csi-node-driver-registrar"}, "livenessProbeImage": {"repository": "HOST/kubernetes/sig-storage/livenessprobe"}},
				"enableSecretRotation": true,
				"rotationPollInterval": "120s",
				"syncSecret": {"enabled": false},
				"tokenRequests": [{"audience": "pods.eks.amazonaws.com"}]}`,
		},
		"the secrets driver's provider is on every node, and brings no driver of its own": {
			part: partSecretsOfAWS, want: "kube-system/secrets-provider-aws secrets-store-csi-driver-provider-aws https://aws.github.io/secrets-store-csi-driver-provider-aws 3.1.1",
			needs: []part{partSecretFiles},
			values: `{
				"tolerations": [{"operator": "Exists"}],
				"priorityClassName": "system-node-critical",
				"image": {"repository": "HOST/ecr-public/aws-secrets-manager/secrets-store-csi-driver-provider-aws", "tag": "3.1.1"},
				"resources": {"limits": {"memory": "128Mi"}, "requests": {"cpu": "50m", "memory": "128Mi"}},
				"awsRegion": "eu-west-1",
				"secrets-store-csi-driver": {"install": false}}`,
		},
		"External Secrets serves no kind that reaches across namespaces": {
			part: partSecretsCopied, want: "external-secrets/external-secrets external-secrets https://charts.external-secrets.io 2.7.0",
			values: `{
				"tolerations": [{"key": "CriticalAddonsOnly", "operator": "Exists"}],
				"priorityClassName": "system-cluster-critical",
				"image": {"repository": "HOST/github/external-secrets/external-secrets", "tag": "v2.7.0"},
				"replicaCount": 2,
				"resources": {"limits": {"memory": "256Mi"}, "requests": {"cpu": "50m", "memory": "256Mi"}},
				"podDisruptionBudget": {"enabled": true},
				"topologySpreadConstraints": [{"maxSkew": 1, "topologyKey": "topology.kubernetes.io/zone", "whenUnsatisfiable": "ScheduleAnyway", "labelSelector": {"matchLabels": {"app.kubernetes.io/name": "external-secrets"}}}],
				"leaderElect": true,
				"serviceAccount": {"name": "external-secrets"},
				"webhook": {"tolerations": [{"key": "CriticalAddonsOnly", "operator": "Exists"}], "priorityClassName": "system-cluster-critical", "image": {"repository": "HOST/github/external-secrets/external-secrets", "tag": "v2.7.0"}, "replicaCount": 2, "resources": {"limits": {"memory": "256Mi"}, "requests": {"cpu": "50m", "memory": "256Mi"}}, "podDisruptionBudget": {"enabled": true}, "topologySpreadConstraints": [{"maxSkew": 1, "topologyKey": "topology.kubernetes.io/zone", "whenUnsatisfiable": "ScheduleAnyway", "labelSelector": {"matchLabels": {"app.kubernetes.io/name": "external-secrets-webhook"}}}]},
				"certController": {"tolerations": [{"key": "CriticalAddonsOnly", "operator": "Exists"}], "priorityClassName": "system-cluster-critical", "image": {"repository": "HOST/github/external-secrets/external-secrets", "tag": "v2.7.0"}, "replicaCount": 2, "resources": {"limits": {"memory": "256Mi"}, "requests": {"cpu": "50m", "memory": "256Mi"}}, "podDisruptionBudget": {"enabled": true}, "topologySpreadConstraints": [{"maxSkew": 1, "topologyKey": "topology.kubernetes.io/zone", "whenUnsatisfiable": "ScheduleAnyway", "labelSelector": {"matchLabels": {"app.kubernetes.io/name": "external-secrets-cert-controller"}}}]},
				"processClusterExternalSecret": false,
				"processClusterPushSecret": false,
				"processPushSecret": false,
				"processClusterGenerator": false,
				"crds": {"createClusterExternalSecret": false, "createClusterPushSecret": false, "createPushSecret": false, "createClusterGenerator": false}}`,
		},
	}
	assert.Len(t, got, len(tests))
	for sentence, test := range tests {
		t.Run(sentence, func(t *testing.T) {
			t.Parallel()
			r := got[test.part]
			said := strings.Join([]string{r.Namespace + "/" + r.Name, r.Chart.Name, r.Chart.Repository, r.Chart.Version}, " ")
			assert.Equal(t, test.want, said)
			assert.Equal(t, test.needs, r.needs)
			assert.Equal(t, test.part == partNodes, r.SkipCRDs, "only Karpenter's kinds are another release's")
			assert.JSONEq(t, strings.ReplaceAll(test.values, "HOST", host), text(t, r.Values))
		})
	}
}

func TestOneReplicaHasNoBudgetThatWouldHoldUpItsNode(t *testing.T) {
	t.Parallel()
	args := full()
	args.Replicas = 1
	for _, r := range planned(t, args).releases {
		values := text(t, r.Values)
		assert.NotContains(t, values, `maxUnavailable`, r.part)
		assert.NotContains(t, values, `maxSkew`, r.part)
		assert.NotContains(t, values, `"podDisruptionBudget":{"enabled":true}`, r.part)
		assert.NotContains(t, values, `"defaultPodDisruptionBudget":{"enabled":true}`, r.part)
	}
}

// imageForm is what looks like a reference to an image: a host with a dot and a path.
var imageForm = regexp.MustCompile(`"(repository|registry|hub|image)":"([^"]*)"`)

// Whatever is on, on whichever version, every image is of the account's own registry,
// by a prefix that it caches.
func TestImagesAreOfTheAccountsOwnRegistry(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		args := someOf(rt)
		args.Cluster.Version = rapid.SampledFrom([]string{"1.34", "1.35", "1.36"}).Draw(rt, "version")
		args.Replicas = rapid.IntRange(1, maxReplicas).Draw(rt, "replicas")
		if len(args.Validate()) > 0 {
			return // a service that this version does not have
		}
		for _, r := range newPlan(args, &later.Values{}).releases {
			values := text(t, r.Values)
			for _, found := range imageForm.FindAllStringSubmatch(values, -1) {
				rest, own := strings.CutPrefix(found[2], host+"/")
				require.True(rt, own, "%s: %s", r.part, found[0])
				prefix, _, _ := strings.Cut(rest, "/")
				require.Contains(rt, args.PullThrough, prefix, r.part)
			}
			for _, public := range []string{"ghcr.io", "docker.io", "quay.io", "registry.k8s.io", "public.ecr.aws", "gcr.io"} {
				require.NotContains(rt, values, public, r.part)
			}
		}
	})
}

// someOf turns services of full off.
func someOf(t *rapid.T) *Args {
	args := full()
	off := func(name string) bool { return !rapid.Bool().Draw(t, name) }
	if off("loadBalancerController") {
		args.LoadBalancerController = nil
	}
	if off("karpenter") {
		args.Karpenter = nil
	}
	if off("keda") {
		args.KEDA = nil
	}
	if off("vpa") {
		args.VPA = nil
	}
	if off("metricsAdapter") {
		args.MetricsAdapter = nil
	}
	if off("mesh") {
		args.Mesh = nil
	}
	if off("secretsDriver") {
		args.SecretsDriver = nil
	}
	if off("externalSecrets") {
		args.ExternalSecrets = nil
	}
	return args
}
