package mutate

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/policy/rule"
)

// What operators put in place of what was there, as a rule reads it.
func TestVariants(t *testing.T) {
	for _, c := range []struct {
		name       string
		properties map[string]any
		operator   string
		place      string
		read       string // the path at which a rule reads the result
		want       []string
	}{
		{"a switch", map[string]any{"on": true}, "flipped", "on", "on", []string{"false"}},
		{"a text that is a switch", map[string]any{"on": "false"}, "flipped", "on", "on", []string{"true"}},
		{"the least", map[string]any{"retention": 7.0}, "minimum", "retention", "retention", []string{"0", "1"}},
		{"the least of one", map[string]any{"retention": "1"}, "minimum", "retention", "retention", []string{"0"}},
		{"every port", map[string]any{"fromPort": 1.0, "toPort": 2.0}, "ports-all", "fromPort", "toPort", []string{"65535"}},
		{"a key of AWS", map[string]any{"kmsKeyId": "k"}, "key-of-aws", "kmsKeyId", "kmsKeyId", []string{"alias/aws/toy"}},
		{
			"an element by its name",
			map[string]any{"rules": []any{map[string]any{"name": "a", "on": true}, map[string]any{"name": "b"}}},
			"element-removed", "rules[a]", "rules[0].name",
			[]string{"b"},
		},
		{
			"a tag by both names",
			map[string]any{"tags": map[string]any{"a": "b"}, "tagsAll": map[string]any{"a": "b"}},
			"tag-removed", "tags.a", "tagsAll.a",
			[]string{""},
		},
		{
			"within a document",
			map[string]any{"json": `{"a":[{"on":true}]}`},
			"flipped", "json.a[0].on", "json",
			[]string{`{"a":[{"on":false}]}`},
		},
		{
			"every action of the services",
			map[string]any{"p": policy},
			"actions-service", "p{Read}.Action", "p",
			[]string{`{"Statement":[{"Action":["s3:*","kms:*"],"Condition":{"StringEquals":{"aws:SourceAccount":"1","aws:SourceOrgID":"o"}},` +
				`"Effect":"Allow","Principal":{"Service":"a.amazonaws.com"},"Resource":"arn:aws:s3:::b/*","Sid":"Read"},` +
				`{"Action":"s3:*","Effect":"Deny","Principal":"*","Resource":"*","Sid":"TLS"}],"Version":"2012-10-17"}`},
		},
		{
			"the last condition",
			map[string]any{"p": `{"Statement":{"Effect":"Allow","Action":"*","Condition":{"Bool":{"a":"b"}}}}`},
			"condition-removed", "p{1}.Bool.a", "p",
			[]string{`{"Statement":[{"Action":"*","Effect":"Allow"}]}`},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			env := toy(made{name: "it", properties: c.properties})
			before, err := ask(env, []rule.Rule{toyRule("toy-tags", func(r *rule.Resource, _ *rule.Report) { r.At("tags.a").Present() })})
			require.NoError(t, err)
			var got []string
			for _, m := range derive(env, before, toySchema{}) {
				if m.Operator != c.operator || m.Path != c.place {
					continue
				}
				for _, v := range m.variants {
					text, known := v.apply(env.Inputs[0]).At(c.read).Text()
					assert.Equal(t, rule.Of(c.want[0] != ""), known)
					got = append(got, text)
				}
			}
			assert.Equal(t, c.want, got)
			assert.Equal(t, toy(made{name: "it", properties: c.properties}).Inputs[0].Properties, env.Inputs[0].Properties,
				"the environment itself stays as it is")
		})
	}
}

func TestPaths(t *testing.T) {
	for text, want := range map[string]path{
		"a":            {"a"},
		"a.b[0].c":     {"a", "b", 0, "c"},
		"a[1][2]":      {"a", 1, 2},
		"tags.x/y-z.w": {"tags", "x/y-z", "w"},
	} {
		assert.Equal(t, want, parsePath(text))
		assert.Equal(t, text, parsePath(text).String())
	}
}
