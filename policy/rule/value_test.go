package rule_test

import (
	"strings"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/covetpy/platform/policy/rule"
)

// sample is a resource with a value of each sort.
func sample() *rule.Resource {
	text := resource.NewProperty[string]
	return &rule.Resource{Properties: resource.PropertyMap{
		"plain":   text("true"),
		"yes":     resource.NewProperty(true),
		"days":    resource.NewProperty(90.0),
		"blank":   text("  "),
		"null":    resource.NewNullProperty(),
		"unknown": resource.MakeComputed(text("")),
		"secret":  resource.MakeSecret(text("hush")),
		"output":  resource.NewProperty(resource.Output{Element: text("made"), Known: true}),
		"later":   resource.NewProperty(resource.Output{Element: text("")}),
		"ref":     resource.NewProperty(resource.ResourceReference{ID: text("i-1")}),
		"rules": resource.NewProperty([]resource.PropertyValue{
			resource.NewProperty(resource.PropertyMap{"status": text("Enabled")}),
			resource.NewProperty(resource.PropertyMap{"status": resource.MakeComputed(text(""))}),
		}),
		"block":  resource.NewProperty([]resource.PropertyValue{resource.NewProperty(resource.PropertyMap{"keyArn": text("k")})}),
		"hidden": resource.MakeSecret(resource.NewProperty(resource.PropertyMap{"inner": text("hush")})),
	}}
}

func TestReadingAValue(t *testing.T) {
	type answer struct {
		text    string
		present rule.Truth
		isTrue  rule.Truth
		blank   rule.Truth
		quote   string
	}
	tests := map[string]struct {
		path string
		want answer
	}{
		"a text that says true":        {"plain", answer{"true", rule.Yes, rule.Yes, rule.No, `"true"`}},
		"a boolean":                    {"yes", answer{"true", rule.Yes, rule.Yes, rule.No, `"true"`}},
		"a number":                     {"days", answer{"90", rule.Yes, rule.No, rule.No, `"90"`}},
		"a blank text":                 {"blank", answer{"  ", rule.Yes, rule.No, rule.Yes, `"  "`}},
		"null is unset":                {"null", answer{"", rule.No, rule.No, rule.Yes, "unset"}},
		"what is not there is unset":   {"nowhere.at.all[3]", answer{"", rule.No, rule.No, rule.Yes, "unset"}},
		"an unknown":                   {"unknown", answer{"", rule.Unknown, rule.Unknown, rule.Unknown, "(not known yet)"}},
		"below an unknown":             {"unknown.a[0].b", answer{"", rule.Unknown, rule.Unknown, rule.Unknown, "(not known yet)"}},
		"a secret is read, not quoted": {"secret", answer{"hush", rule.Yes, rule.No, rule.No, "(secret)"}},
		"below a secret":               {"hidden.inner", answer{"hush", rule.Yes, rule.No, rule.No, "(secret)"}},
		"an output that is known":      {"output", answer{"made", rule.Yes, rule.No, rule.No, `"made"`}},
		"an output that is not":        {"later", answer{"", rule.Unknown, rule.Unknown, rule.Unknown, "(not known yet)"}},
		"another resource is its id":   {"ref", answer{"i-1", rule.Yes, rule.No, rule.No, `"i-1"`}},
		"an element of a list":         {"rules[0].status", answer{"Enabled", rule.Yes, rule.No, rule.No, `"Enabled"`}},
		"an unknown in a list":         {"rules[1].status", answer{"", rule.Unknown, rule.Unknown, rule.Unknown, "(not known yet)"}},
		"past the end of a list":       {"rules[2].status", answer{"", rule.No, rule.No, rule.Yes, "unset"}},
		"through a list of one":        {"block.keyArn", answer{"k", rule.Yes, rule.No, rule.No, `"k"`}},
		"a list is no text":            {"rules", answer{"", rule.Yes, rule.No, rule.No, "(a list or an object)"}},
		"a field of a text":            {"plain.field", answer{"", rule.No, rule.No, rule.Yes, "unset"}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			v := sample().At(tt.path)
			text, _ := v.Text()
			assert.Equal(t, tt.want, answer{text, v.Present(), v.IsTrue(), v.Blank(), v.Quote()})
		})
	}
}

func TestAListIsReadAsOne(t *testing.T) {
	tests := map[string]struct {
		path     string
		paths    []string
		contains rule.Truth // the text "true"
	}{
		"a list":                          {"rules", []string{"rules[0]", "rules[1]"}, rule.No},
		"an unknown list has one unknown": {"unknown", []string{"unknown"}, rule.Unknown},
		"a single value is a list of one": {"plain", []string{"plain"}, rule.Yes},
		"what is unset is empty":          {"nowhere", nil, rule.No},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			v := sample().At(tt.path)
			var paths []string
			for _, item := range v.Items() {
				paths = append(paths, item.Path())
			}
			assert.Equal(t, tt.paths, paths)
			assert.Equal(t, tt.contains, v.Contains("true"))
		})
	}
}

func TestAValueAsJSON(t *testing.T) {
	tests := map[string]struct {
		path, text string
		known      rule.Truth
	}{
		"a text is a document already": {"plain", "true", rule.Yes},
		"an object is written out":     {"hidden", `{"inner":"hush"}`, rule.Yes},
		"a list with an unknown leaf":  {"rules", "", rule.Unknown},
		"what is unset":                {"nowhere", "", rule.No},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			text, known := sample().At(tt.path).JSON()
			assert.Equal(t, tt.text, text)
			assert.Equal(t, tt.known, known)
		})
	}
}

func TestNumbersAndRoots(t *testing.T) {
	n, known := sample().At("days").Number()
	assert.InDelta(t, 90, n, 0)
	assert.Equal(t, rule.Yes, known)
	_, known = sample().At("plain").Number()
	assert.Equal(t, rule.No, known)
	_, known = sample().At("later").Number()
	assert.Equal(t, rule.Unknown, known)
	for _, path := range []string{"rules", "rules[0].status", "rules.status"} {
		assert.Equal(t, "rules", rule.Root(path))
	}
}

func TestALongValueIsCutWhenItIsQuoted(t *testing.T) {
	v := rule.NewValue("policy", resource.NewProperty(strings.Repeat("é", 200)))
	assert.Equal(t, `"`+strings.Repeat("é", 60)+`..."`, v.Quote())
}

func TestNoPathPanics(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		path := rapid.StringMatching(`[a-z.\[\]0-9"]{0,12}`).Draw(t, "path")
		root := rapid.SampledFrom([]string{"rules", "block", "unknown", "plain", ""}).Draw(t, "root")
		v := sample().At(root + path)
		v.Items()
		v.Contains("x")
		_, _ = v.JSON()
		assert.NotEmpty(t, v.Quote())
	})
}

func TestTheFieldsOfAnObject(t *testing.T) {
	text := resource.NewProperty[string]
	r := &rule.Resource{Properties: resource.PropertyMap{
		"labels": resource.MakeSecret(resource.NewProperty(resource.PropertyMap{
			"b.io/name": text("shop"), "a": text("x"),
		})),
		"later": resource.MakeComputed(text("")),
		"list":  resource.NewProperty([]resource.PropertyValue{text("x")}),
	}}
	keys, known := r.At("labels").Keys()
	assert.Equal(t, rule.Yes, known)
	assert.Equal(t, []string{"a", "b.io/name"}, keys)
	assert.Equal(t, rule.Yes, r.At("labels").Field("b.io/name").Is("shop"))
	assert.Equal(t, `labels["b.io/name"]`, r.At("labels").Field("b.io/name").Path())
	assert.Equal(t, "labels.a", r.At("labels").Field("a").Path())
	assert.Equal(t, rule.No, r.At("labels").Field("c").Present())
	for path, want := range map[string]rule.Truth{"later": rule.Unknown, "list": rule.No, "nowhere": rule.No} {
		keys, known = r.At(path).Keys()
		assert.Equal(t, want, known, path)
		assert.Empty(t, keys, path)
	}
}

func TestFieldsOfAMapping(t *testing.T) {
	labels := rule.NewValue("labels", resource.NewProperty(resource.PropertyMap{
		"b.example.org/x": resource.NewProperty("1"),
		"a":               resource.MakeComputed(resource.NewProperty("")),
		"gone":            resource.NewNullProperty(),
	}))
	fields := labels.Fields()
	require.Len(t, fields, 2)
	assert.Equal(t, []string{"a", "b.example.org/x"}, []string{fields[0].Name, fields[1].Name})
	assert.Equal(t, rule.Unknown, fields[0].Value.Present())
	assert.Equal(t, rule.Yes, labels.Field("b.example.org/x").Is("1"))
	assert.Equal(t, rule.No, labels.Field("gone").Present())

	later := rule.NewValue("labels", resource.MakeComputed(resource.NewProperty("")))
	require.Len(t, later.Fields(), 1)
	assert.Equal(t, rule.Unknown, later.Fields()[0].Value.Present())
	assert.Empty(t, rule.NewValue("text", resource.NewProperty("x")).Fields())
}

func TestEmpty(t *testing.T) {
	for name, tt := range map[string]struct {
		value resource.PropertyValue
		want  rule.Truth
	}{
		"unset":            {resource.NewNullProperty(), rule.Yes},
		"blank":            {resource.NewProperty(" "), rule.Yes},
		"text":             {resource.NewProperty("x"), rule.No},
		"no elements":      {resource.NewProperty([]resource.PropertyValue{}), rule.Yes},
		"an element":       {resource.NewProperty([]resource.PropertyValue{resource.NewProperty("x")}), rule.No},
		"no fields":        {resource.NewProperty(resource.PropertyMap{}), rule.Yes},
		"a null field":     {resource.NewProperty(resource.PropertyMap{"a": resource.NewNullProperty()}), rule.Yes},
		"an unknown field": {resource.NewProperty(resource.PropertyMap{"a": resource.MakeComputed(resource.NewProperty(""))}), rule.No},
		"unknown":          {resource.MakeComputed(resource.NewProperty("")), rule.Unknown},
	} {
		assert.Equal(t, tt.want, rule.NewValue("v", tt.value).Empty(), name)
	}
}
