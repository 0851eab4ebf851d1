package iam

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/covetpy/platform/policy/truth"
)

// Patterns whose stars stay within a part come from nowhere outside, so this test
// is inside.
func TestStarsWithinAPart(t *testing.T) {
	instance := compileParts("arn:aws:ec2:*:*:instance/*")
	function := compileParts("arn:aws:lambda:*:1:function:**")
	plain := func(text string) Pattern { return Compile(text, false) }

	assert.Equal(t, truth.Yes, instance.Match("arn:aws:ec2:eu-west-1:1:instance/i-0a"))
	assert.Equal(t, truth.No, instance.Match("arn:aws:ec2:eu-west-1:1:subnet/x:1:instance/i-0a"))
	assert.Equal(t, truth.Yes, function.Match("arn:aws:lambda:eu-west-1:1:function:f:alias"))
	assert.Equal(t, "arn:aws:lambda:*:1:function:*", function.Text)

	for text, want := range map[string]truth.Truth{
		"*":                              truth.Yes,
		"arn:aws:ec2:*":                  truth.Yes,
		"arn:aws:ec2:*:*:instance/i-*":   truth.Yes,
		"arn:aws:ec2:eu-west-?:1:*":      truth.Yes,
		"arn:aws:ec2:*:*:subnet/*":       truth.No,
		"arn:aws:ec2:*:*:*:instance/i-1": truth.No,
	} {
		assert.Equal(t, want, instance.Intersects(plain(text)), text)
		assert.Equal(t, want, plain(text).Intersects(instance), text)
	}

	assert.Equal(t, truth.Yes, plain("arn:aws:ec2:*").Covers(instance))
	assert.Equal(t, truth.Yes, plain("arn:aws:ec2:*:*:instance/*").Covers(instance))
	assert.Equal(t, truth.No, plain("arn:aws:ec2:*:1:instance/*").Covers(instance))
	assert.Equal(t, truth.No, plain("arn:aws:ec2:*:subnet/*").Covers(instance))
	assert.Equal(t, truth.Yes, instance.Covers(plain("arn:aws:ec2:eu-west-1:1:instance/i-0a")))
	assert.Equal(t, truth.No, instance.Covers(plain("arn:aws:ec2:*:1:instance/i-0a")), "a star of a statement may reach over a colon")
	assert.Equal(t, truth.Yes, instance.Covers(compileParts("arn:aws:ec2:eu-*:1:instance/*")))
	assert.Equal(t, truth.No, instance.Covers(plain("arn:aws:ec2:a:1:instance/?")), "the character may be a colon")
}
