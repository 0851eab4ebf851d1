// Package eks serves Pulumi's EKS package: it registers the children that the
// real eks:index:Cluster registers, through the engine, so that they are made,
// transformed and judged as they would be. It makes nothing itself: what the
// children do does not belong here but in the kinds of their services.
package eks

import (
	"context"
	"fmt"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	construct "github.com/pulumi/pulumi/sdk/v3/go/pulumi/provider"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"

	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/provider/wire"
)

// Version is that of the package that is simulated, the Go SDK's own.
const Version = "4.0.1"

const clusterToken = "eks:index:Cluster"

type server struct {
	*wire.Base

	cloud *sim.Cloud
}

// New returns the provider; of the cloud it asks only the partition.
func New(cloud *sim.Cloud) pulumirpc.ResourceProviderServer {
	return server{wire.NewBase(Version), cloud}
}

// Configure accepts everything that may be in a component's inputs: the engine
// demands it of whoever constructs.
func (s server) Configure(context.Context, *pulumirpc.ConfigureRequest) (*pulumirpc.ConfigureResponse, error) {
	return &pulumirpc.ConfigureResponse{SupportsPreview: true, AcceptSecrets: true, AcceptResources: true, AcceptOutputs: true}, nil
}

// Construct registers a component; only the cluster is one that is simulated.
func (s server) Construct(ctx context.Context, req *pulumirpc.ConstructRequest) (*pulumirpc.ConstructResponse, error) {
	if req.GetType() != clusterToken {
		return nil, fmt.Errorf("construct %s: only %s is simulated", req.GetType(), clusterToken)
	}
	return construct.Construct(ctx, req, nil, func(ctx *pulumi.Context, _, name string, inputs construct.ConstructInputs, opts pulumi.ResourceOption) (*construct.ConstructResult, error) {
		given, err := inputs.Map()
		if err != nil {
			return nil, fmt.Errorf("read the inputs of cluster %q: %w", name, err)
		}
		if err := onlySimulated(given); err != nil {
			return nil, fmt.Errorf("construct cluster %q: %w", name, err)
		}
		var args clusterArgs
		if err := inputs.CopyTo(&args); err != nil {
			return nil, fmt.Errorf("read the inputs of cluster %q: %w", name, err)
		}
		c, err := newCluster(ctx, s.cloud.Partition(), name, &args, opts)
		if err != nil {
			return nil, fmt.Errorf("construct cluster %q: %w", name, err)
		}
		return &construct.ConstructResult{URN: c.URN(), State: c.outputs}, nil
	})
}
