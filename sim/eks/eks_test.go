package eks_test

import (
	"context"
	"maps"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/kind"
	"github.com/covetpy/platform/sim/lifecycle"
	"github.com/covetpy/platform/sim/registry"
)

type m = map[string]any

// account is a cloud with a VPC of two zones and the roles that EKS asks for.
// What one example can show is shown by sim/testdata; here is what takes a
// second call.
type account struct {
	t                      *testing.T
	cloud                  *sim.Cloud
	calls                  *lifecycle.Lifecycle
	subnets                []any
	planeRole, nodeRoleARN string
}

type made struct {
	typ, id string
	inputs  m
	outputs kind.Values
}

func newAccount(t *testing.T) *account {
	t.Helper()
	kinds, err := registry.AWS()
	require.NoError(t, err)
	a := &account{t: t, cloud: sim.New()}
	a.calls = lifecycle.New(a.cloud, kinds)
	a.subnets = a.network("main", "10.0.")
	a.planeRole, a.nodeRoleARN = a.role("plane", "eks.amazonaws.com"), a.role("node", "ec2.amazonaws.com")
	return a
}

func (a *account) network(name, block string) []any {
	vpc := a.made("aws:ec2/vpc:Vpc", name, m{"cidrBlock": block + "0.0/16"})
	var ids []any
	for zone, third := range map[string]string{"euw1-az1": "0", "euw1-az2": "16"} {
		subnet := a.made("aws:ec2/subnet:Subnet", name+zone, m{"vpcId": vpc.id, "cidrBlock": block + third + ".0/20", "availabilityZoneId": zone})
		ids = append(ids, subnet.id)
	}
	return ids
}

func (a *account) role(name, service string) string {
	trust := `{"Statement":[{"Effect":"Allow","Principal":{"Service":"` + service + `"},"Action":"sts:AssumeRole"}]}`
	return a.made("aws:iam/role:Role", name, m{"name": name, "assumeRolePolicy": trust}).outputs.Text("arn")
}

func (a *account) cluster(more m) made {
	inputs := m{"name": "c", "version": "1.31", "roleArn": a.planeRole, "vpcConfig": m{"subnetIds": a.subnets}}
	maps.Copy(inputs, more)
	return a.made("aws:eks/cluster:Cluster", "c", inputs)
}

func (a *account) nodeGroup(more m) made {
	inputs := m{
		"clusterName": "c", "nodeGroupName": "n", "nodeRoleArn": a.nodeRoleARN, "subnetIds": a.subnets,
		"scalingConfig": m{"minSize": 1, "desiredSize": 1, "maxSize": 3},
	}
	maps.Copy(inputs, more)
	return a.made("aws:eks/nodeGroup:NodeGroup", "n", inputs)
}

func urn(typ, name string) string { return "urn:pulumi:test::sim::" + typ + "::" + name }

func (a *account) made(typ, name string, inputs m) made {
	a.t.Helper()
	made, err := a.create(typ, name, inputs)
	require.NoError(a.t, err)
	return made
}

func (a *account) create(typ, name string, inputs m) (made, error) {
	a.t.Helper()
	checked, failures, err := a.calls.Check(typ, lifecycle.CheckRequest{URN: urn(typ, name), News: resource.NewPropertyMapFromMap(inputs), Seed: []byte(name)})
	require.NoError(a.t, err)
	require.Empty(a.t, failures)
	id, outputs, err := a.calls.Create(context.Background(), lifecycle.Request{Type: typ, URN: urn(typ, name), Region: "eu-west-1", Inputs: checked})
	return made{typ, id, inputs, kind.Values{Props: outputs}}, err
}

// change updates an object in place.
func (a *account) change(old made, changes m) (kind.Values, error) {
	a.t.Helper()
	inputs := maps.Clone(old.inputs)
	maps.Copy(inputs, changes)
	checked, failures, err := a.calls.Check(old.typ, lifecycle.CheckRequest{URN: urn(old.typ, old.id), News: resource.NewPropertyMapFromMap(inputs)})
	require.NoError(a.t, err)
	require.Empty(a.t, failures)
	outputs, err := a.calls.Update(context.Background(), lifecycle.Request{Type: old.typ, URN: urn(old.typ, old.id), ID: old.id, Region: "eu-west-1", Inputs: checked})
	return kind.Values{Props: outputs}, err
}

func (a *account) delete(o made) error {
	return a.calls.Delete(context.Background(), lifecycle.Request{Type: o.typ, URN: urn(o.typ, o.id), ID: o.id, Region: "eu-west-1", Olds: o.outputs.Props})
}

func (a *account) alive() []string {
	var types []string
	for _, o := range a.cloud.Everything() {
		types = append(types, o.Type)
	}
	return types
}

func TestAControlPlaneGoesUpOneMinorVersionAtATime(t *testing.T) {
	t.Parallel()
	a := newAccount(t)
	c := a.cluster(nil)
	_, err := a.change(c, m{"version": "1.33"})
	require.ErrorContains(t, err, "Unsupported Kubernetes minor version update from 1.31 to 1.33")
	after, err := a.change(c, m{"version": "1.32"})
	require.NoError(t, err)
	assert.Equal(t, "1.32", after.Text("version"))
	assert.Equal(t, c.outputs.Text("vpcConfig.clusterSecurityGroupId"), after.Text("vpcConfig.clusterSecurityGroupId"))
	_, err = a.change(c, m{"version": "1.31"})
	require.ErrorContains(t, err, "Unsupported Kubernetes minor version update from 1.32 to 1.31")
}

func TestAControlPlaneWaitsForNodesThatAreFarBehind(t *testing.T) {
	t.Parallel()
	a := newAccount(t)
	c, n := a.cluster(nil), a.nodeGroup(nil)
	for _, version := range []string{"1.32", "1.33", "1.34"} {
		_, err := a.change(c, m{"version": version})
		require.NoError(t, err)
	}
	_, err := a.change(c, m{"version": "1.35"})
	require.ErrorContains(t, err, "Nodegroup(s) [n] must be updated")
	_, err = a.change(n, m{"version": "1.33"})
	require.ErrorContains(t, err, "should be equal to Cluster kubernetes version 1.34 or NodeGroup kubernetes version 1.31")
	nodes, err := a.change(n, m{"version": "1.34"})
	require.NoError(t, err)
	assert.NotEqual(t, n.outputs.Text("releaseVersion"), nodes.Text("releaseVersion"))
	_, err = a.change(c, m{"version": "1.35"})
	require.NoError(t, err)
}

func TestWhatAClusterNeverTakesBack(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		from, to m
		says     string // empty when it is accepted
	}{
		"access entries beside the ConfigMap": {m{"accessConfig": m{"authenticationMode": "CONFIG_MAP"}}, m{"accessConfig": m{"authenticationMode": "API_AND_CONFIG_MAP"}}, ""},
		"a step left out":                     {m{"accessConfig": m{"authenticationMode": "CONFIG_MAP"}}, m{"accessConfig": m{"authenticationMode": "API"}}, "from CONFIG_MAP to API"},
		"the ConfigMap again":                 {m{"accessConfig": m{"authenticationMode": "API"}}, m{"accessConfig": m{"authenticationMode": "API_AND_CONFIG_MAP"}}, "from API to API_AND_CONFIG_MAP"},
		"another log":                         {m{"enabledClusterLogTypes": []any{"api"}}, m{"enabledClusterLogTypes": []any{"audit"}}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a := newAccount(t)
			_, err := a.change(a.cluster(tc.from), tc.to)
			if tc.says == "" {
				require.NoError(t, err)
				return
			}
			require.ErrorContains(t, err, tc.says)
		})
	}
}

func TestSecretsKeepTheirKey(t *testing.T) {
	t.Parallel()
	a := newAccount(t)
	encryption := func(name string) m {
		key := a.made("aws:kms/key:Key", name, m{}).outputs.Text("arn")
		return m{"encryptionConfig": m{"provider": m{"keyArn": key}, "resources": []any{"secrets"}}}
	}
	c, one, other := a.cluster(nil), encryption("one"), encryption("other")
	_, err := a.change(c, one)
	require.NoError(t, err, "encryption can be turned on later")
	_, err = a.change(c, other)
	require.ErrorContains(t, err, "Encryption is already enabled")
	_, err = a.change(c, nil)
	require.ErrorContains(t, err, "Encryption is already enabled")
}

func TestAClusterStaysInItsVPC(t *testing.T) {
	t.Parallel()
	a := newAccount(t)
	_, err := a.change(a.cluster(nil), m{"vpcConfig": m{"subnetIds": a.network("other", "10.1.")}})
	require.ErrorContains(t, err, "is not in the same VPC")
}

func TestAProtectedClusterIsKept(t *testing.T) {
	t.Parallel()
	a := newAccount(t)
	c := a.cluster(m{"deletionProtection": true})
	require.ErrorContains(t, a.delete(c), "InvalidRequestException: Cluster c cannot be deleted because deletion protection is enabled")
	_, err := a.change(c, m{"deletionProtection": false})
	require.NoError(t, err)
	require.NoError(t, a.delete(c))
}

func TestAClusterTakesItsPartsWithIt(t *testing.T) {
	t.Parallel()
	a := newAccount(t)
	before := a.alive()
	c := a.cluster(m{"accessConfig": m{"authenticationMode": "API"}})
	const admin = "arn:aws:iam::111122223333:role/Admin"
	a.made("aws:eks/addon:Addon", "cni", m{"clusterName": "c", "addonName": "vpc-cni"})
	a.made("aws:eks/podIdentityAssociation:PodIdentityAssociation", "p", m{"clusterName": "c", "namespace": "x", "serviceAccount": "y", "roleArn": a.nodeRoleARN})
	a.made("aws:eks/accessEntry:AccessEntry", "e", m{"clusterName": "c", "principalArn": admin})
	a.made("aws:eks/accessPolicyAssociation:AccessPolicyAssociation", "e", m{
		"clusterName": "c", "principalArn": admin, "accessScope": m{"type": "cluster"},
		"policyArn": "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy",
	})
	require.NoError(t, a.delete(c))
	assert.Equal(t, before, a.alive(), "the cluster's security group is no object of its own")
}

func TestAnAutoscalerAndTheProgramAgreeOnTheNumberOfNodes(t *testing.T) {
	t.Parallel()
	a := newAccount(t)
	a.cluster(nil)
	_, err := a.change(a.nodeGroup(nil), m{"scalingConfig": m{"minSize": 2, "desiredSize": 1, "maxSize": 3}})
	require.ErrorContains(t, err, "Minimum capacity 2 can't be greater than desired size 1")
}

func TestANodeGroupIsNamedByTheProvider(t *testing.T) {
	t.Parallel()
	a := newAccount(t)
	a.cluster(nil)
	n := a.nodeGroup(m{"nodeGroupName": nil})
	name := n.outputs.Text("nodeGroupName")
	assert.Regexp(t, `^n-[0-9a-f]{7}$`, name)
	assert.Equal(t, "c:"+name, n.id)
	assert.Regexp(t, `^eks-`+name+`-[0-9a-f-]{36}$`, n.outputs.Text("resources[*].autoscalingGroups[*].name"))
}

func TestAServiceAccountHasOneRole(t *testing.T) {
	t.Parallel()
	a := newAccount(t)
	a.cluster(nil)
	a.made("aws:eks/podIdentityAssociation:PodIdentityAssociation", "p", m{
		"clusterName": "c", "namespace": "kube-system", "serviceAccount": "aws-node", "roleArn": a.nodeRoleARN,
	})
	_, err := a.create("aws:eks/addon:Addon", "cni", m{
		"clusterName": "c", "addonName": "vpc-cni",
		"podIdentityAssociations": []any{m{"roleArn": a.nodeRoleARN, "serviceAccount": "aws-node"}},
	})
	require.ErrorContains(t, err, "ResourceInUseException: Association already exists: a-")
}
