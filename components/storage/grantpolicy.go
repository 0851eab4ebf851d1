package storage

import "github.com/covetpy/platform/infra/identity"

// noBackup is why no plan covers the bucket.
const noBackup = "records of requests that the lifecycle ends: nothing is restored from them"

// grants let the two services write that keep records here.
func (a *Args) grants() []identity.Statement {
	bucket := a.BucketName()
	return []identity.Statement{
		{
			// S3 user guide, "Permissions for log delivery": of this environment's buckets.
			Sid:       "BucketsRecord",
			Principal: identity.Service("logging.s3.amazonaws.com"),
			Actions:   identity.Actions("s3:PutObject"),
			Resources: identity.Resources(a.Where.Bucket(bucket + "/" + buckets + "*")),
			Conditions: []identity.Condition{
				identity.StringEquals("aws:SourceAccount", a.Where.Account),
				identity.ArnLike("aws:SourceArn", a.Where.Bucket(a.Names.Prefix()+"-*")),
			},
		},
		{
			// ELB user guide for application load balancers, "Enable access logs". The
			// guide has no condition: what holds the service to this account is the path,
			// as ELB writes under the account that the load balancer is of.
			Sid:       "LoadBalancersRecord",
			Principal: identity.Service("logdelivery.elasticloadbalancing.amazonaws.com"),
			Actions:   identity.Actions("s3:PutObject"),
			Resources: identity.Resources(a.Where.Bucket(bucket + "/" + LoadBalancers + "*/AWSLogs/" + a.Where.Account + "/*")),
		},
	}
}
