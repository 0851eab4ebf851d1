package ruletest

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/policy/rule"
)

// load writes text to a file and reads it as examples.
func load(t *testing.T, text string) (File, error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "examples.yaml")
	require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
	return Load(path)
}

func TestTagsOfAnExamplesFile(t *testing.T) {
	file, err := load(t, `
pass:
  - name: all of them
    properties:
      later: !unknown
      hush: !secret {key: a}
      policy: !json {Effect: Allow, Action: ["a:b"]}
      list: [1, true, text, null]
`)
	require.NoError(t, err)
	resources, err := file.Pass[0].resources(rule.Rule{Types: []string{"aws:sqs/queue:Queue"}})
	require.NoError(t, err)
	text := resource.NewProperty[string]
	assert.Equal(t, &rule.Resource{
		URN: "urn:pulumi:test::example::aws:sqs/queue:Queue::example", Type: "aws:sqs/queue:Queue", Name: "example",
		Properties: resource.PropertyMap{
			"later":  resource.MakeComputed(text("")),
			"hush":   resource.MakeSecret(resource.NewProperty(resource.PropertyMap{"key": text("a")})),
			"policy": text(`{"Action":["a:b"],"Effect":"Allow"}`),
			"list": resource.NewProperty([]resource.PropertyValue{
				resource.NewProperty(1.0), resource.NewProperty(true), text("text"), resource.NewNullProperty(),
			}),
		},
		Dependencies: map[string][]resource.URN{},
	}, resources[0])
}

func TestExamplesThatCanNotBeMeant(t *testing.T) {
	stack := rule.Rule{CheckStack: func(*rule.Stack, *rule.Report) {}}
	_, err := load(t, "pass: [{nam: misspelt}]")
	assert.ErrorContains(t, err, "field nam not found")
	_, err = Load(filepath.Join(t.TempDir(), "none.yaml"))
	assert.ErrorIs(t, err, os.ErrNotExist)

	file, err := load(t, "pass: [{name: a, properties: [1]}, {name: b, resources: [{name: x, type: a:b/c:D, dependencies: {p: [y]}}]}]")
	require.NoError(t, err)
	_, err = file.Pass[0].resources(rule.Rule{Types: []string{"a:b/c:D"}})
	assert.EqualError(t, err, "properties of example are not a mapping")
	_, err = file.Pass[1].resources(stack)
	assert.EqualError(t, err, "x depends on y, which is not in the example")
}

// Each value, at any depth, has its turn, and the original is left alone.
func TestBendingReachesEveryValue(t *testing.T) {
	text := resource.NewProperty[string]
	m := resource.PropertyMap{
		"a": text("x"),
		"b": resource.NewProperty([]resource.PropertyValue{resource.NewProperty(resource.PropertyMap{"c": text("y")})}),
	}
	var reached []string
	for where, variant := range unknowns(m) {
		reached = append(reached, where)
		assert.True(t, variant.ContainsUnknowns(), where)
	}
	slices.Sort(reached)
	assert.Equal(t, []string{".a", ".b", ".b[0]", ".b[0].c"}, reached)
	assert.False(t, m.ContainsUnknowns())
	assert.Equal(t, resource.PropertyMap{
		"a": resource.MakeSecret(text("x")),
		"b": resource.MakeSecret(resource.NewProperty([]resource.PropertyValue{
			resource.MakeSecret(resource.NewProperty(resource.PropertyMap{"c": resource.MakeSecret(text("y"))})),
		})),
	}, secretly(m))
}
