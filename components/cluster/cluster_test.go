package cluster

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/infra/fault"
	"github.com/covetpy/platform/internal/mocktest"
)

func TestNothingIsRegisteredWithAFault(t *testing.T) {
	a := valid()
	a.PublicAccess = prefixes("0.0.0.0/0")
	a.Version = "1.2"
	rec := mocktest.New()
	err := rec.Run(func(ctx *pulumi.Context) error {
		_, err := NewEKSCluster(ctx, "cluster", a)
		return err
	})
	require.Error(t, err)
	assert.Empty(t, rec.Of(Type))
	_, err = NewEKSCluster(nil, "cluster", a)
	assert.Equal(t, []string{
		"publicAccess[0]: found 0.0.0.0/0, accepted: a range of at most /8 that is yours: the API server is never open to the whole internet",
		"version: found 1.2, accepted: 1.33, 1.34, 1.35 or 1.36",
	}, lines(fault.Of(err)))
}

// What is registered, by type: numbers that a reader can check by hand. Two
// zones, two groups.
func TestWhatIsRegistered(t *testing.T) {
	rec := up(t, valid())
	got := map[string]int{}
	for _, r := range rec.All() {
		if r.Name != standIn {
			got[r.Type]++
		}
	}
	assert.Equal(t, map[string]int{
		Type:                                  1,
		"eks:index:Cluster":                   1,
		"aws:cloudwatch/logGroup:LogGroup":    1,
		"aws:ec2/securityGroup:SecurityGroup": 2,
		"aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": 6,
		"aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule":   7,
		"aws:iam/role:Role":                                       6,
		"aws:iam/policy:Policy":                                   6,
		"aws:iam/rolePolicyAttachment:RolePolicyAttachment":       13,
		"aws:eks/accessEntry:AccessEntry":                         3,
		"aws:eks/accessPolicyAssociation:AccessPolicyAssociation": 2,
		"aws:eks/addon:Addon":                                     8,
		"aws:eks/podIdentityAssociation:PodIdentityAssociation":   1,
		"aws:ec2/launchTemplate:LaunchTemplate":                   2,
		"aws:eks/nodeGroup:NodeGroup":                             4,
		"aws:autoscaling/tag:Tag":                                 24,
		"aws:sqs/queue:Queue":                                     1,
		"aws:sqs/queuePolicy:QueuePolicy":                         1,
		"aws:cloudwatch/eventRule:EventRule":                      4,
		"aws:cloudwatch/eventTarget:EventTarget":                  4,
		"pulumi:providers:kubernetes":                             1,
		"kubernetes:storage.k8s.io/v1:StorageClass":               1,
	}, got)
	for _, r := range rec.All() {
		if r.Name != standIn && r.Type != Type {
			assert.Equal(t, "cluster", r.Parent, "%s %s", r.Type, r.Name)
		}
	}
}

func TestControlPlane(t *testing.T) {
	rec := up(t, valid())
	logs := rec.One(t, "aws:cloudwatch/logGroup:LogGroup", "cluster-control-plane")
	assert.Equal(t, map[string]any{
		"name": "/aws/eks/covetpy-dev/cluster", "kmsKeyId": "arn:logs", "retentionInDays": 30.0, "deletionProtectionEnabled": true,
	}, logs.Inputs.Mappable())
	assert.True(t, logs.Protect)

	in := rec.One(t, "eks:index:Cluster", "cluster").Inputs.Mappable()
	delete(in, "serviceRole")          // resource references, checked by their
	delete(in, "clusterSecurityGroup") // arrival on the engine
	assert.Equal(t, map[string]any{
		"name": "covetpy-dev", "version": "1.36", "vpcId": "vpc-1", "subnetIds": []any{"subnet-a", "subnet-b"},
		"authenticationMode": "API", "kubernetesServiceIpAddressRange": "172.20.0.0/16", "endpointPrivateAccess": true, "endpointPublicAccess": true,
		"publicAccessCidrs": []any{"203.0.113.0/24"}, "encryptionConfigKeyArn": "arn:secrets",
		"enabledClusterLogTypes": []any{"audit", "authenticator"}, "clusterTags": map[string]any{"Name": "covetpy-dev", "Backup": "cluster"},
		"skipDefaultNodeGroup": true, "skipDefaultSecurityGroups": true, "useDefaultVpcCni": true,
		"kubeProxyAddonOptions": map[string]any{"enabled": false, "resolveConflictsOnCreate": "OVERWRITE", "resolveConflictsOnUpdate": "OVERWRITE"},
		"corednsAddonOptions":   map[string]any{"enabled": false, "resolveConflictsOnCreate": "OVERWRITE", "resolveConflictsOnUpdate": "OVERWRITE"},
	}, in)

	a := valid()
	a.PublicAccess = nil
	in = up(t, a).One(t, "eks:index:Cluster", "cluster").Inputs.Mappable()
	assert.Equal(t, false, in["endpointPublicAccess"])
	assert.NotContains(t, in, "publicAccessCidrs")
}

// EKS tags the group that it makes itself, so that none of ours may carry the
// tag: with two, the load balancer controller registers no targets.
func TestExactlyOneSecurityGroupCarriesTheOwnershipTag(t *testing.T) {
	rec := up(t, valid())
	for _, r := range rec.All() {
		for _, where := range []string{"tags", "clusterSecurityGroupTags", "nodeSecurityGroupTags"} {
			tags, _ := r.Inputs.Mappable()[where].(map[string]any)
			assert.NotContains(t, slices.Collect(maps.Keys(tags)), valid().ownershipTag(), "%s %s", r.Type, r.Name)
		}
	}
	// Nor may pulumi-eks make a group of its own, which it would tag.
	assert.True(t, rec.One(t, "eks:index:Cluster", "cluster").Inputs["skipDefaultSecurityGroups"].BoolValue())
	assert.Equal(t, map[string]any{"Name": "covetpy-dev-nodes", "karpenter.sh/discovery": "covetpy-dev"},
		rec.One(t, "aws:ec2/securityGroup:SecurityGroup", "cluster-nodes").Inputs.Mappable()["tags"])
}

func TestAccess(t *testing.T) {
	rec := up(t, valid())
	assert.Equal(t, map[string]any{
		"clusterName": "covetpy-dev", "principalArn": "arn:aws:iam::111122223333:role/people/Admin",
		"policyArn":   "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy",
		"accessScope": map[string]any{"type": "cluster"},
	}, rec.One(t, "aws:eks/accessPolicyAssociation:AccessPolicyAssociation", "cluster-admins").Inputs.Mappable())
	assert.Equal(t, map[string]any{"type": "namespace", "namespaces": []any{"shop", "shop-*"}},
		rec.One(t, "aws:eks/accessPolicyAssociation:AccessPolicyAssociation", "cluster-shop").Inputs.Mappable()["accessScope"])
	assert.Equal(t, "EC2_LINUX", rec.One(t, "aws:eks/accessEntry:AccessEntry", "cluster-karpenter-node").Inputs["type"].StringValue())
}

func TestKubernetes(t *testing.T) {
	rec := up(t, valid())
	provider := rec.One(t, "pulumi:providers:kubernetes", "cluster-kubernetes")
	assert.Equal(t, "arn:aws:eks:eu-west-1:111122223333:cluster/covetpy-dev", provider.Inputs["clusterIdentifier"].StringValue())
	assert.True(t, provider.Inputs["kubeconfig"].IsSecret())
	assert.Contains(t, plain(provider.Inputs["kubeconfig"]), "https://api.example")
	assert.Contains(t, provider.DependsOn, "cluster-admins")

	class := rec.One(t, "kubernetes:storage.k8s.io/v1:StorageClass", "cluster-gp3").Inputs.Mappable()
	assert.Equal(t, map[string]any{
		"type": "gp3", "encrypted": "true", "kmsKeyId": "arn:volumes", "tagSpecification_1": "Backup=volumes",
	}, class["parameters"])
	assert.Equal(t, "WaitForFirstConsumer", class["volumeBindingMode"])

	a := valid()
	a.Addons.Optional = nil
	assert.Empty(t, up(t, a).Of("kubernetes:storage.k8s.io/v1:StorageClass"), "no driver, no class")
}

func TestKarpenterOff(t *testing.T) {
	a := valid()
	a.Karpenter = nil
	rec := up(t, a)
	for _, r := range rec.All() {
		assert.False(t, strings.Contains(r.Name, "karpenter") || strings.Contains(r.Name, "interruption"), "%s %s", r.Type, r.Name)
	}
	assert.NotContains(t, rec.One(t, "aws:ec2/securityGroup:SecurityGroup", "cluster-nodes").Inputs.Mappable()["tags"], "karpenter.sh/discovery")
}

// What is installed in the cluster comes after its nodes and goes before them, and
// Karpenter may end its nodes for as long as there is a node pool.
func TestWhatIsInstalledComesAfterNodesAndAddons(t *testing.T) {
	rec := recorder()
	require.NoError(t, rec.Run(func(ctx *pulumi.Context) error {
		if err := registerStandIn(ctx); err != nil {
			return err
		}
		c, err := NewEKSCluster(ctx, "cluster", valid())
		if err != nil {
			return err
		}
		return ctx.RegisterResource("test:index:Release", "release", nil, &pulumi.CustomResourceState{}, pulumi.DependsOn(c.Ready))
	}))
	waits := rec.One(t, "test:index:Release", "release").DependsOn
	for _, token := range []string{"aws:eks/nodeGroup:NodeGroup", "aws:eks/podIdentityAssociation:PodIdentityAssociation"} {
		assert.Subset(t, waits, rec.Names(token))
		assert.NotEmpty(t, rec.Names(token))
	}
	assert.Subset(t, waits, []string{
		"cluster-coredns", "cluster-metrics-server", "cluster-karpenter-node",
		"cluster-karpenter-karpenter-instances", "cluster-karpenter-karpenter-account",
	})
}
