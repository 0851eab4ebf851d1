// Package provider makes the servers that stand for the cloud's Pulumi
// providers. Each holds the configuration of one provider resource, as a plugin
// process does: make a new one wherever the engine loads a provider.
package provider

import (
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"

	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/provider/aws"
	"github.com/covetpy/platform/sim/provider/eks"
	"github.com/covetpy/platform/sim/provider/kubernetes"
)

// NewAWS serves the package "aws".
func NewAWS(cloud *sim.Cloud) pulumirpc.ResourceProviderServer { return aws.New(cloud) }

// NewKubernetes serves the package "kubernetes".
func NewKubernetes(cloud *sim.Cloud) pulumirpc.ResourceProviderServer { return kubernetes.New(cloud) }

// NewEKS serves the package "eks".
func NewEKS(cloud *sim.Cloud) pulumirpc.ResourceProviderServer { return eks.New(cloud) }
