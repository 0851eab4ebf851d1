// Package kubernetes serves the simulated cloud's clusters as Pulumi's Kubernetes
// provider, with server-side apply: objects of every kind of package kubeapi, and
// Helm releases.
//
// Objects are decoded strictly into their Go types and kept. What an API server
// refuses is refused, in its words: a namespace that is not there, a kind that
// nothing has defined, a value that the kind's validation does not take, a field
// that another manager owns. Where the provider tries again for half a minute,
// as somebody else may still make the namespace or the kind, nothing is waited for:
// a program that needs that has an order missing.
//
// No controller runs: nothing is scheduled, scaled or rolled out, and quotas, which
// count pods, count nothing. All that is known of a chart is which kinds it brings
// and which objects it has to let go (charts.go). What EKS does not belong here.
package kubernetes

import (
	"context"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"

	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/kind"
	"github.com/covetpy/platform/sim/provider/wire"
)

// Version is that of the provider that is simulated, the Go SDK's own.
const Version = "4.33.0"

// autonamed marks names that the provider made up, as the real one does.
const autonamed = "pulumi.com/autonamed"

type server struct {
	*wire.Base

	cloud   *sim.Cloud
	cluster cluster
	// mutable says of which kinds the data are changed and not replaced.
	mutable mutable
}

// New returns one provider on the cloud; its configuration says which cluster.
func New(cloud *sim.Cloud) pulumirpc.ResourceProviderServer {
	return &server{Base: wire.NewBase(Version), cloud: cloud}
}

func (s *server) Configure(ctx context.Context, req *pulumirpc.ConfigureRequest) (*pulumirpc.ConfigureResponse, error) {
	props, err := wire.Unmarshal(req.GetArgs())
	if err != nil {
		return nil, err
	}
	if s.cluster, err = clusterOf(kind.Values{Props: props}.Text("kubeconfig"), s.cloud.Region()); err != nil {
		return nil, err
	}
	s.mutable = mutableOf(kind.Values{Props: props})
	return s.Base.Configure(ctx, req)
}

// DiffConfig replaces the provider when it would lead to another cluster. With
// a cluster identifier only that counts, not the kubeconfig's text.
func (s *server) DiffConfig(_ context.Context, req *pulumirpc.DiffRequest) (*pulumirpc.DiffResponse, error) {
	olds, err := wire.Unmarshal(req.GetOldInputs())
	if err != nil {
		return nil, err
	}
	news, err := wire.Unmarshal(req.GetNews())
	if err != nil {
		return nil, err
	}
	detailed := plugin.NewDetailedDiffFromObjectDiff(olds.Diff(news), true)
	var replaces []string
	before, after := kind.Values{Props: olds}, kind.Values{Props: news}
	if before.Has("clusterIdentifier") && after.Has("clusterIdentifier") {
		if !olds["clusterIdentifier"].DeepEquals(news["clusterIdentifier"]) {
			replaces = []string{"clusterIdentifier"}
		}
	} else if old, err := clusterOf(before.Text("kubeconfig"), ""); err == nil {
		if next, err := clusterOf(after.Text("kubeconfig"), ""); err == nil && next != old {
			replaces = []string{"kubeconfig"}
		}
	}
	return wire.DiffResponse(detailed, replaces, false), nil
}
