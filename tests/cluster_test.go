package tests

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/infra/config"
	"github.com/covetpy/platform/internal/engine"
)

// TestTheClusterIsWhatWasAskedFor brings every environment up and looks at what
// arrived in the cloud, past pulumi-eks and the transform on its child.
func TestTheClusterIsWhatWasAskedFor(t *testing.T) {
	t.Parallel()
	for _, name := range environments(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, name)
			result := w.run(engine.OpUp)
			w.controlPlaneArrived()
			w.oneOwnedGroup()
			w.madeInOrder()
			w.groupsKeepToTheirZones()
			w.statefulIsProtected()
			w.kubeconfigIsSecret(result)
		})
	}
}

// controlPlaneArrived compares what the cloud has of the control plane with the
// configuration.
func (w *world) controlPlaneArrived() {
	w.t.Helper()
	registered := w.one(clusterType, "cluster-eksCluster")
	live, ok := w.cloud.Get(clusterType, string(registered.ID))
	require.True(w.t, ok)
	in, c := live.Inputs, w.loaded.Config
	logs := make([]string, len(c.Cluster.Logs.Types))
	for i, l := range c.Cluster.Logs.Types {
		logs[i] = string(l)
	}
	want := map[string]any{
		"version":                         c.Cluster.Version,
		"deletionProtection":              c.Cluster.DeletionProtection,
		"zonalShiftConfig.enabled":        c.Cluster.ZonalShift,
		"upgradePolicy.supportType":       "STANDARD",
		"accessConfig.authenticationMode": "API",
		"accessConfig.bootstrapClusterCreatorAdminPermissions": false,
		"bootstrapSelfManagedAddons":                           false,
		"encryptionConfig.provider.keyArn":                     text(w.one(keyType, "keys-cluster-secrets").Outputs, "arn"),
		"vpcConfig.endpointPrivateAccess":                      true,
		"vpcConfig.endpointPublicAccess":                       false,
	}
	got := map[string]any{}
	for path := range want {
		got[path] = at(in, path).V
	}
	require.Equal(w.t, want, got)
	require.Equal(w.t, []string{"secrets"}, texts(in, "encryptionConfig.resources"))
	require.ElementsMatch(w.t, logs, texts(in, "enabledClusterLogTypes"))
	require.Len(w.t, texts(in, "vpcConfig.subnetIds"), c.Network.Zones)
	require.Equal(w.t, c.Protect, registered.Protect)
	require.NotEmpty(w.t, text(live.Outputs, "vpcConfig.clusterSecurityGroupId"), "EKS's own group, the one that is owned")
}

// oneOwnedGroup demands that no group of ours says that it is the cluster's: EKS
// puts that tag on the group that it makes itself, and a second one stops the
// load balancer controller.
func (w *world) oneOwnedGroup() {
	w.t.Helper()
	owned := "kubernetes.io/cluster/" + text(w.one(clusterType, "cluster-eksCluster").Outputs, "name")
	groups := w.ofType(groupType)
	require.NotEmpty(w.t, groups)
	for _, r := range append(groups, w.ofType("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup")...) {
		for _, kind := range []resource.PropertyKey{"tags", "tagsAll"} {
			require.NotContains(w.t, r.Outputs[kind].ObjectValue(), resource.PropertyKey(owned), r.URN)
		}
	}
}

// madeInOrder demands the orders that no output carries.
func (w *world) madeInOrder() {
	w.t.Helper()
	plane := w.one(clusterType, "cluster-eksCluster")
	before := w.follows(plane.URN)
	require.True(w.t, before[w.one(logGroupType, "cluster-control-plane").URN], "the log group, or EKS makes it, unencrypted")
	require.False(w.t, before[w.ofType("aws:ec2/natGateway:NatGateway")[0].URN], "the control plane does not wait for the way out")

	groups := w.ofType(nodeGroupType)
	for _, group := range groups {
		before := w.follows(group.URN)
		for _, name := range []string{"cluster-vpc-cni", "cluster-kube-proxy", "cluster-eks-pod-identity-agent"} {
			require.True(w.t, before[w.one(addonType, name).URN], "%s before %s", name, group.URN.Name())
		}
		for _, r := range slices.Concat(w.ofType("aws:ec2/natGateway:NatGateway"), w.ofType(ingressRuleType), w.ofType(endpointType)) {
			if string(r.URN.Type()) == ingressRuleType && !strings.HasPrefix(r.URN.Name(), "cluster-") {
				continue // admits to the data tier or from the edge, which nodes join without
			}
			inZone := strings.HasSuffix(r.URN.Name(), group.URN.Name()[len(group.URN.Name())-2:])
			zonal := strings.HasPrefix(r.URN.Name(), "network-nat-") && w.loaded.Config.Network.NAT == config.NATPerZone
			if !zonal || inZone {
				require.True(w.t, before[r.URN], "%s before %s", r.URN.Name(), group.URN.Name())
			}
		}
	}
	for _, name := range []string{"cluster-coredns", "cluster-metrics-server", "cluster-aws-ebs-csi-driver"} {
		before := w.follows(w.one(addonType, name).URN)
		for _, group := range groups {
			require.True(w.t, before[group.URN], "%s before %s", group.URN.Name(), name)
		}
	}
}

// groupsKeepToTheirZones demands a group of each name in each zone's own subnet.
func (w *world) groupsKeepToTheirZones() {
	w.t.Helper()
	want, got := map[string][]string{}, map[string][]string{}
	for i := range w.loaded.Config.Network.Zones {
		letter := string(rune('a' + i))
		subnet := w.one(subnetType, "network-private-"+letter)
		for name := range w.loaded.Config.Cluster.NodeGroups {
			want["cluster-"+name+"-"+letter] = []string{string(subnet.ID)}
		}
	}
	for _, r := range w.ofType(nodeGroupType) {
		got[r.URN.Name()] = texts(r.Inputs, "subnetIds")
	}
	require.Equal(w.t, want, got)
}

// statefulIsProtected demands protection of everything that holds what can't be
// made again, where the environment asks for it, and of nothing where it does not.
func (w *world) statefulIsProtected() {
	w.t.Helper()
	kept := []string{
		keyType, "aws:kms/replicaKey:ReplicaKey", clusterType, bucketType, logGroupType, vpcType,
		databaseType, instanceType, cacheType, vaultType, loadBalancerType, "aws:ecr/repository:Repository",
		// What applications use: messages and values are in no other place.
		"aws:sqs/queue:Queue", "aws:secretsmanager/secret:Secret",
	}
	found := map[string]bool{}
	for _, r := range w.resources() {
		token := string(r.URN.Type())
		// Karpenter's queue holds notices of minutes, which come again: it is not kept.
		passing := token == "aws:sqs/queue:Queue" && strings.HasPrefix(r.URN.Name(), "cluster-")
		if slices.Contains(kept, token) && !passing {
			found[token] = true
			require.Equal(w.t, w.loaded.Config.Protect, r.Protect, r.URN)
		} else {
			require.False(w.t, r.Protect, r.URN)
		}
	}
	second := w.loaded.Config.Recovery.SecondRegion != nil
	for _, token := range kept {
		require.Equal(w.t, second || token != "aws:kms/replicaKey:ReplicaKey", found[token], token)
	}
	require.Equal(w.t, w.loaded.Config.Tier != config.Dev, w.loaded.Config.Protect)
}

// kubeconfigIsSecret demands that nobody who sees the run or the state sees the
// kubeconfig. That of pulumi-eks itself, which nothing here uses, is not marked:
// it holds no credential either.
func (w *world) kubeconfigIsSecret(result *engine.Result) {
	w.t.Helper()
	require.True(w.t, result.Outputs["kubeconfig"].IsSecret())
	require.Equal(w.t, "[secret]", result.Outputs["kubeconfig"].SecretValue().Element.V)

	raw, err := w.engine().Export(context.Background())
	require.NoError(w.t, err)
	// A word that ours has and that of pulumi-eks has not.
	require.NotContains(w.t, string(raw), "interactiveMode")
	var state struct {
		Deployment struct {
			Resources []struct {
				Type    string
				Outputs map[string]json.RawMessage
			}
		}
	}
	require.NoError(w.t, json.Unmarshal(raw, &state))
	require.Equal(w.t, string(resource.RootStackType), state.Deployment.Resources[0].Type)
	var exported map[string]string
	require.NoError(w.t, json.Unmarshal(state.Deployment.Resources[0].Outputs["kubeconfig"], &exported))
	require.Equal(w.t, resource.SecretSig, exported[resource.SigKey])
	require.NotEmpty(w.t, exported["ciphertext"])
}
