package rds_test

import (
	"context"
	"maps"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/kind"
	"github.com/covetpy/platform/sim/lifecycle"
	"github.com/covetpy/platform/sim/registry"
)

type m = map[string]any

const (
	here  = "eu-west-1"
	there = "eu-central-1"
)

// account is a cloud with a subnet group in each of two regions. What one
// example can show is shown by sim/testdata; here is what takes a second call.
type account struct {
	t     *testing.T
	cloud *sim.Cloud
	calls *lifecycle.Lifecycle
	// subnets of each region.
	subnets map[string][]any
}

type made struct {
	typ, id, region string
	inputs          m
	outputs         kind.Values
}

func newAccount(t *testing.T) *account {
	t.Helper()
	kinds, err := registry.AWS()
	require.NoError(t, err)
	a := &account{t: t, cloud: sim.New(), subnets: map[string][]any{}}
	a.calls = lifecycle.New(a.cloud, kinds)
	for region, zone := range map[string]string{here: "euw1-az", there: "euc1-az"} {
		vpc := a.made(region, "aws:ec2/vpc:Vpc", region, m{"cidrBlock": "10.0.0.0/16"})
		for number, block := range map[string]string{"1": "10.0.0.0/20", "2": "10.0.16.0/20"} {
			subnet := a.made(region, "aws:ec2/subnet:Subnet", region+number, m{"vpcId": vpc.id, "cidrBlock": block, "availabilityZoneId": zone + number})
			a.subnets[region] = append(a.subnets[region], subnet.id)
		}
		a.made(region, "aws:rds/subnetGroup:SubnetGroup", "g-"+region, m{"name": "g", "subnetIds": a.subnets[region]})
	}
	return a
}

func urn(typ, name string) string { return "urn:pulumi:test::sim::" + typ + "::" + name }

func (a *account) made(region, typ, name string, inputs m) made {
	a.t.Helper()
	made, err := a.create(region, typ, name, inputs)
	require.NoError(a.t, err)
	return made
}

func (a *account) create(region, typ, name string, inputs m) (made, error) {
	a.t.Helper()
	checked, failures, err := a.calls.Check(typ, lifecycle.CheckRequest{URN: urn(typ, name), News: resource.NewPropertyMapFromMap(inputs), Seed: []byte(name)})
	require.NoError(a.t, err)
	require.Empty(a.t, failures)
	id, outputs, err := a.calls.Create(context.Background(), lifecycle.Request{Type: typ, URN: urn(typ, name), Region: region, Inputs: checked})
	return made{typ, id, region, inputs, kind.Values{Props: outputs}}, err
}

// change updates an object in place; nil removes an input.
func (a *account) change(old made, changes m) (kind.Values, error) {
	a.t.Helper()
	inputs := maps.Clone(old.inputs)
	maps.Copy(inputs, changes)
	maps.DeleteFunc(inputs, func(_ string, v any) bool { return v == nil })
	checked, failures, err := a.calls.Check(old.typ, lifecycle.CheckRequest{URN: urn(old.typ, old.id), News: resource.NewPropertyMapFromMap(inputs)})
	require.NoError(a.t, err)
	require.Empty(a.t, failures)
	outputs, err := a.calls.Update(context.Background(), lifecycle.Request{Type: old.typ, URN: urn(old.typ, old.id), ID: old.id, Region: old.region, Inputs: checked})
	return kind.Values{Props: outputs}, err
}

func (a *account) delete(o made) error {
	return a.calls.Delete(context.Background(), lifecycle.Request{Type: o.typ, URN: urn(o.typ, o.id), ID: o.id, Region: o.region, Olds: o.outputs.Props})
}

func (a *account) alive(o made) bool {
	_, alive := a.cloud.Get(o.typ, o.id)
	return alive
}

// clusterInputs are a small cluster's, with changes over them; nil leaves one
// out.
func clusterInputs(changes m) m {
	inputs := m{
		"engine": "aurora-postgresql", "engineVersion": "16.4", "masterUsername": "owner", "masterPassword": "correct-horse",
		"dbSubnetGroupName": "g", "skipFinalSnapshot": true, "applyImmediately": true,
	}
	maps.Copy(inputs, changes)
	maps.DeleteFunc(inputs, func(_ string, v any) bool { return v == nil })
	return inputs
}

func (a *account) cluster(name string, changes m) made {
	a.t.Helper()
	return a.made(here, "aws:rds/cluster:Cluster", name, clusterInputs(changes))
}

func (a *account) instance(name string, home made, changes m) made {
	a.t.Helper()
	inputs := m{"identifier": name, "clusterIdentifier": home.id, "engine": "aurora-postgresql", "instanceClass": "db.r8g.large"}
	maps.Copy(inputs, changes)
	return a.made(home.region, "aws:rds/clusterInstance:ClusterInstance", name, inputs)
}

func (a *account) key(region string) string {
	a.t.Helper()
	return a.made(region, "aws:kms/key:Key", "key-"+region, m{}).outputs.Text("arn")
}
