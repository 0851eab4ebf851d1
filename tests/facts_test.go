package tests

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/internal/offline"
	"github.com/covetpy/platform/sim/facts"
)

// learn is what to do when the facts do not know what the program uses.
const learn = "take the facts anew from the provider: `go run -C conformance ./cmd/conform build`, then `go run -C conformance ./cmd/conform facts`; what upstream's provider does not have, the program can not use"

func TestTheFactsKnowWhatTheProgramUses(t *testing.T) {
	t.Parallel()
	schema, err := facts.AWS()
	require.NoError(t, err)
	for _, name := range environments(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			env, err := offline.Record(t.Context(), load(t, name), today)
			require.NoError(t, err, learn)
			seen := 0
			for _, r := range env.Inputs {
				if !strings.HasPrefix(r.Type, "aws:") {
					continue
				}
				seen++
				assert.Empty(t, lacking(schema, r.Type, r.Properties), "%s: %s", r.URN.Name(), learn)
			}
			assert.Greater(t, seen, 100)
		})
	}
}

func TestAPropertyThatTheFactsLackIsNamed(t *testing.T) {
	t.Parallel()
	schema, err := facts.AWS()
	require.NoError(t, err)
	given := resource.NewPropertyMapFromMap(map[string]any{
		"__defaults": []any{}, "bucket": "a", "colour": "red",
		"rules": []any{map[string]any{"status": "Enabled", "expiration": map[string]any{"dais": 1}}},
	})
	assert.Equal(t, []string{"colour", "rules[0].expiration.dais"}, lacking(schema, "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration", given))
	assert.Equal(t, []string{"the type aws:s3/bin:Bin"}, lacking(schema, "aws:s3/bin:Bin", given))
	assert.Empty(t, lacking(schema, "aws:sns/topic:Topic", resource.NewPropertyMapFromMap(map[string]any{"tags": map[string]any{"Owner": "a"}})))
}

// lacking names what of a resource the facts do not know.
func lacking(schema *facts.Schema, typ string, props resource.PropertyMap) []string {
	r, ok := schema.Resources[typ]
	if !ok {
		return []string{"the type " + typ}
	}
	var out []string
	var value func(path string, p facts.Property, v resource.PropertyValue)
	step := func(path string, p facts.Property, key any, v resource.PropertyValue) {
		if next, ok := schema.Element(p, key); ok {
			value(path, next, v)
		} else {
			out = append(out, path)
		}
	}
	value = func(path string, p facts.Property, v resource.PropertyValue) {
		switch {
		case v.IsSecret():
			value(path, p, v.SecretValue().Element)
		case v.IsArray():
			for i, item := range v.ArrayValue() {
				step(fmt.Sprintf("%s[%d]", path, i), p, i, item)
			}
		case v.IsObject():
			object := v.ObjectValue()
			for _, key := range slices.Sorted(maps.Keys(object)) {
				if !strings.HasPrefix(string(key), "__") {
					step(path+"."+string(key), p, string(key), object[key])
				}
			}
		}
	}
	for _, key := range slices.Sorted(maps.Keys(props)) {
		if strings.HasPrefix(string(key), "__") {
			continue
		}
		p, ok := r.Inputs[string(key)]
		if !ok {
			p, ok = r.Outputs[string(key)] // tagsAll, which the provider sets
		}
		if !ok {
			out = append(out, string(key))
			continue
		}
		value(string(key), p, props[key])
	}
	return out
}
