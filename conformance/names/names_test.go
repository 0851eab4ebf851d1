package names

import (
	"go/ast"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/conformance/schema"
)

func toySDK() *SDK {
	return &SDK{Version: "v1", dir: filepath.Join("testdata", "sdk"), structs: map[string]map[string]*ast.StructType{}}
}

func read(t *testing.T, document string) schema.Package {
	t.Helper()
	file := filepath.Join(t.TempDir(), "schema.json")
	require.NoError(t, os.WriteFile(file, []byte(document), 0o600))
	p, err := schema.Read(file)
	require.NoError(t, err)
	return p
}

const toySchema = `{
"resources": {"aws:toy/box:Box": {
	"inputProperties": {
		"ingresses": {"type": "array", "items": {"$ref": "#/types/aws:toy/BoxGate:BoxGate"}},
		"labels": {"type": "object", "additionalProperties": {"type": "string"}},
		"lid": {"$ref": "#/types/aws:toy/BoxLid:BoxLid"},
		"name": {"type": "string"},
		"policy": {"type": "string"},
		"size": {"type": "string"}
	},
	"properties": {"arn": {"type": "string"}, "ratio": {"type": "number"}}
}},
"functions": {"aws:toy/getBox:getBox": {
	"inputs": {"properties": {"kind": {"type": "string"}}, "required": ["kind"]},
	"outputs": {"properties": {"id": {"type": "string"}, "names": {"type": "array", "items": {"type": "string"}}}, "required": ["id"]}
}},
"types": {
	"aws:toy/BoxGate:BoxGate": {"properties": {"port": {"type": "integer"}}},
	"aws:toy/BoxLid:BoxLid": {"properties": {
		"hinges": {"type": "array", "items": {"$ref": "#/types/aws:toy/BoxHinge:BoxHinge"}},
		"inner": {"$ref": "#/types/aws:toy/BoxLid:BoxLid"}
	}},
	"aws:toy/BoxHinge:BoxHinge": {"properties": {"iron": {"type": "boolean"}}}
}}`

func TestEveryDifferenceOfNameFormAndNeedIsFound(t *testing.T) {
	t.Parallel()
	differences, err := Compare(toySDK(), read(t, toySchema))
	require.NoError(t, err)
	var lines []string
	for _, d := range differences {
		lines = append(lines, d.String())
	}
	assert.Equal(t, []string{
		"aws:toy/box:Box ingress: only the Go SDK has it",
		"aws:toy/box:Box ingresses: only upstream has it",
		"aws:toy/box:Box lid.hinges[*].brass: only the Go SDK has it",
		"aws:toy/box:Box name: required in the Go SDK, optional upstream",
		"aws:toy/box:Box newer: only the Go SDK has it",
		"aws:toy/box:Box size: integer in the Go SDK, string upstream",
		"aws:toy/getBox:getBox names: only upstream has it",
	}, lines)
}

func TestATypeThatWasMatchedWronglyIsAnError(t *testing.T) {
	t.Parallel()
	_, err := Compare(toySDK(), read(t, `{"resources": {"aws:toy/box:Box": {"inputProperties": {"name": {"type": "string"}, "colour": {"type": "string"}}}}}`))
	require.ErrorContains(t, err, "aws:toy/box:Box")
	assert.ErrorContains(t, err, "match.go")
}

func TestWhatTheSDKDoesNotHaveIsAnError(t *testing.T) {
	t.Parallel()
	_, err := Compare(toySDK(), read(t, `{"resources": {"aws:toy/bag:Bag": {}, "aws:play/box:Box": {}}}`))
	require.ErrorContains(t, err, `package "toy" has no struct bagArgs`)
	assert.ErrorContains(t, err, `no package "play"`)
}

func TestKnownDifferencesHaveAReasonAndAreDifferences(t *testing.T) {
	t.Parallel()
	known, err := parseKnown([]byte(`[{reason: newer, side: sdk, properties: ["aws:toy/box:Box newer", "* gone"]}, {reason: behind a patch, side: upstream, properties: ["* ingresses"]}]`))
	require.NoError(t, err)
	newer := Difference{Token: "aws:toy/box:Box", Path: "newer", Side: OnlySDK}
	plural := Difference{Token: "aws:toy/bag:Bag", Path: "ingresses", Side: OnlyUpstream}
	other := Difference{Token: "aws:toy/bag:Bag", Path: "newer", Side: OnlySDK}
	turned := Difference{Token: "aws:toy/box:Box", Path: "newer", Side: OnlyUpstream}
	explained, unexplained, stale := known.Judge([]Difference{newer, plural, other, turned})
	assert.Equal(t, []Difference{newer, plural}, explained)
	assert.Equal(t, []Difference{other, turned}, unexplained, "another type, or the other side, is not explained")
	assert.Equal(t, []string{"* gone"}, stale)
}

func TestAnEntryWithoutAReasonOrAPathIsRefused(t *testing.T) {
	t.Parallel()
	_, err := parseKnown([]byte(`[{side: sdk, properties: ["aws:toy/box:Box"]}]`))
	require.ErrorContains(t, err, "entry 1 gives no reason")
	require.ErrorContains(t, err, `"aws:toy/box:Box" is not a token, a space and a path`)
	_, err = parseKnown([]byte(`[{reason: newer, sides: sdk}]`))
	assert.ErrorContains(t, err, "sides")
}
