package offline

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/policy/mutate"
)

func TestTheSchemaLeadsToInputs(t *testing.T) {
	t.Parallel()
	s, err := Schema()
	require.NoError(t, err)
	assert.True(t, s.Has("aws:kms/key:Key"))
	assert.False(t, s.Has("aws:kms/key:Kei"))
	for _, c := range []struct {
		resource string
		steps    []any
		want     mutate.Input
	}{
		{"aws:kms/key:Key", []any{"enableKeyRotation"}, mutate.Input{Type: "boolean"}},
		{"aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", []any{"ipProtocol"}, mutate.Input{Type: "string", Required: true}},
		{"aws:s3/bucketVersioning:BucketVersioning", []any{"versioningConfiguration", "status"}, mutate.Input{Type: "string", Required: true}},
		{"aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration", []any{"rules", 0, "status"}, mutate.Input{Type: "string", Required: true}},
		{"aws:sns/topic:Topic", []any{"tags", "Owner"}, mutate.Input{Type: "string"}},
	} {
		in, ok := s.Input(c.resource, c.steps)
		assert.True(t, ok, "%s %v", c.resource, c.steps)
		assert.Equal(t, c.want, in, "%s %v", c.resource, c.steps)
	}
	for _, steps := range [][]any{nil, {"arn"}, {"tags", "Owner", "more"}, {"name", 0}} {
		_, ok := s.Input("aws:sns/topic:Topic", steps)
		assert.False(t, ok, "%v", steps)
	}
}
