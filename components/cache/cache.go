package cache

import (
	"errors"
	"fmt"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

// Type is the component's token.
const Type = "covetpy:cache:RedisCache"

// RedisCache is a cache that its peers can log in to.
type RedisCache struct {
	pulumi.ResourceState

	// Endpoint is the host name that clients connect to, over TLS, once peers may
	// reach it: the primary's, or with shards and serverless the one that tells
	// clients of the others.
	Endpoint pulumi.StringOutput
	// ReaderEndpoint is the host name for reads that may be a little behind. With
	// shards it is Endpoint, whose clients ask for replicas by READONLY.
	ReaderEndpoint pulumi.StringOutput
	// Port and ReaderPort go with them: 6379, and for the readers of a serverless
	// cache 6380.
	Port, ReaderPort pulumi.IntOutput
	// UserID is who the application logs in as, its id and its name.
	UserID pulumi.StringOutput
	// SecurityGroupID is the group of the cache.
	SecurityGroupID pulumi.StringOutput
	// ARN of the replication group or serverless cache.
	ARN pulumi.StringOutput
}

// NewRedisCache makes a cache. Faults of args come back all at once (fault.Of),
// before anything is registered.
func NewRedisCache(ctx *pulumi.Context, name string, args *Args, opts ...pulumi.ResourceOption) (*RedisCache, error) {
	if args == nil {
		return nil, fmt.Errorf("make cache %q: args are nil", name)
	}
	if err := errors.Join(args.Validate().Err(), args.inputs()); err != nil {
		return nil, fmt.Errorf("make cache %q: %w", name, err)
	}
	c := &RedisCache{}
	if err := ctx.RegisterComponentResource(Type, name, c, opts...); err != nil {
		return nil, fmt.Errorf("register cache %q: %w", name, err)
	}
	b := &build{ctx: ctx, name: name, args: args, cache: c}
	if err := b.provision(); err != nil {
		return nil, fmt.Errorf("make cache %q: %w", name, err)
	}
	if err := ctx.RegisterResourceOutputs(c, c.outputs()); err != nil {
		return nil, fmt.Errorf("register outputs of cache %q: %w", name, err)
	}
	return c, nil
}

// leastSubnets is how many zones a cache can use at least.
const leastSubnets = 2

// inputs says what is missing of what other components make. It is apart from
// Validate because none of it exists when a configuration is validated.
func (a *Args) inputs() error {
	var missing []error
	require := func(there bool, text string) {
		if !there {
			missing = append(missing, errors.New(text))
		}
	}
	require(a.VPCID != nil, "VPCID is nil, give it the id of a VPC")
	require(len(a.SubnetIDs) >= leastSubnets, fmt.Sprintf("there are %d SubnetIDs, give at least %d in different zones", len(a.SubnetIDs), leastSubnets))
	for i, id := range a.SubnetIDs {
		require(id != nil, fmt.Sprintf("SubnetIDs[%d] is nil, give it the id of a subnet", i))
	}
	for _, peer := range a.Peers {
		require(peer.SecurityGroupID != nil, fmt.Sprintf("the SecurityGroupID of peer %q is nil, give it the id of a group", peer.Name))
	}
	require(a.Keys.Cache != nil, "Keys.Cache is nil, give it the ARN of a key")
	require(a.Keys.Logs != nil || a.Serverless != nil, "Keys.Logs is nil, give it the ARN of a key")
	require(a.Topics.Page != nil && a.Topics.Ticket != nil, "a topic is nil, give Topics the ARN of each")
	return errors.Join(missing...)
}

func (c *RedisCache) outputs() pulumi.Map {
	return pulumi.Map{
		"endpoint":        c.Endpoint,
		"readerEndpoint":  c.ReaderEndpoint,
		"port":            c.Port,
		"readerPort":      c.ReaderPort,
		"userId":          c.UserID,
		"securityGroupId": c.SecurityGroupID,
		"arn":             c.ARN,
	}
}

// build is one run of the constructor.
type build struct {
	ctx   *pulumi.Context
	name  string
	args  *Args
	cache *RedisCache
}

// child is the options of every part.
func (b *build) child(more ...pulumi.ResourceOption) []pulumi.ResourceOption {
	return append([]pulumi.ResourceOption{pulumi.Parent(b.cache)}, more...)
}

// provision registers everything and fills the cache's outputs.
func (b *build) provision() error {
	open, err := b.newSecurityGroup()
	if err != nil {
		return err
	}
	group, err := b.newUserGroup()
	if err != nil {
		return err
	}
	if b.args.Serverless != nil {
		err = b.newServerless(group, open)
	} else {
		err = b.newReplicationGroup(group, open)
	}
	if err != nil {
		return err
	}
	return b.newAlarms()
}

// ready is an output that waits until peers may reach the cache.
func (b *build) ready(o pulumi.StringOutput, open []pulumi.Resource) pulumi.StringOutput {
	out, _ := pulumi.OutputWithDependencies(b.ctx.Context(), o, open...).(pulumi.StringOutput) // of the type that went in
	return out
}
