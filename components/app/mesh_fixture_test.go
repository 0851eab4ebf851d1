package app

import (
	"encoding/json"
	"net/netip"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/infra/identity"
	"github.com/covetpy/platform/infra/naming"
	"github.com/covetpy/platform/kubeapi"
)

// called is a service in a mesh, in the middle of a delivery, with something of
// everything.
func called() *Args {
	digest := func(digit string) Image {
		return Image{Repository: "111122223333.dkr.ecr.eu-west-1.amazonaws.com/covetpy/prod/app", Digest: "sha256:" + strings.Repeat(digit, 64)}
	}
	return &Args{
		Names: naming.Scope{Project: "covetpy", Environment: "prod"},
		Where: identity.Scope{Partition: "aws", Region: "eu-west-1", Account: "111122223333"},
		Name:  "orders", Namespace: "shop", Port: 8000,
		Delivery: Delivery{Active: Green, Image: digest("a"), Candidate: &Candidate{Image: digest("b"), Weight: 10}},
		Service:  &Service{},
		Shutdown: Shutdown{DrainSeconds: 30},
		Uses: Uses{
			Apps:    map[string]Peer{"stock": {Namespace: "warehouse", Port: 8000}},
			Buckets: map[string]Bucket{"invoices": {Name: "covetpy-prod-invoices"}},
		},
		Reach: Reach{
			Data:      []netip.Prefix{netip.MustParsePrefix("10.2.64.0/24")},
			Endpoints: []netip.Prefix{netip.MustParsePrefix("10.2.32.0/24")},
			Callers:   map[string]Peer{"web": {Namespace: "front", Port: 8000}, "cart": {Namespace: "shop", Port: 8000}},
		},
		Mesh: &Mesh{
			Connections:    Connections{MaxConnections: 100, MaxPending: 50, MaxRequestsPerConnection: 1000},
			Outliers:       &Outliers{Consecutive5xx: 5, IntervalSeconds: 10, EjectSeconds: 30, MaxEjectPercent: 50},
			TimeoutSeconds: 12,
			Retries:        &Retries{Attempts: 2, PerTrySeconds: 4, On: []RetryCondition{ConnectFailure, Unavailable}, BudgetPercent: 20},
			Callers: []Caller{
				{App: "web", Methods: []string{"GET", "POST"}, Paths: []string{"/api/orders", "/api/orders/*"}},
				{App: "cart", Methods: []string{"POST"}, Paths: []string{"/api/orders"}},
			},
			Hosts:        []ExternalHost{{Name: "api.example.com"}, {Name: "pay.example.com", Port: 8443}},
			TracePercent: 1.5,
		},
	}
}

// specs are what objects say, as the API server gets it, by "Kind name": Istio's own
// types are messages of a protocol, which can't be compared as they are.
func specs(t require.TestingT, objects []kubeapi.Object) map[string]json.RawMessage {
	out := map[string]json.RawMessage{}
	for _, object := range objects {
		var manifest struct {
			Kind string
			Spec json.RawMessage
		}
		require.NoError(t, json.Unmarshal(sent(t, object), &manifest))
		out[manifest.Kind+" "+object.GetName()] = manifest.Spec
	}
	return out
}

// part is a field of what an object says.
func part(t *testing.T, spec json.RawMessage, name string) string {
	t.Helper()
	var fields map[string]json.RawMessage
	require.NoError(t, json.Unmarshal(spec, &fields))
	return string(fields[name])
}
