package tests

import (
	"strings"
	"testing"

	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws"
	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/cloudwatch"
	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/ec2"
	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/eks"
	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/iam"
	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/s3"
	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/sqs"
	"github.com/pulumi/pulumi-kubernetes/sdk/v4/go/kubernetes"
	corev1 "github.com/pulumi/pulumi-kubernetes/sdk/v4/go/kubernetes/core/v1"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/internal/engine"
	"github.com/covetpy/platform/policy/pack"
)

// forbidden is one thing too many in an environment.
type forbidden struct {
	add func(*pulumi.Context, ...pulumi.ResourceOption) error
	// name is the resource's that the message has to be about.
	name string
	// whole is set when only the stack as a whole shows it: the preview objects, as
	// the rule could come too late in an update.
	whole bool
}

// forbidden, by the concern of the rule that has to object.
func forbiddenThings() map[string]forbidden {
	return map[string]forbidden{
		"encryption": {name: "plain", add: func(ctx *pulumi.Context, opts ...pulumi.ResourceOption) error {
			_, err := sqs.NewQueue(ctx, "plain", &sqs.QueueArgs{}, opts...)
			return err
		}},
		"identity": {name: "all-powerful", add: func(ctx *pulumi.Context, opts ...pulumi.ResourceOption) error {
			_, err := iam.NewPolicy(ctx, "all-powerful", &iam.PolicyArgs{Policy: pulumi.String(
				`{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}`,
			)}, opts...)
			return err
		}},
		"network": {name: "open", whole: true, add: func(ctx *pulumi.Context, opts ...pulumi.ResourceOption) error {
			vpc, err := ec2.NewVpc(ctx, "other", &ec2.VpcArgs{CidrBlock: pulumi.String("10.200.0.0/16")}, opts...)
			if err != nil {
				return err
			}
			_, err = ec2.NewSecurityGroup(ctx, "open", &ec2.SecurityGroupArgs{
				VpcId: vpc.ID(), Description: pulumi.String("shell for everyone"),
				Ingress: ec2.SecurityGroupIngressArray{ec2.SecurityGroupIngressArgs{
					Protocol: pulumi.String("tcp"), FromPort: pulumi.Int(20), ToPort: pulumi.Int(30),
					CidrBlocks: pulumi.StringArray{pulumi.String("0.0.0.0/1"), pulumi.String("128.0.0.0/1")},
				}},
			}, opts...)
			return err
		}},
		"recovery": {name: "forgotten", whole: true, add: func(ctx *pulumi.Context, opts ...pulumi.ResourceOption) error {
			_, err := s3.NewBucket(ctx, "forgotten", &s3.BucketArgs{}, opts...)
			return err
		}},
		"kubernetes": {name: "root", add: func(ctx *pulumi.Context, _ ...pulumi.ResourceOption) error {
			cluster, err := kubernetes.NewProvider(ctx, "cluster", &kubernetes.ProviderArgs{Kubeconfig: pulumi.String(
				`{"users":[{"user":{"exec":{"command":"aws","args":["eks","get-token","--cluster-name","covetpy-prod"]}}}]}`,
			)})
			if err != nil {
				return err
			}
			_, err = corev1.NewPod(ctx, "root", &corev1.PodArgs{Spec: &corev1.PodSpecArgs{
				Containers: corev1.ContainerArray{corev1.ContainerArgs{
					Name: pulumi.String("shell"), Image: pulumi.String("busybox:latest"),
					SecurityContext: &corev1.SecurityContextArgs{Privileged: pulumi.Bool(true)},
				}},
			}}, pulumi.Provider(cluster))
			return err
		}},
		"operations": {name: "for-ever", add: func(ctx *pulumi.Context, opts ...pulumi.ResourceOption) error {
			_, err := cloudwatch.NewLogGroup(ctx, "for-ever", &cloudwatch.LogGroupArgs{}, opts...)
			return err
		}},
		"consistency": {name: "nobody", whole: true, add: func(ctx *pulumi.Context, opts ...pulumi.ResourceOption) error {
			_, err := eks.NewPodIdentityAssociation(ctx, "nobody", &eks.PodIdentityAssociationArgs{
				ClusterName: pulumi.String("covetpy-prod"), Namespace: pulumi.String("apps"), ServiceAccount: pulumi.String("nobody"),
				RoleArn: pulumi.String("arn:aws:iam::111122223333:role/nobody"),
			}, opts...)
			return err
		}},
	}
}

// What is forbidden does not come to be: a resource rule stops an update before
// the resource is made, and a rule about the whole stack stops the preview that
// every update begins with.
func TestWhatIsForbiddenIsStopped(t *testing.T) {
	for concern, f := range forbiddenThings() {
		t.Run(concern, func(t *testing.T) {
			w := newWorld(t, "prod")
			run := w.engine()
			program := run.Program
			run.Program = func(ctx *pulumi.Context) error {
				beside, err := aws.NewProvider(ctx, "beside", &aws.ProviderArgs{
					Region:            pulumi.String(w.loaded.Config.Region),
					AllowedAccountIds: pulumi.StringArray{pulumi.String(w.loaded.Config.Account)},
				})
				if err != nil {
					return err
				}
				if err := f.add(ctx, pulumi.Provider(beside)); err != nil {
					return err
				}
				return program(ctx)
			}
			op := engine.OpUp
			if f.whole {
				op = engine.OpPreview
			}
			result, err := run.Run(t.Context(), op)
			require.ErrorIs(t, err, engine.ErrPolicy)
			var found *engine.Violation
			for i, v := range result.Violations {
				if v.Mandatory && strings.HasPrefix(v.Policy, concern+"-") && v.URN.Name() == f.name {
					found = &result.Violations[i]
				}
			}
			require.NotNil(t, found, "no rule about %s objects to %s: %v", concern, f.name, result.Violations)
			r, ok := pack.Find(found.Policy)
			require.True(t, ok)
			assert.Contains(t, found.Message, r.Title)
			assert.Contains(t, found.Message, "Fix: "+r.Fix)
			for _, alive := range w.resources() {
				assert.NotEqual(t, f.name, alive.URN.Name(), "it was made all the same")
			}
		})
	}
}
