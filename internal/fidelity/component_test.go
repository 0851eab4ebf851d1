package fidelity

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/pulumi/pulumi-eks/sdk/v4/go/eks"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/internal/engine"
	"github.com/covetpy/platform/internal/offline"
	simulated "github.com/covetpy/platform/sim/provider/eks"
)

// TestThePageIsWhatIsObserved holds the document to what the component does today.
func TestThePageIsWhatIsObserved(t *testing.T) {
	t.Parallel()
	const page = "../../docs/fidelity.md"
	was, err := os.ReadFile(page)
	require.NoError(t, err)
	again := filepath.Join(t.TempDir(), "fidelity.md")
	require.NoError(t, os.WriteFile(again, was, 0o600))
	require.NoError(t, Write(t.Context(), again))
	is, err := os.ReadFile(again)
	require.NoError(t, err)
	assert.Equal(t, string(was), string(is), "the document is stale: run go generate ./internal/fidelity")
}

// seen is what the real component of this version registered when it was run: type,
// name, parent.
var seen = [][3]string{
	{"eks:index:ServiceRole", "-eksRole", ""},
	{"aws:iam/role:Role", "-eksRole-role", "-eksRole"},
	{"aws:iam/rolePolicyAttachment:RolePolicyAttachment", "-eksRole-4b490823", "-eksRole"},
	{"aws:ec2/securityGroup:SecurityGroup", "-eksClusterSecurityGroup", ""},
	{"aws:ec2/securityGroupRule:SecurityGroupRule", "-eksClusterInternetEgressRule", ""},
	{"aws:eks/cluster:Cluster", "-eksCluster", ""},
	{"pulumi:providers:kubernetes", "-eks-k8s", ""},
	{"aws:ec2/securityGroup:SecurityGroup", "-nodeSecurityGroup", ""},
	{"aws:ec2/securityGroupRule:SecurityGroupRule", "-eksClusterIngressRule", ""},
	{"aws:ec2/securityGroupRule:SecurityGroupRule", "-eksNodeClusterIngressRule", ""},
	{"aws:ec2/securityGroupRule:SecurityGroupRule", "-eksExtApiServerClusterIngressRule", ""},
	{"aws:ec2/securityGroupRule:SecurityGroupRule", "-eksNodeIngressRule", ""},
	{"aws:ec2/securityGroupRule:SecurityGroupRule", "-eksNodeInternetEgressRule", ""},
}

func registered(f *family) [][3]string {
	var out [][3]string
	for _, r := range f.children {
		out = append(out, [3]string{string(r.URN.Type()), f.names[r.URN], f.names[r.Parent]})
	}
	return out
}

func TestTheChildrenAreThoseThatWereSeen(t *testing.T) {
	t.Parallel()
	f, err := observe(t.Context(), standing(nil))
	require.NoError(t, err)
	assert.ElementsMatch(t, seen, registered(f))
	for _, r := range f.children {
		assert.False(t, r.Protect, r.URN)
	}
	tagged, _ := f.child("-nodeSecurityGroup")
	assert.Equal(t, resource.NewProperty("owned"), at(f.told(tagged), "tags").ObjectValue()["kubernetes.io/cluster/NAME-eksCluster"])
}

// A component's protection is its children's, as in every language of Pulumi.
func TestProtectionIsInherited(t *testing.T) {
	t.Parallel()
	f, err := observe(t.Context(), standing(nil, pulumi.Protect(true)))
	require.NoError(t, err)
	require.Len(t, f.children, len(seen))
	for _, r := range f.children {
		assert.True(t, r.Protect, r.URN)
	}
}

// What counts when a cluster is made is not changed later: it would be replaced.
func TestWhatCountsAtTheStartIsIgnoredLater(t *testing.T) {
	t.Parallel()
	account, store := cloud(), &engine.MemoryStore{}
	_, err := offline.Synthetic(account, store, standing(nil)).Run(t.Context(), engine.OpUp)
	require.NoError(t, err)
	later := offline.Synthetic(account, store, standing(func(_ *ground, a *eks.ClusterArgs) {
		a.BootstrapSelfManagedAddons = pulumi.Bool(false)
	}))
	result, err := later.Run(t.Context(), engine.OpUp)
	require.NoError(t, err)
	assert.Empty(t, result.Changes())
}

// Every input that is simulated is in the table of inputs or of choices, and each
// one in the former arrives somewhere.
func TestEveryInputIsAccountedFor(t *testing.T) {
	t.Parallel()
	chosen := []string{
		"authenticationMode", "corednsAddonOptions", "createInstanceRole", "createOidcProvider",
		"kubeProxyAddonOptions", "skipDefaultNodeGroup", "useDefaultVpcCni",
	}
	for input := range samples() {
		chosen = append(chosen, input)
	}
	assert.ElementsMatch(t, simulated.Inputs(), chosen)
	all, err := reach(t.Context())
	require.NoError(t, err)
	for _, r := range all {
		assert.NotEmpty(t, r.places, r.input)
	}
}

// What is not simulated is refused on the engine, in words, before anything of the
// component is made.
func TestWhatIsNotSimulatedIsRefusedOnTheEngine(t *testing.T) {
	t.Parallel()
	for says, change := range map[string]func(*ground, *eks.ClusterArgs){
		`input "fargate" is not simulated: leave it out`: func(_ *ground, a *eks.ClusterArgs) { a.Fargate = pulumi.Bool(true) },
		`input "nodeUserData" is not simulated`:          func(_ *ground, a *eks.ClusterArgs) { a.NodeUserData = pulumi.String("#!/bin/sh") },
		`skipDefaultNodeGroup: true: the other choice`:   func(_ *ground, a *eks.ClusterArgs) { a.SkipDefaultNodeGroup = nil },
		`corednsAddonOptions`: func(_ *ground, a *eks.ClusterArgs) {
			a.CorednsAddonOptions = &eks.CoreDnsAddonOptionsArgs{Enabled: new(false), ConfigurationValues: pulumi.Map{"replicaCount": pulumi.Int(2)}}
		},
	} {
		run := offline.Synthetic(cloud(), &engine.MemoryStore{}, standing(change))
		result, err := run.Run(t.Context(), engine.OpUp)
		require.ErrorIs(t, err, engine.ErrFailed)
		require.ErrorContains(t, said(result), says)
		all, err := run.Resources(t.Context())
		require.NoError(t, err)
		assert.False(t, slices.ContainsFunc(all, func(r engine.Resource) bool { return string(r.URN.Type()) == component }))
	}
}

// The outputs arrive in the Go SDK's type, by the names of the schema.
func TestTheOutputsArrive(t *testing.T) {
	t.Parallel()
	run := offline.Synthetic(cloud(), &engine.MemoryStore{}, func(ctx *pulumi.Context) error {
		g, err := newGround(ctx)
		if err != nil {
			return err
		}
		c, err := eks.NewCluster(ctx, logical, alone(g))
		if err != nil {
			return err
		}
		ctx.Export("url", c.OidcProviderUrl)
		ctx.Export("issuer", c.OidcIssuer)
		ctx.Export("kubeconfig", c.KubeconfigJson)
		ctx.Export("rule", c.ClusterIngressRuleId)
		ctx.Export("ruleItself", c.EksClusterIngressRule.SecurityGroupRuleId())
		ctx.Export("nodes", c.NodeSecurityGroup.Arn())
		ctx.Export("nodesId", c.NodeSecurityGroupId)
		ctx.Export("nodesOfCore", c.Core.NodeGroupOptions().NodeSecurityGroup().Arn())
		ctx.Export("key", c.Core.EncryptionConfig().Provider().KeyArn())
		ctx.Export("given", g.secrets.Arn)
		return nil
	})
	result, err := run.Run(t.Context(), engine.OpUp)
	require.NoError(t, errors.Join(err, said(result)))
	text := func(name resource.PropertyKey) string {
		v := result.Outputs[name]
		require.True(t, v.IsString(), "%s: %v", name, v)
		require.NotEmpty(t, v.StringValue(), name)
		return v.StringValue()
	}
	assert.Equal(t, "https://"+text("issuer"), text("url"))
	assert.Equal(t, text("ruleItself"), text("rule"))
	assert.Equal(t, text("nodes"), text("nodesOfCore"))
	assert.Contains(t, text("nodes"), text("nodesId"))
	assert.Equal(t, text("given"), text("key"))
	assert.Contains(t, text("kubeconfig"), `"--region","`+region+`","eks","get-token"`)
}
