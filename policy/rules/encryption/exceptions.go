package encryption

import "github.com/covetpy/platform/policy/rule"

// exception is a use of a bucket for which AWS can encrypt with nothing but S3's
// own keys. A bucket has it while a resource of the stack uses it so, and no
// longer.
type exception struct {
	types  []string // that use a bucket
	path   string   // of the property that names it
	reason string
}

var exceptions = []exception{
	{
		loadBalancers, "accessLogs.bucket",
		"a load balancer's access logs can only be delivered to a bucket with S3-managed keys (ELB user guide, \"Enable access logs\")",
	},
	{
		loadBalancers, "connectionLogs.bucket",
		"a load balancer's connection logs can only be delivered to a bucket with S3-managed keys (ELB user guide, \"Enable connection logs\")",
	},
	{
		[]string{"aws:s3/bucketLogging:BucketLogging"},
		"targetBucket",
		"S3's server access logs can only be delivered to a bucket with S3-managed keys (S3 user guide, \"Enabling server access logging\")",
	},
}

var loadBalancers = []string{"aws:lb/loadBalancer:LoadBalancer"}

// exceptionTypes are all types that an exception looks at.
func exceptionTypes() []string {
	var out []string
	for _, e := range exceptions {
		out = append(out, e.types...)
	}
	return out
}

// excepted says whether the bucket of an encryption configuration is one of the
// exceptions.
func excepted(s *rule.Stack, config *rule.Resource) rule.Truth {
	answers := []rule.Truth{rule.No}
	for _, bucket := range s.OfType(bucketType) {
		used := []rule.Truth{rule.No}
		for _, e := range exceptions {
			for _, user := range s.OfType(e.types...) {
				used = append(used, names(user, e.path, bucket))
			}
		}
		answers = append(answers, rule.And(names(config, "bucket", bucket), rule.Or(used...)))
	}
	return rule.Or(answers...)
}
