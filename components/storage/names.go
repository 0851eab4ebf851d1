package storage

import "github.com/covetpy/platform/infra/naming"

// partBucket is the part of the bucket's physical name. Its logical name is the
// component's.
const partBucket = "access-logs"

// LoadBalancers is what the prefixes of load balancers' access and connection logs
// begin with. ELB appends "/AWSLogs/<account>/..." and refuses a prefix that begins
// or ends with a slash or has AWSLogs in it.
const LoadBalancers = "lb/"

// buckets is where the records of S3 lie, as bucket.Prefix writes it.
const buckets = "s3/"

// BucketName is the physical name of the bucket, known before it exists. Buckets
// of all accounts share one name space, so account and region are in it.
func (a *Args) BucketName() string {
	return a.Names.Name(naming.S3Bucket, partBucket, a.Where.Account, a.Where.Region)
}
