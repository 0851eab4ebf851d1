package sheet

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/conformance/limits"
	"github.com/covetpy/platform/conformance/schema"
	"github.com/covetpy/platform/sim/facts"
)

func boxes() schema.Package {
	return schema.Package{
		Resources: map[string]schema.Resource{"aws:toy/box:Box": {
			Inputs: map[string]schema.Property{
				"name":  {Type: "string", Replace: true},
				"size":  {Type: "integer"},
				"lids":  {Type: "array", Items: &schema.Property{Ref: "#/types/aws:toy/Lid:Lid"}},
				"codes": {Type: "array", Items: &schema.Property{Type: "string", Secret: true}},
			},
			RequiredInputs: []string{"size"},
			Outputs:        map[string]schema.Property{"name": {Type: "string"}, "size": {Type: "integer"}, "arn": {Type: "string"}},
			Always:         []string{"arn", "name", "size"},
		}},
		Types: map[string]schema.Object{
			"aws:toy/Lid:Lid":   {Properties: map[string]schema.Property{"colour": {Type: "string"}}, Required: []string{"colour"}},
			"aws:toy/Hat:Hat":   {Properties: map[string]schema.Property{"of": {Ref: "#/types/aws:toy/Hat:Hat"}}},
			"aws:toy/Lid2:Lid2": {},
		},
	}
}

func TestASheetJoinsTheSchemaWithTheAnswers(t *testing.T) {
	t.Parallel()
	red := facts.Limits{OneOf: []string{"red"}}
	short := facts.Limits{Format: "arn"}
	made, err := Make("upstream 1", boxes(), map[string]limits.Answers{"aws:toy/box:Box": {
		Limits:   map[string]facts.Limits{"lids[*].colour": red, "codes[*]": short},
		Defaults: map[string]any{"size": 7.0, "lids[*].colour": "red"},
	}})
	require.NoError(t, err)
	assert.Equal(t, facts.Schema{
		Source: "upstream 1",
		Resources: map[string]facts.Resource{"aws:toy/box:Box": {
			Inputs: map[string]facts.Property{
				"name":  {Type: "string", Replace: true, Computed: true},
				"size":  {Type: "integer", Default: 7.0},
				"lids":  {Type: "array", Items: &facts.Property{Ref: "aws:toy/Lid:Lid"}},
				"codes": {Type: "array", Items: &facts.Property{Type: "string", Secret: true, Limits: &short}},
			},
			Required: []string{"size"},
			Outputs:  map[string]facts.Property{"arn": {Type: "string"}},
		}},
		Types: map[string]facts.Object{"aws:toy/Lid:Lid": {
			Properties: map[string]facts.Property{"colour": {Type: "string", Limits: &red, Default: "red"}},
			Required:   []string{"colour"},
		}},
	}, made, "nested types that no resource leads to are left out")
	raw, err := Write(made)
	require.NoError(t, err)
	again, err := facts.Parse(raw)
	require.NoError(t, err)
	assert.Empty(t, Differences(*again, *again))
	second, err := Write(*again)
	require.NoError(t, err)
	assert.Equal(t, string(raw), string(second))
}

func TestAnAnswerAboutNothingIsAnError(t *testing.T) {
	t.Parallel()
	_, err := Make("", boxes(), map[string]limits.Answers{"aws:toy/box:Box": {Defaults: map[string]any{"weight": 1.0}}})
	assert.ErrorContains(t, err, "aws:toy/box:Box weight")
}

func TestDifferencesAreNamed(t *testing.T) {
	t.Parallel()
	kept, err := Make("upstream 1", boxes(), nil)
	require.NoError(t, err)
	later := boxes()
	box := later.Resources["aws:toy/box:Box"]
	box.Inputs["size"] = schema.Property{Type: "number"}
	box.Inputs["weight"] = schema.Property{Type: "number"}
	delete(box.Inputs, "codes")
	box.RequiredInputs = nil
	later.Resources["aws:toy/box:Box"] = box
	later.Resources["aws:toy/bag:Bag"] = schema.Resource{}
	lid := later.Types["aws:toy/Lid:Lid"]
	lid.Required = nil
	later.Types["aws:toy/Lid:Lid"] = lid
	made, err := Make("upstream 2", later, nil)
	require.NoError(t, err)
	assert.Equal(t, []string{
		`made from "upstream 2", not "upstream 1"`,
		"resource type aws:toy/bag:Bag is new",
		"aws:toy/box:Box: input codes is gone",
		`aws:toy/box:Box: input size is {"type":"number","computed":true}, not {"type":"integer"}`,
		"aws:toy/box:Box: input weight is new",
		"aws:toy/box:Box: required are [], not [size]",
		"aws:toy/Lid:Lid: required are [], not [colour]",
	}, Differences(kept, made))
}
