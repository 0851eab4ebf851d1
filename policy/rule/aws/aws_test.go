package aws_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/aws"
)

func TestARNsAreTakenApart(t *testing.T) {
	bucket := aws.ARN{Scheme: "arn", Partition: "aws", Service: "s3", Resource: "b/a:b"}
	assert.Equal(t, bucket, aws.ParseARN("arn:aws:s3:::b/a:b"))
	for _, none := range []string{"", "arn:aws:s3", "urn:aws:s3:::b", "alias/x"} {
		assert.Equal(t, aws.ARN{}, aws.ParseARN(none), none)
	}
	pattern, ok := aws.SplitARN("*:*:rds:*:*:cluster:*")
	assert.True(t, ok)
	assert.Equal(t, "cluster:*", pattern.Resource)
	_, ok = aws.SplitARN("*")
	assert.False(t, ok)
}

func TestTypesAreCanonicalAndOnce(t *testing.T) {
	seen := map[string]bool{}
	for _, token := range aws.Types() {
		assert.Equal(t, token, rule.Canonical(token))
		assert.False(t, seen[token], token)
		seen[token] = true
	}
	assert.NotEmpty(t, aws.Taggable())
	assert.Subset(t, aws.Types(), aws.Taggable())
}
