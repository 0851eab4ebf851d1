package network

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/infra/identity"
)

var somewhere = identity.Scope{Partition: "aws", Region: "eu-west-1", Account: "111122223333"}

// own is the statement that every endpoint's policy begins with.
func own(service string) string {
	return `{"Action":"` + service + `:*","Condition":{"StringEquals":{"aws:PrincipalAccount":"111122223333"},"StringEqualsIfExists":{"aws:ResourceAccount":"111122223333"}},` +
		`"Effect":"Allow","Principal":{"AWS":"*"},"Resource":"*","Sid":"OwnAccount"}`
}

func TestEndpointPolicy(t *testing.T) {
	t.Parallel()
	const ours = `"StringEquals":{"aws:PrincipalAccount":"111122223333"}`
	images := `{"Action":["ecr:BatchCheckLayerAvailability","ecr:BatchGetImage","ecr:GetDownloadUrlForLayer"],"Condition":{` + ours + `},` +
		`"Effect":"Allow","Principal":{"AWS":"*"},"Resource":"arn:aws:ecr:eu-west-1:602401143452:repository/*","Sid":"ImagesOfEKS"}`
	for service, want := range map[EndpointService][]string{
		"dynamodb":       {own("dynamodb")},
		"sts":            {own("sts")},
		"monitoring":     {own("cloudwatch")},
		"aps-workspaces": {own("aps")},
		"ecr.api":        {own("ecr"), images},
		"ecr.dkr":        {own("ecr"), images},
		"s3": {own("s3"), `{"Action":"s3:GetObject","Condition":{"Bool":{"aws:SecureTransport":"true"}},"Effect":"Allow","Principal":{"AWS":"*"},` +
			`"Resource":["arn:aws:s3:::al2023-repos-eu-west-1-de612dc2/*","arn:aws:s3:::prod-eu-west-1-starport-layer-bucket/*"],"Sid":"BucketsOfAWS"}`},
		"ec2": {own("ec2"), `{"Action":["ec2:CreateFleet","ec2:RunInstances"],"Condition":{"StringEquals":{"aws:PrincipalAccount":"111122223333","ec2:Owner":"amazon"}},` +
			`"Effect":"Allow","Principal":{"AWS":"*"},"Resource":"arn:aws:ec2:eu-west-1::image/*","Sid":"ImagesOfAmazon"}`},
		"ssm": {own("ssm"), `{"Action":["ssm:GetParameter","ssm:GetParameters","ssm:GetParametersByPath"],"Condition":{` + ours + `},` +
			`"Effect":"Allow","Principal":{"AWS":"*"},"Resource":"arn:aws:ssm:eu-west-1::parameter/aws/service/*","Sid":"PublicParameters"}`},
	} {
		t.Run(string(service), func(t *testing.T) {
			t.Parallel()
			text, err := endpointPolicy(somewhere, service).JSON()
			require.NoError(t, err)
			assert.Equal(t, want, statements(t, text))
		})
	}
}

func TestEveryEndpointPolicyIsHeldToTheAccount(t *testing.T) {
	t.Parallel()
	for _, service := range append(EndpointServices(), serviceS3, serviceDynamoDB) {
		text, err := endpointPolicy(somewhere, service).JSON()
		require.NoError(t, err, service)
		for _, statement := range statements(t, text) {
			if service == serviceS3 && statement != own("s3") {
				assert.Contains(t, statement, `"Action":"s3:GetObject"`, "AWS's buckets are for reading")
				continue
			}
			assert.Contains(t, statement, `"aws:PrincipalAccount":"111122223333"`, service)
		}
	}
}

func TestEKSRegistry(t *testing.T) {
	t.Parallel()
	assert.Equal(t, "602401143452", eksRegistry("us-east-1"))
	assert.Equal(t, "590381155156", eksRegistry("eu-south-1"))
}

// statements splits a policy into its statements.
func statements(t *testing.T, text string) []string {
	t.Helper()
	var document struct{ Statement []json.RawMessage }
	require.NoError(t, json.Unmarshal([]byte(text), &document))
	out := make([]string, len(document.Statement))
	for i, raw := range document.Statement {
		out[i] = string(raw)
	}
	return out
}
