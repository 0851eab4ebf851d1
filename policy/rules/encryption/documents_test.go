package encryption

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestPatternsMatchAsIAMHasThem(t *testing.T) {
	for _, tt := range []struct {
		pattern, text string
		want          bool
	}{
		{"*", "s3:GetObject", true},
		{"s3:*", "s3:GetObject", true},
		{"S3:Get*", "s3:GetObject", true},
		{"s3:Get*Acl", "s3:GetObject", false},
		{"s3:*Object*Acl", "s3:GetObjectVersionAcl", true},
		{"s3:GetObjec?", "s3:GetObject", true},
		{"s3:GetObject?", "s3:GetObject", false},
		{"s3:GetObject", "s3:GetObjectAcl", false},
		{"", "s3:GetObject", false},
		{"arn:aws:s3:::data/*", "arn:aws:s3:::data", false},
	} {
		assert.Equal(t, tt.want, matches(tt.pattern, tt.text), "%s and %s", tt.pattern, tt.text)
	}
}
