package later_test

import (
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/infra/later"
)

func TestKnownValuesStandInPlaceOfTheirMarks(t *testing.T) {
	values := &later.Values{}
	got, err := values.Known(map[string]any{
		"host": values.Text(pulumi.String("db.internal")),
		"port": float64(5432),
		"tls":  true,
		"ways": []any{map[string]any{"cidr": values.Each(pulumi.ToStringArray([]string{"10.0.0.0/24", "10.0.1.0/24"}))}, "local"},
	})
	require.NoError(t, err)
	assert.Equal(t, map[string]any{
		"host": "db.internal",
		"port": float64(5432),
		"tls":  true,
		"ways": []any{map[string]any{"cidr": "10.0.0.0/24"}, map[string]any{"cidr": "10.0.1.0/24"}, "local"},
	}, got)
}

func TestAnOutputIsNotKnown(t *testing.T) {
	output := pulumi.String("x").ToStringOutput()
	for name, test := range map[string]struct {
		value func(*later.Values) any
		want  string
	}{
		"a text":              {func(v *later.Values) any { return v.Text(output) }, "spec: take "},
		"a part of a text":    {func(v *later.Values) any { return []any{"http://" + v.Text(output)} }, "spec: [0]: take "},
		"a list":              {func(v *later.Values) any { return []any{v.Each(pulumi.StringArray{}.ToStringArrayOutput())} }, "spec: [0]: take a list of type pulumi.StringArrayOutput"},
		"a text of a list":    {func(v *later.Values) any { return []any{v.Each(pulumi.StringArray{output})} }, "spec: [0]: take a text of type pulumi.StringOutput"},
		"a text in an object": {func(v *later.Values) any { return map[string]any{"host": v.Text(output)} }, "spec: host: take "},
	} {
		t.Run(name, func(t *testing.T) {
			values := &later.Values{}
			_, err := values.Known(map[string]any{"spec": test.value(values)})
			require.ErrorContains(t, err, test.want)
			require.ErrorContains(t, err, "it waits for an output")
		})
	}
}
