package later_test

import (
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/covetpy/platform/infra/later"
	"github.com/covetpy/platform/internal/mocktest"
)

// thing has outputs that a preview does not know.
type thing struct {
	pulumi.CustomResourceState

	Host pulumi.StringOutput      `pulumi:"host"`
	List pulumi.StringArrayOutput `pulumi:"list"`
}

const thingType = "test:index:Thing"

// program registers a thing, and then "later" with what write makes of its outputs.
func program(write func(t *thing, v *later.Values) map[string]any) pulumi.RunFunc {
	return func(ctx *pulumi.Context) error {
		made := &thing{}
		if err := ctx.RegisterResource(thingType, "made", pulumi.Map{}, made); err != nil {
			return err
		}
		values := &later.Values{}
		props, err := values.Map(write(made, values))
		if err != nil {
			return err
		}
		return ctx.RegisterResource(thingType, "later", props, &thing{})
	}
}

func recorder(list ...string) *mocktest.Recorder {
	items := make([]resource.PropertyValue, len(list))
	for i, text := range list {
		items[i] = resource.NewProperty(text)
	}
	return mocktest.New().Outputs(thingType, func(mocktest.Resource) resource.PropertyMap {
		return resource.PropertyMap{"host": resource.NewProperty("db.internal"), "list": resource.NewProperty(items)}
	})
}

// written is what "later" was registered with.
func written(t *testing.T, rec *mocktest.Recorder, write func(t *thing, v *later.Values) map[string]any) map[string]any {
	t.Helper()
	require.NoError(t, rec.Run(program(write)))
	return rec.One(t, thingType, "later").Inputs.Mappable()
}

func TestWhatIsKnownStandsAsItIs(t *testing.T) {
	values := &later.Values{}
	assert.Equal(t, "db.internal", values.Text(pulumi.String("db.internal")))
	assert.Equal(t, pulumi.String("no mark"), values.Resolve("no mark"))
	plain := map[string]any{
		"text": "a", "yes": true, "number": 1.5, "map": map[string]any{"list": []any{"b", 2.0, map[string]any{}, []any{}}},
	}
	assert.Equal(t, plain, written(t, recorder(), func(*thing, *later.Values) map[string]any { return plain }))
}

func TestOutputsStandWhereTheirMarksStood(t *testing.T) {
	assert.Equal(t, map[string]any{
		"alone": "db.internal", "twice": "db.internal:5432,db.internal", "other": "known",
		"deep": map[string]any{"list": []any{"x", map[string]any{"host": "https://db.internal/path"}}},
	}, written(t, recorder(), func(made *thing, v *later.Values) map[string]any {
		host := v.Text(made.Host)
		again := v.Text(made.Host)
		return map[string]any{
			"alone": host, "twice": host + ":5432," + again, "other": v.Text(pulumi.String("known")),
			"deep": map[string]any{"list": []any{"x", map[string]any{"host": "https://" + host + "/path"}}},
		}
	}))
}

// More marks than ten, so that one's number begins with another's.
func TestMarksAreToldApart(t *testing.T) {
	assert.Equal(t, map[string]any{"all": "0 1 2 3 4 5 6 7 8 9 10 11 "}, written(t, recorder(), func(_ *thing, v *later.Values) map[string]any {
		text := ""
		for _, n := range []string{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11"} {
			text += v.Text(pulumi.String(n).ToStringOutput()) + " "
		}
		return map[string]any{"all": text}
	}))
}

func TestAnItemWithAListsMarkStandsOnceForEachText(t *testing.T) {
	write := func(made *thing, v *later.Values) map[string]any {
		each := v.Each(made.List)
		return map[string]any{
			"peers": []any{
				map[string]any{"first": true},
				map[string]any{"block": map[string]any{"cidr": each, "bits": 24.0, "tags": []any{"a"}}},
				v.Text(made.Host),
			},
			"texts": []any{each},
		}
	}
	block := func(cidr string) map[string]any {
		return map[string]any{"block": map[string]any{"cidr": cidr, "bits": 24.0, "tags": []any{"a"}}}
	}
	first := map[string]any{"first": true}
	assert.Equal(t, map[string]any{
		"peers": []any{first, block("10.0.0.0/24"), block("10.0.1.0/24"), "db.internal"},
		"texts": []any{"10.0.0.0/24", "10.0.1.0/24"},
	}, written(t, recorder("10.0.0.0/24", "10.0.1.0/24"), write))
}

// An array without its items may mean everything, as peers of a network policy do.
func TestAListThatProvesToBeEmptyIsAnError(t *testing.T) {
	err := recorder().Run(program(func(made *thing, v *later.Values) map[string]any {
		return map[string]any{"peers": []any{"a", v.Each(made.List)}}
	}))
	assert.ErrorContains(t, err, "it is empty")
	values := &later.Values{}
	_, err = values.Known(map[string]any{"peers": []any{values.Each(pulumi.StringArray{})}})
	assert.ErrorContains(t, err, "it is empty")
}

func TestInAPreviewTheRestIsKnown(t *testing.T) {
	rec := mocktest.New()
	require.NoError(t, rec.Preview(program(func(made *thing, v *later.Values) map[string]any {
		return map[string]any{
			"known": "yes", "host": v.Text(made.Host), "list": []any{v.Each(made.List)},
			"deep": map[string]any{"known": "too", "host": "https://" + v.Text(made.Host)},
			"mix":  []any{"known", v.Text(made.Host)},
		}
	})))
	inputs := rec.One(t, thingType, "later").Inputs
	assert.Equal(t, resource.NewProperty("yes"), inputs["known"])
	assert.Equal(t, resource.NewProperty("too"), inputs["deep"].ObjectValue()["known"])
	assert.Equal(t, resource.NewProperty("known"), inputs["mix"].ArrayValue()[0])
	for name, value := range map[string]resource.PropertyValue{
		"host": inputs["host"], "list": inputs["list"], "deep.host": inputs["deep"].ObjectValue()["host"], "mix[1]": inputs["mix"].ArrayValue()[1],
	} {
		assert.False(t, value.HasValue() && value.IsString(), "%s can't be known: %v", name, value)
	}
}

func TestASecretStaysOne(t *testing.T) {
	rec := recorder()
	require.NoError(t, rec.Run(program(func(made *thing, v *later.Values) map[string]any {
		return map[string]any{"url": "https://" + v.Text(pulumi.ToSecret(made.Host).(pulumi.StringOutput)), "plain": "a"}
	})))
	inputs := rec.One(t, thingType, "later").Inputs
	assert.Equal(t, resource.MakeSecret(resource.NewProperty("https://db.internal")), inputs["url"])
	assert.Equal(t, resource.NewProperty("a"), inputs["plain"])
}

func TestWhatCanNotBeWrittenIsAnError(t *testing.T) {
	values := &later.Values{}
	list, text := values.Each(pulumi.ToStringArray([]string{"a"})), values.Text(pulumi.String("b").ToStringOutput())
	for want, plain := range map[string]map[string]any{
		"a: b: take int as an input: it is no JSON value":       {"a": map[string]any{"b": 1}},
		"a: [1]: take <nil> as an input: it is no JSON value":   {"a": []any{"x", nil}},
		"a: b: a list's mark stands in no array":                {"a": map[string]any{"b": list}},
		"a: [0]: a list's mark and another's stand in one item": {"a": []any{map[string]any{"b": list, "c": text}}},
		"a: [1]: a list's mark and another's stand in one item": {"a": []any{"x", map[string]any{"b": list, "c": []any{list}}}},
	} {
		_, err := values.Map(plain)
		assert.EqualError(t, err, want)
	}
}

func TestWithoutAnEngineOnlyOutputsAreMissing(t *testing.T) {
	values := &later.Values{}
	each := values.Each(pulumi.ToStringArray([]string{"a", "b"}))
	got, err := values.Known(map[string]any{"n": 1.0, "list": []any{"x", map[string]any{"cidr": each}}, "map": map[string]any{"text": "y"}})
	require.NoError(t, err)
	assert.Equal(t, map[string]any{
		"n": 1.0, "list": []any{"x", map[string]any{"cidr": "a"}, map[string]any{"cidr": "b"}}, "map": map[string]any{"text": "y"},
	}, got)

	text, list := values.Text(pulumi.String("b").ToStringOutput()), values.Each(pulumi.StringArray{}.ToStringArrayOutput())
	items := values.Each(pulumi.StringArray{pulumi.String("a").ToStringOutput()})
	for name, plain := range map[string]map[string]any{
		"map: text: ": {"map": map[string]any{"text": text}},
		"map: [1]: ":  {"map": []any{"x", "y" + text}},
		"list: [0]: ": {"list": []any{list}},
		"each: [0]: ": {"each": []any{items}},
		"bare: ":      {"bare": each},
	} {
		_, err := values.Known(plain)
		assert.ErrorContains(t, err, name+"take ")
		assert.ErrorContains(t, err, "as known: it waits for an output")
	}
}

func TestMarksAreSeen(t *testing.T) {
	values := &later.Values{}
	assert.True(t, later.Marked("x"+values.Text(pulumi.String("a").ToStringOutput())))
	assert.True(t, later.Marked(values.Each(pulumi.StringArray{})))
	assert.False(t, later.Marked("x"))
}

// Whatever text is around marks, they are replaced and it is kept.
func TestTextAroundMarksIsKept(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		parts := rapid.SliceOfN(rapid.StringMatching(`[ -~äß\n]{0,8}`), 1, 5).Draw(rt, "parts")
		rec := recorder()
		want := ""
		err := rec.Run(program(func(made *thing, v *later.Values) map[string]any {
			text := ""
			for i, part := range parts {
				text, want = text+part, want+part
				if i%2 == 0 {
					text, want = text+v.Text(made.Host), want+"db.internal"
				}
			}
			return map[string]any{"text": text}
		}))
		if err != nil {
			rt.Fatal(err)
		}
		if got := rec.One(t, thingType, "later").Inputs["text"].StringValue(); got != want {
			rt.Fatalf("%q, want %q", got, want)
		}
	})
}
