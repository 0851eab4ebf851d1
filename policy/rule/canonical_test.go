package rule_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/covetpy/platform/policy/rule"
)

func TestOneResourceHasOneToken(t *testing.T) {
	for token, want := range map[string]string{
		"aws:alb/listener:Listener":                               "aws:lb/listener:Listener",
		"aws:applicationloadbalancing/loadBalancer:LoadBalancer":  "aws:lb/loadBalancer:LoadBalancer",
		"aws:s3/bucketV2:BucketV2":                                "aws:s3/bucket:Bucket",
		"aws:s3/bucketVersioningV2:BucketVersioningV2":            "aws:s3/bucketVersioning:BucketVersioning",
		"aws:s3/bucketPolicy:BucketPolicy":                        "aws:s3/bucketPolicy:BucketPolicy",
		"kubernetes:apps/v1beta2:StatefulSet":                     "kubernetes:apps/v1:StatefulSet",
		"kubernetes:extensions/v1beta1:DeploymentPatch":           "kubernetes:apps/v1:DeploymentPatch",
		"kubernetes:autoscaling/v2beta2:HorizontalPodAutoscaler":  "kubernetes:autoscaling/v2:HorizontalPodAutoscaler",
		"kubernetes:networking.istio.io/v1alpha3:DestinationRule": "kubernetes:networking.istio.io/v1:DestinationRule",
		"aws:wafv2/webAcl:WebAcl":                                 "aws:wafv2/webAcl:WebAcl",
	} {
		assert.Equal(t, want, rule.Canonical(token), token)
		assert.Equal(t, want, rule.Canonical(want), "canonical of canonical")
	}
}
