package stacks

import (
	"encoding/json"
	"fmt"
	"os"
	"time"

	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"github.com/covetpy/platform/components/alerts"
	"github.com/covetpy/platform/components/cache"
	"github.com/covetpy/platform/components/cluster"
	"github.com/covetpy/platform/components/database"
	"github.com/covetpy/platform/components/edge"
	"github.com/covetpy/platform/components/namespace"
	"github.com/covetpy/platform/components/network"
	"github.com/covetpy/platform/components/storage"
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

// environment is what stands so far while the plan is deployed.
type environment struct {
	ctx  *pulumi.Context
	plan *plan
	here pulumi.ResourceOption // the provider of the environment's region
	// far is the second region, nil without one.
	far *encryption.Second

	keys    *encryption.Keys
	alerts  *alerts.Alerts
	logs    *storage.AccessLogs // nil where the plan has none
	network *network.Network
	cluster *cluster.EKSCluster
	made    made
	// What follows is nil, or empty, where the plan has none.
	database *database.AuroraDB
	caches   map[string]*cache.RedisCache
	edge     *edge.Edge
	// namespaces that applications go into, by name.
	namespaces map[string]*namespace.Namespace
}

// deploy registers the components of the plan. Each comes after those that it
// takes something from; on the engine nothing waits for more than that.
func deploy(ctx *pulumi.Context, p *plan) error {
	e := &environment{ctx: ctx, plan: p}
	for _, part := range []func() error{
		e.deployProviders, e.deployGround, e.deployNetwork, e.deployCluster,
		e.deployData, e.deployUses, e.deployEdge, e.deployRegistry, e.deployServices, e.deployApps,
	} {
		if err := part(); err != nil {
			return err
		}
	}
	return nil
}

// deployProviders makes a provider for each region. An environment can't be
// brought up in the wrong account.
func (e *environment) deployProviders() error {
	here, err := e.newProvider("aws", e.plan.where.Region)
	if err != nil {
		return err
	}
	e.here = pulumi.Providers(here)
	if e.plan.second == "" {
		return nil
	}
	far, err := e.newProvider("aws-second", e.plan.second)
	if err != nil {
		return err
	}
	e.far = &encryption.Second{Region: e.plan.second, Provider: far}
	return nil
}

func (e *environment) newProvider(name, region string) (*aws.Provider, error) {
	provider, err := aws.NewProvider(e.ctx, name, &aws.ProviderArgs{
		Region:            pulumi.String(region),
		AllowedAccountIds: pulumi.StringArray{pulumi.String(e.plan.where.Account)},
		DefaultTags:       aws.ProviderDefaultTagsArgs{Tags: e.plan.tags.Input()},
	})
	if err != nil {
		return nil, fmt.Errorf("configure the AWS provider %q: %w", name, err)
	}
	return provider, nil
}

// deployGround makes what everything else points at: keys, topics, and the bucket
// for the record of requests.
func (e *environment) deployGround() error {
	var err error
	if e.keys, err = encryption.NewKeys(e.ctx, "keys", &e.plan.keys, e.here); err != nil {
		return err
	}
	topics := e.plan.alerts
	if err := e.key(encryption.Messages, &topics.KeyARN); err != nil {
		return err
	}
	if e.alerts, err = alerts.NewAlerts(e.ctx, nameAlerts, &topics, e.here); err != nil {
		return err
	}
	if e.plan.accessLogs == nil {
		return nil
	}
	logs := *e.plan.accessLogs
	e.logs, err = storage.NewAccessLogs(e.ctx, nameAccessLogs, &logs, e.here)
	return err
}

// key puts the ARN of a class's key where it is needed.
func (e *environment) key(class encryption.Class, into *pulumi.StringInput) error {
	key, err := e.keys.For(class)
	if err != nil {
		return err
	}
	*into = key.ARN
	return nil
}

// farKey is the same for the second region.
func (e *environment) farKey(class encryption.Class, into *pulumi.StringInput) error {
	key, err := e.keys.Replica(class, *e.far)
	if err != nil {
		return err
	}
	*into = key.ARN
	return nil
}

func (e *environment) deployNetwork() error {
	args := e.plan.network
	if args.FlowLogs != nil {
		flow := *args.FlowLogs
		class := encryption.Logs
		if flow.Destination == network.ToS3 {
			class, flow.AccessLogs = encryption.Objects, e.logs.Name
		}
		if err := e.key(class, &flow.KeyARN); err != nil {
			return err
		}
		args.FlowLogs = &flow
	}
	if args.DNSFirewall != nil {
		firewall := *args.DNSFirewall
		if err := e.key(encryption.Logs, &firewall.KeyARN); err != nil {
			return err
		}
		args.DNSFirewall = &firewall
	}
	net, err := network.NewNetwork(e.ctx, "network", &args, e.here)
	if err != nil {
		return err
	}
	e.network = net
	e.export(pulumi.Map{
		"vpcId":            net.VPCID,
		"publicSubnetIds":  ids(net.Public),
		"privateSubnetIds": ids(net.Private),
		"dataSubnetIds":    ids(net.Data),
	})
	return nil
}

func (e *environment) deployCluster() error {
	args := e.plan.cluster
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
		if err := e.key(need.class, need.into); err != nil {
			return err
		}
	}
	args.VPCID = e.network.VPCID
	args.Subnets = nil
	for _, s := range e.network.Private {
		args.Subnets = append(args.Subnets, cluster.Subnet{Letter: s.Letter, ZoneID: s.ZoneID, ID: s.ID, Ready: s.Ready})
	}
	eks, err := cluster.NewEKSCluster(e.ctx, "cluster", &args, e.here)
	if err != nil {
		return err
	}
	e.cluster = eks
	e.export(pulumi.Map{
		"clusterName":     eks.Name,
		"clusterEndpoint": eks.Endpoint,
		"kubeconfig":      eks.Kubeconfig,
	})
	return nil
}

// export is what other stacks, people and pipelines read.
func (e *environment) export(values pulumi.Map) {
	for name, value := range values {
		e.ctx.Export(name, value)
	}
}

func ids(subnets []network.Subnet) pulumi.StringArray {
	out := make(pulumi.StringArray, len(subnets))
	for i, s := range subnets {
		out[i] = s.ID
	}
	return out
}
