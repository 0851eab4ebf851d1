package network

import "github.com/covetpy/platform/infra/identity"

const (
	sourceAccount = "aws:SourceAccount"
	sourceARN     = "aws:SourceArn"
	// deliveryService writes AWS's own logs into buckets and log groups.
	deliveryService = "delivery.logs.amazonaws.com"
)

// flowLogGrants let log delivery write this account's flow logs of this region
// (Amazon VPC user guide, "Amazon S3 bucket permissions for flow logs").
func flowLogGrants(where identity.Scope, bucket string) []identity.Statement {
	delivery := []identity.Condition{
		identity.StringEquals(sourceAccount, where.Account),
		identity.ArnLike(sourceARN, where.ARN("logs", "*")),
	}
	return []identity.Statement{
		{
			Sid:        "DeliveryWrites",
			Principal:  identity.Service(deliveryService),
			Actions:    identity.Actions("s3:PutObject"),
			Resources:  identity.Resources(where.Bucket(bucket + "/AWSLogs/aws-account-id=" + where.Account + "/*")),
			Conditions: append([]identity.Condition{identity.StringEquals("s3:x-amz-acl", "bucket-owner-full-control")}, delivery...),
		},
		{
			Sid:        "DeliveryLooks",
			Principal:  identity.Service(deliveryService),
			Actions:    identity.Actions("s3:GetBucketAcl", "s3:ListBucket"),
			Resources:  identity.Resources(where.Bucket(bucket)),
			Conditions: delivery,
		},
	}
}

// flowLogTrust lets the flow-log service write with the role, for flow logs of
// this account and region alone (Amazon VPC user guide, "IAM role for
// publishing flow logs to CloudWatch Logs").
func flowLogTrust(where identity.Scope) identity.Document {
	return identity.TrustService(where, "vpc-flow-logs.amazonaws.com", where.ARN("ec2", "vpc-flow-log/*"))
}

// flowLogPermissions is what the role may do: write into one log group.
func flowLogPermissions(where identity.Scope, group string) identity.Document {
	return identity.Document{Statements: []identity.Statement{
		{
			Sid:       "WriteGroup",
			Actions:   identity.Actions("logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"),
			Resources: identity.Resources(where.ARN("logs", "log-group:"+group), where.ARN("logs", "log-group:"+group+":*")),
		},
		{
			Sid:       "FindGroup",
			Actions:   identity.Actions("logs:DescribeLogGroups"),
			Resources: identity.Resources(where.ARN("logs", "log-group:*")),
		},
	}}
}

// queryLogPolicy lets log delivery write the record of lookups into one log
// group (CloudWatch Logs user guide, "Enable logging from AWS services").
func queryLogPolicy(where identity.Scope, group string) identity.Document {
	return identity.Document{Statements: []identity.Statement{{
		Sid:       "DeliveryWrites",
		Principal: identity.Service(deliveryService),
		Actions:   identity.Actions("logs:CreateLogStream", "logs:PutLogEvents"),
		Resources: identity.Resources(where.ARN("logs", "log-group:"+group+":log-stream:*")),
		Conditions: []identity.Condition{
			identity.StringEquals(sourceAccount, where.Account),
			identity.ArnLike(sourceARN, where.ARN("logs", "*")),
		},
	}}}
}
