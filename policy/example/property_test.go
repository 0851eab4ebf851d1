package example_test

import (
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"gopkg.in/yaml.v3"

	"github.com/covetpy/platform/policy/example"
)

func TestAliasesAndMergeKeysAreResolved(t *testing.T) {
	v := property(t, `
base: &base {owner: a, size: &size 2, key: !unknown , policy: !json {A: b}}
same: *base
more: {size: 3, <<: *base, extra: *size}
list: [*size, *base]
`)
	base := v["base"]
	assert.Equal(t, base, v["same"])
	assert.Equal(t, base, v["list"].ArrayValue()[1])
	assert.Equal(t, resource.NewProperty(2.0), v["list"].ArrayValue()[0])
	more := v["more"].ObjectValue()
	assert.Equal(t, resource.NewProperty(3.0), more["size"], "what is written wins over what is merged")
	assert.Equal(t, resource.NewProperty(2.0), more["extra"])
	assert.True(t, more["key"].IsComputed(), "tags hold where they are merged")
	assert.JSONEq(t, `{"A":"b"}`, more["policy"].StringValue())
	assert.NotContains(t, more, resource.PropertyKey("<<"))
}

func TestOnlyMappingsAreMerged(t *testing.T) {
	_, err := example.Property(node(t, "list: &list [a]\nit: {<<: *list}"))
	require.ErrorContains(t, err, "not a mapping")
}

func property(t *testing.T, text string) resource.PropertyMap {
	t.Helper()
	v, err := example.Property(node(t, text))
	require.NoError(t, err)
	return v.ObjectValue()
}

func node(t *testing.T, text string) *yaml.Node {
	t.Helper()
	var document yaml.Node
	require.NoError(t, yaml.Unmarshal([]byte(text), &document))
	return document.Content[0]
}
