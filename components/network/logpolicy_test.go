package network

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/infra/bucket"
)

const byDelivery = `"ArnLike":{"aws:SourceArn":"arn:aws:logs:eu-west-1:111122223333:*"},"StringEquals":{"aws:SourceAccount":"111122223333"`

func TestFlowLogBucketPolicy(t *testing.T) {
	t.Parallel()
	text, err := bucket.Policy(somewhere, "bucket", flowLogGrants(somewhere, "bucket")...).JSON()
	require.NoError(t, err)
	assert.Equal(t, []string{
		`{"Action":"s3:PutObject","Condition":{` + byDelivery + `,"s3:x-amz-acl":"bucket-owner-full-control"}},"Effect":"Allow",` +
			`"Principal":{"Service":"delivery.logs.amazonaws.com"},"Resource":"arn:aws:s3:::bucket/AWSLogs/aws-account-id=111122223333/*","Sid":"DeliveryWrites"}`,
		`{"Action":["s3:GetBucketAcl","s3:ListBucket"],"Condition":{` + byDelivery + `}},"Effect":"Allow",` +
			`"Principal":{"Service":"delivery.logs.amazonaws.com"},"Resource":"arn:aws:s3:::bucket","Sid":"DeliveryLooks"}`,
		`{"Action":"s3:*","Condition":{"Bool":{"aws:SecureTransport":"false"}},"Effect":"Deny",` +
			`"Principal":{"AWS":"*"},"Resource":["arn:aws:s3:::bucket","arn:aws:s3:::bucket/*"],"Sid":"TLSOnly"}`,
	}, statements(t, text))
}

func TestFlowLogRole(t *testing.T) {
	t.Parallel()
	trust, err := flowLogTrust(somewhere).JSON()
	require.NoError(t, err)
	assert.Equal(t, []string{
		`{"Action":"sts:AssumeRole","Condition":{"ArnLike":{"aws:SourceArn":"arn:aws:ec2:eu-west-1:111122223333:vpc-flow-log/*"},` +
			`"StringEquals":{"aws:SourceAccount":"111122223333"}},"Effect":"Allow","Principal":{"Service":"vpc-flow-logs.amazonaws.com"},"Sid":"Trust"}`,
	}, statements(t, trust))

	permissions, err := flowLogPermissions(somewhere, "/covetpy/dev/flow-logs").JSON()
	require.NoError(t, err)
	assert.Equal(t, []string{
		`{"Action":["logs:CreateLogStream","logs:DescribeLogStreams","logs:PutLogEvents"],"Effect":"Allow",` +
			`"Resource":["arn:aws:logs:eu-west-1:111122223333:log-group:/covetpy/dev/flow-logs","arn:aws:logs:eu-west-1:111122223333:log-group:/covetpy/dev/flow-logs:*"],"Sid":"WriteGroup"}`,
		`{"Action":"logs:DescribeLogGroups","Effect":"Allow","Resource":"arn:aws:logs:eu-west-1:111122223333:log-group:*","Sid":"FindGroup"}`,
	}, statements(t, permissions))
}

func TestQueryLogPolicy(t *testing.T) {
	t.Parallel()
	text, err := queryLogPolicy(somewhere, "/covetpy/dev/dns-queries").JSON()
	require.NoError(t, err)
	assert.Equal(t, []string{
		`{"Action":["logs:CreateLogStream","logs:PutLogEvents"],"Condition":{` + byDelivery + `}},"Effect":"Allow","Principal":{"Service":"delivery.logs.amazonaws.com"},` +
			`"Resource":"arn:aws:logs:eu-west-1:111122223333:log-group:/covetpy/dev/dns-queries:log-stream:*","Sid":"DeliveryWrites"}`,
	}, statements(t, text))
}
