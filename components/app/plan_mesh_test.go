package app

import (
	"maps"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	networking "istio.io/client-go/pkg/apis/networking/v1"
	security "istio.io/client-go/pkg/apis/security/v1"
	"pgregory.net/rapid"
)

func TestTheObjectsOfAMesh(t *testing.T) {
	t.Parallel()
	got := specs(t, called().mesh())
	for name, spec := range map[string]string{
		"PeerAuthentication orders": `{"selector": {"matchLabels": {"app.kubernetes.io/name": "orders"}}, "mtls": {"mode": "STRICT"}}`,
		"AuthorizationPolicy orders": `{
			"selector": {"matchLabels": {"app.kubernetes.io/name": "orders"}},
			"rules": [
				{
					"from": [{"source": {"principals": ["cluster.local/ns/front/sa/web"]}}],
					"to": [{"operation": {"ports": ["8443"], "methods": ["GET", "POST"], "paths": ["/api/orders", "/api/orders/*"]}}]
				},
				{
					"from": [{"source": {"principals": ["cluster.local/ns/shop/sa/cart"]}}],
					"to": [{"operation": {"ports": ["8443"], "methods": ["POST"], "paths": ["/api/orders"]}}]
				}
			]
		}`,
		"Sidecar orders": `{
			"workloadSelector": {"labels": {"app.kubernetes.io/name": "orders"}},
			"ingress": [{"port": {"number": 8443, "protocol": "HTTP", "name": "http-mesh"}, "defaultEndpoint": "127.0.0.1:8000"}],
			"egress": [{"hosts": [
				"./api.example.com", "./covetpy-prod-invoices.s3.eu-west-1.amazonaws.com", "./pay.example.com",
				"istio-system/*", "kube-system/kube-dns.kube-system.svc.cluster.local", "warehouse/stock.warehouse.svc.cluster.local"
			]}],
			"outboundTrafficPolicy": {}
		}`,
		"Telemetry orders": `{
			"selector": {"matchLabels": {"app.kubernetes.io/name": "orders"}},
			"tracing": [{"randomSamplingPercentage": 1.5}],
			"accessLogging": [{"providers": [{"name": "envoy"}], "filter": {"expression": "!has(response.code) || response.code >= 400"}}]
		}`,
		"ServiceEntry orders-api.example.com": `{
			"hosts": ["api.example.com"], "ports": [{"number": 443, "protocol": "TLS", "name": "tls"}], "resolution": "DNS", "exportTo": ["."]
		}`,
		"ServiceEntry orders-pay.example.com": `{
			"hosts": ["pay.example.com"], "ports": [{"number": 8443, "protocol": "TLS", "name": "tls"}], "resolution": "DNS", "exportTo": ["."]
		}`,
		"ServiceEntry orders-covetpy-prod-invoices.s3.eu-west-1.amazonaws.com": `{
			"hosts": ["covetpy-prod-invoices.s3.eu-west-1.amazonaws.com"],
			"ports": [{"number": 443, "protocol": "TLS", "name": "tls"}], "resolution": "DNS", "exportTo": ["."]
		}`,
		"DestinationRule orders": `{
			"host": "orders.shop.svc.cluster.local",
			"trafficPolicy": {
				"tls": {"mode": "ISTIO_MUTUAL"},
				"connectionPool": {
					"tcp": {"maxConnections": 100, "connectTimeout": "1s"},
					"http": {"http1MaxPendingRequests": 50, "maxRequestsPerConnection": 1000}
				},
				"outlierDetection": {"consecutive5xxErrors": 5, "interval": "10s", "baseEjectionTime": "30s", "maxEjectionPercent": 50},
				"retryBudget": {"percent": 20}
			},
			"subsets": [
				{"name": "blue", "labels": {"covetpy.dev/colour": "blue"}},
				{"name": "green", "labels": {"covetpy.dev/colour": "green"}}
			],
			"exportTo": [".", "front"]
		}`,
		"VirtualService orders": `{
			"hosts": ["orders.shop.svc.cluster.local"],
			"http": [{
				"name": "orders", "timeout": "12s",
				"retries": {"attempts": 2, "perTryTimeout": "4s", "retryOn": "connect-failure,unavailable"},
				"route": [
					{"destination": {"host": "orders.shop.svc.cluster.local", "subset": "blue"}, "weight": 10},
					{"destination": {"host": "orders.shop.svc.cluster.local", "subset": "green"}, "weight": 90}
				]
			}],
			"exportTo": [".", "front"]
		}`,
	} {
		assert.JSONEq(t, spec, string(got[name]), name)
		delete(got, name)
	}
	assert.Empty(t, slices.Collect(maps.Keys(got)), "and nothing else")
}

func TestOfAMeshThatSaysNothingLittleIsAllowed(t *testing.T) {
	t.Parallel()
	a := called()
	a.Mesh, a.Uses, a.Delivery.Candidate = &Mesh{}, Uses{}, nil
	got := specs(t, a.mesh())
	assert.JSONEq(t, `{"selector": {"matchLabels": {"app.kubernetes.io/name": "orders"}}}`, string(got["AuthorizationPolicy orders"]), "nobody may call")
	assert.JSONEq(t, `[{"hosts": ["istio-system/*", "kube-system/kube-dns.kube-system.svc.cluster.local"]}]`, part(t, got["Sidecar orders"], "egress"))
	assert.JSONEq(t, `[{
		"name": "orders", "timeout": "15s", "retries": {},
		"route": [{"destination": {"host": "orders.shop.svc.cluster.local", "subset": "green"}, "weight": 100}]
	}]`, part(t, got["VirtualService orders"], "http"), "a colour without pods has no route, and nothing is repeated")
	assert.JSONEq(t, `{"tls": {"mode": "ISTIO_MUTUAL"}, "connectionPool": {"tcp": {"connectTimeout": "1s"}}}`, part(t, got["DestinationRule orders"], "trafficPolicy"))
	assert.JSONEq(t, `[{"randomSamplingPercentage": 0}]`, part(t, got["Telemetry orders"], "tracing"), "and not Istio's 1 per cent")
}

func TestAWorkerInAMeshCallsAndIsNotCalled(t *testing.T) {
	t.Parallel()
	a := called()
	a.Service, a.Mesh.Callers, a.Mesh.Hosts, a.Uses.Buckets = nil, nil, nil, nil
	got := specs(t, a.mesh())
	assert.Equal(t, []string{"AuthorizationPolicy orders", "PeerAuthentication orders", "Sidecar orders", "Telemetry orders"}, slices.Sorted(maps.Keys(got)))
	assert.Empty(t, part(t, got["Sidecar orders"], "ingress"))
}

func TestWithoutAMeshThereIsNothingOfIt(t *testing.T) {
	t.Parallel()
	a := called()
	a.Mesh = nil
	assert.Empty(t, a.mesh())
	assert.Empty(t, a.meshAnnotations())
	assert.Empty(t, a.meshLabels())
}

func TestWhatGoesPastTheSidecar(t *testing.T) {
	t.Parallel()
	assert.Equal(t, map[string]string{
		"traffic.sidecar.istio.io/excludeInboundPorts":     "8000",
		"traffic.sidecar.istio.io/excludeOutboundIPRanges": "10.2.32.0/24,10.2.64.0/24,169.254.170.23/32",
		"sidecar.istio.io/proxyCPU":                        "100m",
		"sidecar.istio.io/proxyMemory":                     "256Mi",
		"sidecar.istio.io/proxyMemoryLimit":                "256Mi",
	}, called().meshAnnotations())
	assert.Equal(t, map[string]string{"sidecar.istio.io/inject": "true"}, called().meshLabels())
}

func TestAnotherMeshesNames(t *testing.T) {
	t.Parallel()
	a := called()
	a.Mesh.ControlPlane, a.Mesh.TrustDomain, a.Where.Partition, a.Where.Region = "mesh", "prod.example", "aws-cn", "cn-north-1"
	assert.Contains(t, a.calls(), "mesh/*")
	assert.Contains(t, a.calls(), "./covetpy-prod-invoices.s3.cn-north-1.amazonaws.com.cn")
	assert.Equal(t, "prod.example/ns/front/sa/web", a.principal("web"))
}

// TestRequestsAreSharedOutInFull holds for every state that a delivery goes through:
// each route has a subset of its own, and together they are all requests.
func TestRequestsAreSharedOutInFull(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		a := called()
		a.Delivery.Active = rapid.SampledFrom(Colours()).Draw(r, "active")
		a.Delivery.Candidate = nil
		if rapid.Bool().Draw(r, "candidate") {
			a.Delivery.Candidate = &Candidate{Image: a.Delivery.Image, Weight: rapid.IntRange(0, whole).Draw(r, "weight")}
		}
		var subsets, routed []string
		total := 0
		for _, object := range a.mesh() {
			switch o := object.(type) {
			case *networking.DestinationRule:
				for _, s := range o.Spec.GetSubsets() {
					subsets = append(subsets, s.GetName())
				}
			case *networking.VirtualService:
				for _, to := range o.Spec.GetHttp()[0].GetRoute() {
					routed, total = append(routed, to.GetDestination().GetSubset()), total+int(to.GetWeight())
				}
			case *security.AuthorizationPolicy:
				require.Len(r, o.Spec.GetRules(), len(a.Mesh.Callers))
			}
		}
		require.Equal(r, subsets, routed)
		require.Equal(r, whole, total)
		require.NotEmpty(r, specs(r, a.mesh()))
	})
}
