package cluster

import (
	"fmt"
	"slices"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/stretchr/testify/assert"

	"github.com/covetpy/platform/internal/mocktest"
)

func TestNodeGroup(t *testing.T) {
	rec := up(t, valid())
	app := rec.One(t, "aws:eks/nodeGroup:NodeGroup", "cluster-app-b")
	in := app.Inputs.Mappable()
	delete(in, "nodeRoleArn")
	assert.Equal(t, map[string]any{
		"clusterName": "covetpy-dev", "subnetIds": []any{"subnet-b"}, "version": "1.36",
		"amiType": "BOTTLEROCKET_ARM_64", "capacityType": "ON_DEMAND", "instanceTypes": []any{"m7g.large", "m6g.large"},
		"launchTemplate":   map[string]any{"id": "cluster-app-id", "version": "7"},
		"scalingConfig":    map[string]any{"minSize": 1.0, "desiredSize": 2.0, "maxSize": 4.0},
		"updateConfig":     map[string]any{"maxUnavailablePercentage": 33.0},
		"nodeRepairConfig": map[string]any{"enabled": true},
		"labels":           map[string]any{"covetpy.dev/pool": "app"},
	}, in)
	assert.Equal(t, []string{"scalingConfig.desiredSize"}, app.IgnoreChanges)
	assert.Equal(t, []any{map[string]any{"key": "CriticalAddonsOnly", "value": "true", "effect": "NO_SCHEDULE"}},
		rec.One(t, "aws:eks/nodeGroup:NodeGroup", "cluster-system-a").Inputs.Mappable()["taints"])
}

func TestLaunchTemplate(t *testing.T) {
	rec := up(t, valid())
	tags := map[string]any{
		"Name": "covetpy-dev-app", "Project": "covetpy", "Environment": "dev", "Owner": "platform",
		"CostCentre": "42", "DataClass": "internal", "ManagedBy": "pulumi",
	}
	ebs := func(gib float64) map[string]any {
		return map[string]any{"volumeType": "gp3", "volumeSize": gib, "encrypted": "true", "kmsKeyId": "arn:volumes", "deleteOnTermination": "true"}
	}
	assert.Equal(t, map[string]any{
		"name": "covetpy-dev-node-app", "description": "Nodes of group app of covetpy-dev", "updateDefaultVersion": true,
		"vpcSecurityGroupIds": []any{"cluster-nodes-id"},
		"metadataOptions":     map[string]any{"httpEndpoint": "enabled", "httpTokens": "required", "httpPutResponseHopLimit": 1.0},
		"blockDeviceMappings": []any{
			map[string]any{"deviceName": "/dev/xvda", "ebs": ebs(4)},
			map[string]any{"deviceName": "/dev/xvdb", "ebs": ebs(50)},
		},
		"tagSpecifications": []any{
			map[string]any{"resourceType": "instance", "tags": tags},
			map[string]any{"resourceType": "volume", "tags": tags},
			map[string]any{"resourceType": "network-interface", "tags": tags},
		},
	}, rec.One(t, "aws:ec2/launchTemplate:LaunchTemplate", "cluster-app").Inputs.Mappable())
}

func TestAutoscalingGroupsCarryTheTags(t *testing.T) {
	rec := up(t, valid())
	assert.Equal(t, map[string]any{
		"autoscalingGroupName": "asg-cluster-app-a",
		"tag":                  map[string]any{"key": "Owner", "value": "platform", "propagateAtLaunch": false},
	}, rec.One(t, "aws:autoscaling/tag:Tag", "cluster-app-a-Owner").Inputs.Mappable())
}

// Network plugin, then nodes, then what runs on nodes.
func TestPhasesWaitForEachOther(t *testing.T) {
	rec := up(t, valid())
	groups := rec.Names("aws:eks/nodeGroup:NodeGroup")
	assert.Equal(t, []string{"cluster-app-a", "cluster-app-b", "cluster-system-a", "cluster-system-b"}, groups)
	for _, name := range groups {
		waits := rec.One(t, "aws:eks/nodeGroup:NodeGroup", name).DependsOn
		assert.Subset(t, waits, []string{
			"cluster-vpc-cni", "cluster-kube-proxy", "cluster-eks-pod-identity-agent", "cluster-control-plane-in-api",
			"cluster-node-AmazonEKSWorkerNodeMinimalPolicy", "cluster-node-AmazonEC2ContainerRegistryPullOnly",
		}, name)
	}
	for _, addon := range after(OptionalAddons()) {
		assert.Subset(t, rec.One(t, "aws:eks/addon:Addon", "cluster-"+string(addon)).DependsOn, groups, addon)
	}
	for _, addon := range before() {
		for _, waited := range rec.One(t, "aws:eks/addon:Addon", "cluster-"+string(addon)).DependsOn {
			assert.NotContains(t, groups, waited, addon)
		}
	}
	assert.Contains(t, rec.One(t, "aws:eks/addon:Addon", "cluster-aws-ebs-csi-driver").DependsOn, "cluster-snapshot-controller")
	assert.Contains(t, rec.One(t, "aws:eks/addon:Addon", "cluster-vpc-cni").DependsOn, "cluster-vpc-cni-vpc-cni", "its role's policy")
}

func TestAddon(t *testing.T) {
	rec := up(t, valid())
	in := rec.One(t, "aws:eks/addon:Addon", "cluster-vpc-cni").Inputs.Mappable()
	assert.Equal(t, map[string]any{
		"clusterName": "covetpy-dev", "addonName": "vpc-cni", "addonVersion": "v1.22.4-eksbuild.3",
		"configurationValues":      `{"enableNetworkPolicy":"true","env":{"ENABLE_PREFIX_DELEGATION":"true","WARM_PREFIX_TARGET":"1"}}`,
		"resolveConflictsOnCreate": "OVERWRITE", "resolveConflictsOnUpdate": "OVERWRITE",
		"podIdentityAssociations": []any{map[string]any{
			"roleArn": "arn:aws:iam::111122223333:role/covetpy-dev-eks-vpc-cni", "serviceAccount": "aws-node",
		}},
	}, in)
	var callers []string
	for _, r := range rec.Of("aws:eks/addon:Addon") {
		if r.Inputs.HasValue("podIdentityAssociations") {
			callers = append(callers, r.Name)
		}
	}
	assert.Equal(t, []string{"cluster-aws-ebs-csi-driver", "cluster-vpc-cni"}, callers)
}

// A third zone makes things and changes what spans the zones; it renames and
// takes away nothing, and what is in a zone already stays as it was.
func TestAddingAZoneKeepsWhatThereIs(t *testing.T) {
	two := up(t, valid())
	a := valid()
	a.Subnets = append(a.Subnets, Subnet{Letter: "c", ZoneID: "euw1-az3", ID: pulumi.String("subnet-c")})
	three := up(t, a)

	spans := []string{"eks:index:Cluster"}
	for _, was := range two.All() {
		is := three.One(t, was.Type, was.Name)
		if !slices.Contains(spans, was.Type) {
			assert.Equal(t, was.Inputs, is.Inputs, "%s %s", was.Type, was.Name)
		}
	}
	assert.Equal(t, []string{"cluster-app-c", "cluster-system-c"}, added(two, three, "aws:eks/nodeGroup:NodeGroup"))
	assert.Empty(t, added(two, three, "aws:ec2/launchTemplate:LaunchTemplate"))
}

func added(before, after *mocktest.Recorder, typ string) []string {
	had := before.Names(typ)
	return slices.DeleteFunc(after.Names(typ), func(name string) bool { return slices.Contains(had, name) })
}

func TestSpotAndReleases(t *testing.T) {
	a := valid()
	var types []string
	for _, family := range []string{"m7i", "m6i", "c7i"} {
		types = append(types, family+".large", family+".xlarge")
	}
	a.NodeGroups["spot"] = NodeGroup{Capacity: Spot, InstanceTypes: types, MaxPerZone: 3, ReleaseVersion: "1.36.0-20260923"}
	in := up(t, a).One(t, "aws:eks/nodeGroup:NodeGroup", "cluster-spot-a").Inputs.Mappable()
	assert.Equal(t, "SPOT 1.36.0-20260923", fmt.Sprintf("%v %v", in["capacityType"], in["releaseVersion"]))
}
