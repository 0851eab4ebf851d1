package example_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"gopkg.in/yaml.v3"

	"github.com/covetpy/platform/policy/example"
)

// An alias keeps the tags of what it stands for, and a mapping goes before what it
// merges wherever the merge stands.
func TestAliasesAndMergeKeys(t *testing.T) {
	var doc struct {
		First, Second, Wrong yaml.Node
	}
	require.NoError(t, yaml.Unmarshal([]byte(`
first: &first {name: api, key: !unknown , policy: !json {a: 1}, labels: &labels {app: api}}
second: {name: web, <<: *first, labels: {<<: *labels, tier: web}}
wrong: {<<: [*first, *labels]}
`), &doc))
	v, err := example.Property(&doc.Second)
	require.NoError(t, err)
	second := v.ObjectValue()
	assert.Equal(t, "web", second["name"].StringValue())
	assert.True(t, second["key"].IsComputed())
	assert.JSONEq(t, `{"a": 1}`, second["policy"].StringValue())
	labels := second["labels"].ObjectValue()
	assert.Equal(t, "api", labels["app"].StringValue())
	assert.Equal(t, "web", labels["tier"].StringValue())

	_, err = example.Property(&doc.Wrong)
	require.ErrorContains(t, err, "only one mapping")
}
