package stacks

import (
	"encoding/json"
	"fmt"
	"os"
	"time"

	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"github.com/covetpy/platform/components/cluster"
	"github.com/covetpy/platform/components/network"
	"github.com/covetpy/platform/infra/config"
	"github.com/covetpy/platform/infra/encryption"
)

// Deploy is the program as `pulumi up` runs it: the configuration is what the
// pulumi command read from Pulumi.<stack>.yaml.
func Deploy(ctx *pulumi.Context) error {
	values := map[string]string{}
	if raw := os.Getenv(pulumi.EnvConfig); raw != "" {
		if err := json.Unmarshal([]byte(raw), &values); err != nil {
			return fmt.Errorf("read the configuration of stack %s: %w", ctx.Stack(), err)
		}
	}
	today := time.Now()
	loaded, err := config.FromStrings(ctx.Stack(), values, Check(ctx.Stack(), today))
	if err != nil {
		return err
	}
	return Program(loaded, today)(ctx)
}

// Program is the program for a configuration that is read already. today is when
// the support of versions is judged.
func Program(loaded *config.Loaded, today time.Time) pulumi.RunFunc {
	return func(ctx *pulumi.Context) error {
		p, faults := newPlan(loaded.Environment, loaded.Config, today)
		if err := faults.Err(); err != nil {
			return err
		}
		return deploy(ctx, p)
	}
}

// deploy registers the components of the plan.
func deploy(ctx *pulumi.Context, p *plan) error {
	provider, err := aws.NewProvider(ctx, "aws", &aws.ProviderArgs{
		Region: pulumi.String(p.where.Region),
		// An environment can't be brought up in the wrong account.
		AllowedAccountIds: pulumi.StringArray{pulumi.String(p.where.Account)},
		DefaultTags:       aws.ProviderDefaultTagsArgs{Tags: p.tags.Input()},
	})
	if err != nil {
		return fmt.Errorf("configure the AWS provider: %w", err)
	}
	here := pulumi.Providers(provider)
	keys, err := encryption.NewKeys(ctx, "keys", &p.keys, here)
	if err != nil {
		return err
	}
	net, err := deployNetwork(ctx, p, keys, here)
	if err != nil {
		return err
	}
	eks, err := deployCluster(ctx, p, keys, net, here)
	if err != nil {
		return err
	}
	export(ctx, net, eks)
	return nil
}

func deployNetwork(
	ctx *pulumi.Context, p *plan, keys *encryption.Keys, opts ...pulumi.ResourceOption,
) (*network.Network, error) {
	args := p.network
	if args.FlowLogs != nil {
		class := encryption.Objects
		if args.FlowLogs.Destination == network.ToCloudWatch {
			class = encryption.Logs
		}
		key, err := keys.For(class)
		if err != nil {
			return nil, err
		}
		args.FlowLogs.KeyARN = key.ARN
	}
	if args.DNSFirewall != nil {
		key, err := keys.For(encryption.Logs)
		if err != nil {
			return nil, err
		}
		args.DNSFirewall.KeyARN = key.ARN
	}
	return network.NewNetwork(ctx, "network", &args, opts...)
}

func deployCluster(
	ctx *pulumi.Context, p *plan, keys *encryption.Keys, net *network.Network, opts ...pulumi.ResourceOption,
) (*cluster.EKSCluster, error) {
	args := p.cluster
	for _, need := range []struct {
		class encryption.Class
		into  *pulumi.StringInput
		used  bool
	}{
		{encryption.ClusterSecrets, &args.Keys.Secrets, true},
		{encryption.Volumes, &args.Keys.Volumes, true},
		{encryption.Logs, &args.Keys.Logs, true},
		{encryption.Messages, &args.Keys.Messages, args.Karpenter != nil},
	} {
		if !need.used {
			continue
		}
		key, err := keys.For(need.class)
		if err != nil {
			return nil, err
		}
		*need.into = key.ARN
	}
	args.VPCID = net.VPCID
	args.Subnets = nil
	for _, s := range net.Private {
		args.Subnets = append(args.Subnets, cluster.Subnet{Letter: s.Letter, ZoneID: s.ZoneID, ID: s.ID, Ready: s.Ready})
	}
	return cluster.NewEKSCluster(ctx, "cluster", &args, opts...)
}

// export is what other stacks, people and pipelines read.
func export(ctx *pulumi.Context, net *network.Network, eks *cluster.EKSCluster) {
	ids := func(subnets []network.Subnet) pulumi.StringArray {
		out := make(pulumi.StringArray, len(subnets))
		for i, s := range subnets {
			out[i] = s.ID
		}
		return out
	}
	ctx.Export("vpcId", net.VPCID)
	ctx.Export("publicSubnetIds", ids(net.Public))
	ctx.Export("privateSubnetIds", ids(net.Private))
	ctx.Export("dataSubnetIds", ids(net.Data))
	ctx.Export("clusterName", eks.Name)
	ctx.Export("clusterEndpoint", eks.Endpoint)
	ctx.Export("kubeconfig", eks.Kubeconfig)
}
