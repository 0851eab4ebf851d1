package lifecycle_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/kind"
	"github.com/covetpy/platform/sim/lifecycle"
	"github.com/covetpy/platform/sim/registry"
)

const (
	vpcType    = "aws:ec2/vpc:Vpc"
	subnetType = "aws:ec2/subnet:Subnet"
	region     = "eu-west-1"
)

// elsewhere is a VPC that another cloud made.
func elsewhere() lifecycle.Request {
	return lifecycle.Request{
		Type: vpcType, URN: "urn:pulumi:dev::p::aws:ec2/vpc:Vpc::theirs", ID: "vpc-theirs", Region: region,
		Inputs: kind.Props{"cidrBlock": kind.Text("10.0.0.0/16")},
		Olds:   kind.Props{"cidrBlock": kind.Text("10.0.0.0/16"), "arn": kind.Text("arn:aws:ec2:eu-west-1:111122223333:vpc/vpc-theirs")},
	}
}

// inside is a subnet of this cloud in that VPC.
func inside() lifecycle.Request {
	return lifecycle.Request{
		Type: subnetType, URN: "urn:pulumi:dev::p::aws:ec2/subnet:Subnet::ours", Region: region,
		Inputs: kind.Props{"vpcId": kind.Text("vpc-theirs"), "cidrBlock": kind.Text("10.0.0.0/24")},
	}
}

func life(t *testing.T) (*sim.Cloud, *lifecycle.Lifecycle) {
	t.Helper()
	kinds, err := registry.AWS()
	require.NoError(t, err)
	cloud := sim.New()
	return cloud, lifecycle.New(cloud, kinds)
}

func TestWhatIsAdoptedCanBeReferredTo(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	cloud, l := life(t)
	_, _, err := l.Create(ctx, inside())
	require.Error(t, err, "a subnet of nothing")

	require.NoError(t, l.Adopt(elsewhere()))
	subnet, _, err := l.Create(ctx, inside())
	require.NoError(t, err)
	require.ErrorContains(t, l.Forget(elsewhere()), "has dependencies", "the subnet needs it")
	assert.Len(t, cloud.Everything(), 2, "a refusal changes nothing")

	ours := inside()
	ours.ID = subnet
	require.NoError(t, l.Delete(ctx, ours))
	require.NoError(t, l.Forget(elsewhere()))
	assert.Empty(t, cloud.Everything())
	require.NoError(t, l.Forget(elsewhere()), "what is not there")
}

func TestAdoptingAgainIsAnUpdate(t *testing.T) {
	t.Parallel()
	cloud, l := life(t)
	theirs := elsewhere()
	require.NoError(t, l.Adopt(theirs))
	theirs.Olds["enableDnsSupport"] = kind.Flag(true)
	require.NoError(t, l.Adopt(theirs))
	o, there := cloud.Get(vpcType, "vpc-theirs")
	require.True(t, there)
	assert.Len(t, cloud.Everything(), 1)
	assert.Equal(t, kind.Flag(true), o.Outputs["enableDnsSupport"])
	assert.Equal(t, theirs.URN, o.URN)
}

func TestWhatWasAdoptedRefersToWhatIsHere(t *testing.T) {
	t.Parallel()
	cloud, l := life(t)
	vpc, _, err := l.Create(context.Background(), lifecycle.Request{
		Type: vpcType, URN: elsewhere().URN, Region: region, Inputs: elsewhere().Inputs,
	})
	require.NoError(t, err)
	theirs := inside()
	theirs.ID = "subnet-theirs"
	theirs.Inputs["vpcId"] = kind.Text(vpc)
	require.NoError(t, l.Adopt(theirs))
	ours := elsewhere()
	ours.ID = vpc
	require.ErrorContains(t, l.Delete(context.Background(), ours), "has dependencies")

	theirs.Inputs["vpcId"] = kind.Text("vpc-nowhere")
	require.NoError(t, l.Adopt(theirs), "the other cloud has accepted it")
	require.NoError(t, l.Delete(context.Background(), ours))
	assert.Len(t, cloud.Everything(), 1)
}

func TestWhatCanNotBeAdopted(t *testing.T) {
	t.Parallel()
	_, l := life(t)
	nameless := elsewhere()
	nameless.ID = ""
	require.ErrorContains(t, l.Adopt(nameless), "has no id")
	require.ErrorContains(t, l.Adopt(lifecycle.Request{Type: "aws:braket/job:Job", ID: "x"}), "no such type")
	require.ErrorContains(t, l.Forget(lifecycle.Request{Type: "aws:braket/job:Job", ID: "x"}), "no such type")
}
