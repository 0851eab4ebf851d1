package bucket

import (
	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/s3"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

// uploadDays is how long a half-finished upload, which costs and can't be seen,
// stays.
const uploadDays = 1

// expire ends what is old: objects when they are to expire, former versions, what
// was never wholly uploaded, and the markers that stay behind.
func (b *build) expire() error {
	rules := s3.BucketLifecycleConfigurationRuleArray{
		rule("expire", func(r *s3.BucketLifecycleConfigurationRuleArgs) {
			if b.args.ExpireDays > 0 {
				r.Expiration = s3.BucketLifecycleConfigurationRuleExpirationArgs{Days: pulumi.Int(b.args.ExpireDays)}
			}
			r.NoncurrentVersionExpiration = s3.BucketLifecycleConfigurationRuleNoncurrentVersionExpirationArgs{
				NoncurrentDays: pulumi.Int(b.args.FormerDays),
			}
			r.AbortIncompleteMultipartUpload = s3.BucketLifecycleConfigurationRuleAbortIncompleteMultipartUploadArgs{
				DaysAfterInitiation: pulumi.Int(uploadDays),
			}
		}),
		rule("tidy", func(r *s3.BucketLifecycleConfigurationRuleArgs) {
			r.Expiration = s3.BucketLifecycleConfigurationRuleExpirationArgs{ExpiredObjectDeleteMarker: pulumi.Bool(true)}
		}),
	}
	_, err := s3.NewBucketLifecycleConfiguration(b.ctx, b.name, &s3.BucketLifecycleConfigurationArgs{
		Bucket: b.versions.Bucket, // rules on versions need the versions
		Rules:  rules,
	}, b.opts...)
	return err
}

func rule(id string, fill func(*s3.BucketLifecycleConfigurationRuleArgs)) s3.BucketLifecycleConfigurationRuleArgs {
	r := s3.BucketLifecycleConfigurationRuleArgs{
		Id:     pulumi.String(id),
		Status: pulumi.String("Enabled"),
		Filter: s3.BucketLifecycleConfigurationRuleFilterArgs{},
	}
	fill(&r)
	return r
}
