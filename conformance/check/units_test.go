package check

import (
	"strings"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/types/known/structpb"

	"github.com/covetpy/platform/conformance/names"
	"github.com/covetpy/platform/conformance/schema"
)

func props(m map[string]any) resource.PropertyMap { return resource.NewPropertyMapFromMap(m) }

func TestWhatUpstreamLacksIsSplitOff(t *testing.T) {
	t.Parallel()
	u := upstreamsView{
		schema: schema.Package{
			Resources: map[string]schema.Resource{"t": {Inputs: map[string]schema.Property{
				"name": {Type: "string"}, "rules": {Type: "array", Items: &schema.Property{Ref: "#/types/rule"}},
				"tags": {Type: "object", Values: &schema.Property{Type: "string"}},
			}}},
			Types: map[string]schema.Object{"rule": {Properties: map[string]schema.Property{"port": {Type: "integer"}}}},
		},
		names: names.Known{
			{Reason: "later", Side: names.OnlySDK, Properties: []string{"t rules[*].to"}},
			{Reason: "required before", Side: names.Both, Properties: []string{"t port", "t rules[*].port"}},
		},
	}
	known, beyond := u.known("t", props(map[string]any{
		"name": "n", "nmae": "n", "tags": map[string]any{"any": "thing"}, "__own": "o",
		"rules": []any{map[string]any{"port": 1, "to": 2}, map[string]any{"to": 2}},
	}))
	assert.Equal(t, []string{"nmae", "rules[*].to"}, beyond)
	assert.Equal(t, props(map[string]any{
		"name": "n", "tags": map[string]any{"any": "thing"}, "__own": "o",
		"rules": []any{map[string]any{"port": 1}, map[string]any{}},
	}), known)
	assert.Equal(t, "later", u.why("t", "rules[*].to"))
	assert.Empty(t, u.why("t", "nmae"))
	assert.Empty(t, u.why("t", "port"), "that is not missing")
	assert.True(t, u.needs("t", props(map[string]any{"name": "n"})))
	assert.False(t, u.needs("t", props(map[string]any{"port": 1})))
	assert.False(t, u.needs("other", nil))
}

func TestUnknownValuesAreCounted(t *testing.T) {
	t.Parallel()
	unknown := resource.MakeComputed(resource.NewProperty(""))
	values, known := count(resource.NewProperty(resource.PropertyMap{
		"a": resource.NewProperty("x"), "b": unknown,
		"c": resource.NewProperty([]resource.PropertyValue{unknown, resource.MakeSecret(resource.NewProperty(1.0))}),
	}))
	assert.Equal(t, 4, values)
	assert.Equal(t, 2, known)
}

func TestAnswersAreCompared(t *testing.T) {
	t.Parallel()
	answer := func(m map[string]any, failures ...string) *pulumirpc.CheckResponse {
		inputs, err := plugin.MarshalProperties(props(m), wire)
		require.NoError(t, err)
		r := &pulumirpc.CheckResponse{Inputs: inputs}
		for _, f := range failures {
			r.Failures = append(r.Failures, &pulumirpc.CheckFailure{Reason: f})
		}
		return r
	}
	urn := resource.NewURN("s", "p", "", "aws:sns/topic:Topic", "n")
	same, err := compare(urn,
		answer(map[string]any{"name": "n", "rules": map[string]any{"a": 1}}),
		answer(map[string]any{"name": "n", "rules": map[string]any{"a": 1, "__defaults": []any{}}, "__defaults": []any{}}))
	require.NoError(t, err)
	assert.Empty(t, same, "marks that say nothing are no difference")

	differ, err := compare(urn,
		answer(map[string]any{"name": "n", "description": "Managed by Pulumi", "__defaults": []any{"b", "a"}}),
		answer(map[string]any{"description": "Managed by Terraform", "__defaults": []any{"a", "b"}}, "no"))
	require.NoError(t, err)
	assert.Equal(t, []Difference{
		{URN: urn, Type: "aws:sns/topic:Topic", Property: "(refusal)", Upstream: "no"},
		{URN: urn, Type: "aws:sns/topic:Topic", Property: "description", Simulated: "{Managed by Pulumi}", Upstream: "{Managed by Terraform}"},
		{URN: urn, Type: "aws:sns/topic:Topic", Property: "name", Simulated: "{n}", Upstream: nothing},
	}, differ)
	assert.Empty(t, differ[0].reason())
	assert.NotEmpty(t, differ[1].reason())
}

func TestAConfigurationIsTakenOffTheNetwork(t *testing.T) {
	t.Parallel()
	given := &structpb.Struct{Fields: map[string]*structpb.Value{
		"region": structpb.NewStringValue("eu-west-1"), "allowedAccountIds": structpb.NewStringValue(`["1"]`),
		"accessKey": structpb.NewStringValue("real"),
	}}
	out := offNetwork(given, "http://127.0.0.1:1").GetFields()
	assert.Equal(t, "eu-west-1", out["region"].GetStringValue())
	assert.NotContains(t, out, "allowedAccountIds")
	assert.Equal(t, "none", out["accessKey"].GetStringValue())
	assert.Equal(t, "http://127.0.0.1:1", out["httpsProxy"].GetStringValue())
	assert.True(t, out["skipRequestingAccountId"].GetBoolValue())
	assert.Equal(t, "real", given.GetFields()["accessKey"].GetStringValue(), "the caller's is its own")
}

func TestAReportSaysAll(t *testing.T) {
	t.Parallel()
	urn := resource.NewURN("s", "p", "", "aws:sns/topic:Topic", "n")
	r := Report{
		Name:     "it",
		Findings: []Finding{{URN: urn, Type: "aws:sns/topic:Topic", Property: "name", Says: "no", Phases: []string{Preview, Update}}},
		Newer:    []NewerValue{{URN: urn, Property: "later", Why: "it is newer"}},
		Differences: []Difference{
			{URN: urn, Type: "aws:sns/topic:Topic", Property: tagsAll, Simulated: "{}", Upstream: nothing},
			{URN: urn, Type: "aws:sns/topic:Topic", Property: "fifoTopic", Simulated: "{false}", Upstream: nothing},
		},
		Reached: []string{"sts.amazonaws.com:443"},
		Phases: []Phase{
			{Name: Preview, Types: 4, ValidatedTypes: 3, Resources: 8, ValidatedResources: 7, Values: 10, Known: 6},
			{Name: Update, Types: 4, ValidatedTypes: 4, Resources: 8, ValidatedResources: 8, Values: 10, Known: 10},
		},
	}
	var quiet, compared strings.Builder
	r.Write(&quiet, false)
	r.Write(&compared, true)
	for _, text := range []string{string(urn) + ", refused in the preview and the update", "name", "no", "it is newer", "sts.amazonaws.com:443"} {
		assert.Contains(t, quiet.String(), text)
	}
	assert.NotContains(t, quiet.String(), "fifoTopic")
	assert.Contains(t, compared.String(), "fifoTopic")
	assert.Contains(t, compared.String(), "it: 1 values answered otherwise: the Pulumi provider merges")
	assert.Contains(t, r.Summary(), "it: 3 of 4 (75.0 %) of resource types and 7 of 8 (87.5 %) of resources validated")
	assert.Contains(t, r.Summary(), "6 of 10 values known in the preview, 10 of 10 values known in the update; 1 refusals")
}
