package rule_test

import (
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/stretchr/testify/assert"

	"github.com/covetpy/platform/policy/rule"
)

func TestAResourceNamesAnotherThroughAThird(t *testing.T) {
	unknown := resource.PropertyMap{"bucket": resource.MakeComputed(resource.NewProperty(""))}
	made := func(name, typ string, from ...*rule.Resource) *rule.Resource {
		r := &rule.Resource{
			URN: resource.URN("urn:pulumi:s::p::" + typ + "::" + name), Type: typ, Properties: unknown,
			Dependencies: map[string][]resource.URN{},
		}
		for _, f := range from {
			r.Dependencies["bucket"] = append(r.Dependencies["bucket"], f.URN)
		}
		return r
	}
	const bucket, versioning, lifecycle = "aws:s3/bucket:Bucket", "aws:s3/bucketVersioning:BucketVersioning", "aws:s3/x:X"
	data, logs := made("data", bucket), made("logs", bucket)
	versions := made("versions", versioning, data)
	rules := made("rules", lifecycle, versions)
	loose := made("loose", lifecycle)
	s := rule.NewStack([]*rule.Resource{data, logs, versions, rules, loose})

	assert.Equal(t, rule.Yes, s.Names(versions, "bucket", data, "bucket"), "directly")
	assert.Equal(t, rule.Yes, s.Names(rules, "bucket", data, "bucket"), "through its versions")
	assert.Equal(t, rule.No, s.Names(rules, "bucket", logs, "bucket"), "another bucket")
	assert.Equal(t, rule.Unknown, s.Names(loose, "bucket", data, "bucket"), "made from nothing that is known")
}
