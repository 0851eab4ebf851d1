package cluster

import (
	"testing"

	awseks "github.com/pulumi/pulumi-aws/sdk/v7/go/aws/eks"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/internal/mocktest"
)

// standIn is the child that pulumi-eks would register: a mock can't run a
// remote component, so the program registers it and the mock refers to it.
const standIn = "stand-in"

// up runs the component under mocks, with a control plane that answers.
func up(t *testing.T, args *Args) *mocktest.Recorder {
	t.Helper()
	rec := recorder()
	require.NoError(t, rec.Run(func(ctx *pulumi.Context) error {
		if err := registerStandIn(ctx); err != nil {
			return err
		}
		_, err := NewEKSCluster(ctx, "cluster", args)
		return err
	}))
	return rec
}

func recorder() *mocktest.Recorder {
	return mocktest.New().
		Outputs(clusterToken, func(mocktest.Resource) resource.PropertyMap {
			return resource.PropertyMap{
				"endpoint":             resource.NewProperty("https://api.example"),
				"certificateAuthority": resource.NewProperty(resource.PropertyMap{"data": resource.NewProperty("Q0E=")}),
				"vpcConfig":            resource.NewProperty(resource.PropertyMap{"clusterSecurityGroupId": resource.NewProperty("sg-eks")}),
			}
		}).
		Outputs("eks:index:Cluster", func(mocktest.Resource) resource.PropertyMap {
			urn := resource.NewURN(mocktest.Stack, mocktest.Project, "", clusterToken, standIn)
			return resource.PropertyMap{"eksCluster": resource.MakeCustomResourceReference(urn, standIn+"-id", "")}
		}).
		Outputs("aws:eks/nodeGroup:NodeGroup", func(r mocktest.Resource) resource.PropertyMap {
			asg := resource.PropertyMap{"name": resource.NewProperty("asg-" + r.Name)}
			return resource.PropertyMap{"resources": resource.NewProperty([]resource.PropertyValue{
				resource.NewProperty(resource.PropertyMap{"autoscalingGroups": resource.NewProperty([]resource.PropertyValue{resource.NewProperty(asg)})}),
			})}
		}).
		Outputs("aws:ec2/launchTemplate:LaunchTemplate", func(mocktest.Resource) resource.PropertyMap {
			return resource.PropertyMap{"latestVersion": resource.NewProperty(7.0)}
		})
}

func registerStandIn(ctx *pulumi.Context) error {
	_, err := awseks.NewCluster(ctx, standIn, &awseks.ClusterArgs{
		Name:      pulumi.String("covetpy-dev"),
		RoleArn:   pulumi.String("arn:aws:iam::111122223333:role/none"),
		VpcConfig: awseks.ClusterVpcConfigArgs{SubnetIds: pulumi.StringArray{}},
	})
	return err
}

// plain turns a property into the Go value that a test would write.
func plain(v resource.PropertyValue) any {
	if v.IsSecret() {
		return plain(v.SecretValue().Element)
	}
	return v.Mappable()
}
