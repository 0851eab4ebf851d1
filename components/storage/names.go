package storage

import "github.com/covetpy/platform/infra/naming"

// partBucket is the part of the bucket's physical name. Its logical name is the
// component's.
const partBucket = "access-logs"

// loadBalancers is where the records of load balancers lie in the bucket.
// Those of other buckets lie where the bucket package puts them.
const loadBalancers = "lb/"

// buckets is where the records of S3 lie, as bucket.Prefix writes it.
const buckets = "s3/"

// BucketName is the physical name of the bucket, known before it exists. Buckets
// of all accounts share one name space, so account and region are in it.
func (a *Args) BucketName() string {
	return a.Names.Name(naming.S3Bucket, partBucket, a.Where.Account, a.Where.Region)
}

// LoadBalancerPrefix is where the records of a load balancer lie, "lb/edge", as
// its access and connection logs take it. ELB appends "/AWSLogs/<account>/..."
// and refuses a prefix that begins or ends with a slash or has AWSLogs in it.
func LoadBalancerPrefix(name string) string { return loadBalancers + name }
