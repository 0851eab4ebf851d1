package objects

import "github.com/covetpy/platform/infra/naming"

// partObjects is in the physical name, so that no application's bucket is called as
// one of another component is. Its logical name is the component's.
const partObjects = "objects"

// BucketName is the physical name, known before the bucket exists. Buckets of all
// accounts share one name space, so account and region are in it.
func (a *Args) BucketName() string {
	return a.Names.Name(naming.S3Bucket, partObjects, a.Name, a.Where.Account, a.Where.Region)
}

// ARN of the bucket, known before it exists.
func (a *Args) ARN() string { return a.Where.Bucket(a.BucketName()) }
