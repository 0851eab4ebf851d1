package rule_test

import (
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
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

func TestTheTypeOfAURN(t *testing.T) {
	for urn, want := range map[resource.URN]string{
		"urn:pulumi:dev::covetpy::aws:alb/listener:Listener::front":                       "aws:lb/listener:Listener",
		"urn:pulumi:dev::covetpy::covetpy:a:A$covetpy:b:B$aws:s3/bucketV2:BucketV2::a::b": "aws:s3/bucket:Bucket",
		"urn:pulumi:dev::covetpy::kubernetes:core/v1:Pod::x$y":                            "kubernetes:core/v1:Pod",
		"nothing of the kind": "",
		"":                    "",
	} {
		assert.Equal(t, want, rule.TypeOf(urn), urn)
	}
}
