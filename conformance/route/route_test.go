package route

import (
	"context"
	"errors"
	"slices"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"google.golang.org/grpc"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/emptypb"
	"google.golang.org/protobuf/types/known/structpb"

	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/lifecycle"
	"github.com/covetpy/platform/sim/provider"
	"github.com/covetpy/platform/sim/provider/aws"
	"github.com/covetpy/platform/sim/provider/wire"
	"github.com/covetpy/platform/sim/registry"
)

// vpcs is a table that has VPCs on an emulator, but for those with a pool, and those
// abroad.
type vpcs struct{}

const (
	vpc    = "aws:ec2/vpc:Vpc"
	subnet = "aws:ec2/subnet:Subnet"
)

func (vpcs) Place(asked Asked) Place {
	if asked.Token != vpc {
		return Place{Why: "it is a test"}
	}
	if slices.Contains(asked.Properties, "ipv4IpamPoolId") {
		return Place{Why: "no pools"}
	}
	if asked.Abroad {
		return Place{Why: "no emulator abroad"}
	}
	return Place{Emulator: "emulator"}
}

func (vpcs) Endpoints() map[string]string { return nil }

func (vpcs) Adjustments() []Adjustment {
	return []Adjustment{{Type: vpc, Property: "enableDnsSupport", Why: "it is a test"}}
}

// upstreamStub is upstream's provider as far as the router asks it.
type upstreamStub struct {
	pulumirpc.ResourceProviderClient

	asked []*structpb.Struct
	fails error
}

func (u *upstreamStub) Check(_ context.Context, req *pulumirpc.CheckRequest, _ ...grpc.CallOption) (*pulumirpc.CheckResponse, error) {
	return &pulumirpc.CheckResponse{Inputs: req.GetNews()}, nil
}

func (u *upstreamStub) Create(_ context.Context, req *pulumirpc.CreateRequest, _ ...grpc.CallOption) (*pulumirpc.CreateResponse, error) {
	u.asked = append(u.asked, req.GetProperties())
	return &pulumirpc.CreateResponse{Id: "vpc-theirs", Properties: proto.CloneOf(req.GetProperties())}, u.fails
}

func (u *upstreamStub) Delete(context.Context, *pulumirpc.DeleteRequest, ...grpc.CallOption) (*emptypb.Empty, error) {
	return &emptypb.Empty{}, u.fails
}

func routed(t *testing.T) (*server, *upstreamStub, *sim.Cloud) {
	t.Helper()
	kinds, err := registry.AWS()
	require.NoError(t, err)
	cloud := sim.New()
	stub := &upstreamStub{}
	r := &Router{
		table: vpcs{}, cloud: cloud, life: lifecycle.New(cloud, kinds), tally: newTally(),
		adjust: map[string]adjustments{vpc: vpcs{}.Adjustments()},
	}
	return &server{Base: wire.NewBase(aws.Version), Router: r, simulated: provider.NewAWS(cloud), client: stub, region: "eu-west-1"}, stub, cloud
}

func props(t *testing.T, m map[string]any) *structpb.Struct {
	t.Helper()
	s, err := wire.Marshal(resource.NewPropertyMapFromMap(m))
	require.NoError(t, err)
	return s
}

func urn(typ string) string { return "urn:pulumi:dev::p::" + typ + "::x" }

var vpcInputs = map[string]any{"cidrBlock": "10.0.0.0/16", "enableDnsSupport": true}

func TestReferencesCrossTheBorder(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	s, stub, cloud := routed(t)
	made, err := s.Create(ctx, &pulumirpc.CreateRequest{Urn: urn(vpc), Properties: props(t, vpcInputs)})
	require.NoError(t, err)
	assert.NotContains(t, stub.asked[0].GetFields(), "enableDnsSupport", "the emulator can't take it")
	assert.True(t, made.GetProperties().GetFields()["enableDnsSupport"].GetBoolValue(), "the program sees it all the same")
	assert.True(t, s.Emulated(urn(vpc), made.GetId()))

	inside, err := s.Create(ctx, &pulumirpc.CreateRequest{Urn: urn(subnet), Properties: props(t, map[string]any{"vpcId": made.GetId(), "cidrBlock": "10.0.0.0/24"})})
	require.NoError(t, err, "the simulated cloud knows the VPC")
	assert.False(t, s.Emulated(urn(subnet), inside.GetId()))

	gone := &pulumirpc.DeleteRequest{Urn: urn(vpc), Id: made.GetId(), Properties: made.GetProperties()}
	_, err = s.Delete(ctx, gone)
	require.ErrorContains(t, err, "has dependencies", "AWS would have refused")
	_, err = s.Delete(ctx, &pulumirpc.DeleteRequest{Urn: urn(subnet), Id: inside.GetId(), Properties: inside.GetProperties()})
	require.NoError(t, err)
	_, err = s.Delete(ctx, gone)
	require.NoError(t, err)
	assert.Empty(t, cloud.Everything())

	entries := s.Tally().Entries()
	require.Len(t, entries, 2)
	assert.Equal(t, "it is a test", entries[0].Why)
	assert.Equal(t, Count{OK: 1, Longest: entries[1].Counts[OpCreate].Longest}, entries[1].Counts[OpCreate])
	assert.Equal(t, []Adjusted{{vpcs{}.Adjustments()[0], 1}}, s.Tally().Adjusted())
}

func TestAPropertyDecidesWhereAnObjectIsMade(t *testing.T) {
	t.Parallel()
	s, stub, cloud := routed(t)
	made, err := s.Create(context.Background(), &pulumirpc.CreateRequest{
		Urn: urn(vpc), Properties: props(t, map[string]any{"cidrBlock": "10.0.0.0/16", "ipv4IpamPoolId": "ipam-pool-1"}),
	})
	require.NoError(t, err)
	assert.Empty(t, stub.asked)
	assert.False(t, s.Emulated(urn(vpc), made.GetId()))
	assert.Len(t, cloud.Everything(), 1)
}

func TestTheRegionDecidesWhereAnObjectIsMade(t *testing.T) {
	t.Parallel()
	s, stub, cloud := routed(t)
	require.Equal(t, cloud.Region(), s.region)
	s.region = "eu-central-1"
	made, err := s.Create(context.Background(), &pulumirpc.CreateRequest{Urn: urn(vpc), Properties: props(t, vpcInputs)})
	require.NoError(t, err)
	assert.Empty(t, stub.asked)
	assert.False(t, s.Emulated(urn(vpc), made.GetId()))

	// ... and another one may have the same id at home.
	s.homes.add("urn:pulumi:dev::p::"+vpc+"::home", made.GetId())
	assert.False(t, s.Emulated(urn(vpc), made.GetId()))
}

func TestWhatUpstreamRefusesLeavesNothing(t *testing.T) {
	t.Parallel()
	s, stub, cloud := routed(t)
	stub.fails = errors.New("VpcLimitExceeded")
	_, err := s.Create(context.Background(), &pulumirpc.CreateRequest{Urn: urn(vpc), Properties: props(t, vpcInputs)})
	require.ErrorContains(t, err, "VpcLimitExceeded")
	assert.Empty(t, cloud.Everything())
	entries := s.Tally().Entries()
	require.Len(t, entries, 1)
	assert.Equal(t, 1, entries[0].Counts[OpCreate].Failed)
	assert.Equal(t, []string{"create: VpcLimitExceeded"}, entries[0].Errors)
}

func TestWhatIsThereButNotReadyHasAStandIn(t *testing.T) {
	t.Parallel()
	s, stub, cloud := routed(t)
	stub.fails = wire.InitFailed(errors.New("it takes too long"), "vpc-slow", resource.PropertyMap{}, nil)
	_, err := s.Create(context.Background(), &pulumirpc.CreateRequest{Urn: urn(vpc), Properties: props(t, vpcInputs)})
	require.ErrorContains(t, err, "it takes too long")
	_, there := cloud.Get(vpc, "vpc-slow")
	assert.True(t, there)
}

func TestUpstreamValidatesWhatIsSimulated(t *testing.T) {
	t.Parallel()
	s, _, _ := routed(t)
	checked, err := s.Check(context.Background(), &pulumirpc.CheckRequest{Urn: urn(subnet), News: props(t, map[string]any{"vpcId": "vpc-1", "cidrBlock": "10.0.0.0/24"})})
	require.NoError(t, err)
	assert.Empty(t, checked.GetFailures())
	assert.Equal(t, 1, s.Tally().Entries()[0].Counts[OpValidate].OK)
}
