package pack_test

import (
	"fmt"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/policy/pack"
)

// environment is n resources mixed as an environment has them: for every twenty,
// two with a key, four with a policy document, a launch template, and thirteen
// that no rule is about.
func environment(b *testing.B, n int) ([]*pulumirpc.AnalyzeRequest, *pulumirpc.AnalyzeStackRequest) {
	document := text(`{"Version":"2012-10-17","Statement":[{"Sid":"A","Effect":"Allow","Action":["ec2:Describe*",` +
		`"sqs:SendMessage","sqs:ReceiveMessage"],"Resource":["arn:aws:sqs:eu-west-1:111122223333:jobs"],` +
		`"Condition":{"StringEquals":{"aws:ResourceAccount":"111122223333"}}}]}`)
	disk := resource.NewProperty(resource.PropertyMap{"deviceName": text("/dev/xvda"), "ebs": resource.NewProperty(
		resource.PropertyMap{"encrypted": text("true"), "kmsKeyId": unknown()})})
	tags := resource.NewProperty(resource.PropertyMap{"Environment": text("prod"), "Owner": text("platform")})
	kinds := []struct {
		typ, property string
		value         resource.PropertyValue
	}{
		{queueType, "kmsMasterKeyId", unknown()},
		{"aws:cloudwatch/logGroup:LogGroup", "kmsKeyId", text(keyARN)},
		{"aws:iam/policy:Policy", "policy", document},
		{"aws:iam/role:Role", "assumeRolePolicy", document},
		{keyType, "policy", document},
		{"aws:ec2/vpcEndpoint:VpcEndpoint", "policy", document},
		{"aws:ec2/launchTemplate:LaunchTemplate", "blockDeviceMappings", resource.NewProperty([]resource.PropertyValue{disk})},
	}
	stack := &pulumirpc.AnalyzeStackRequest{}
	requests := make([]*pulumirpc.AnalyzeRequest, n)
	for i := range requests {
		typ, m := "aws:ec2/subnet:Subnet", resource.PropertyMap{"vpcId": unknown(), "cidrBlock": text("10.0.0.0/20")}
		if k := i % 20; k < len(kinds) {
			typ, m = kinds[k].typ, resource.PropertyMap{resource.PropertyKey(kinds[k].property): kinds[k].value}
		}
		m["tags"], m["tagsAll"] = tags, tags
		name := fmt.Sprint("resource-", i)
		requests[i] = request(b, typ, name, m)
		stack.Resources = append(stack.Resources, inStack(b, typ, name, m,
			map[string][]resource.URN{"kmsMasterKeyId": {urn(keyType, "messages")}}))
	}
	return requests, stack
}

// BenchmarkPreview is what the pack adds to a preview, without the engine and the
// transport: n resources one by one, then the stack.
func BenchmarkPreview(b *testing.B) {
	for _, n := range []int{300, 3000} {
		requests, stack := environment(b, n)
		b.Run(fmt.Sprint(n, " resources"), func(b *testing.B) {
			for b.Loop() {
				p, err := pack.New(pack.Options{})
				require.NoError(b, err)
				for _, req := range requests {
					if _, err := p.Analyze(b.Context(), req); err != nil {
						b.Fatal(err)
					}
				}
				if _, err := p.AnalyzeStack(b.Context(), stack); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/1000, "ms/preview")
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/float64(n), "us/resource")
		})
	}
}
