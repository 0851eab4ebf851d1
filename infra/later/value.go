package later

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

// Value turns a value as encoding/json reads it (maps, slices, text, numbers,
// booleans) into an input, with the outputs in place of its marks. Whatever is of
// another type is an error.
func (v *Values) Value(plain any) (pulumi.Input, error) {
	switch plain := plain.(type) {
	case string:
		if listForm.MatchString(plain) {
			return nil, errors.New("a list's mark stands in no array")
		}
		return v.Resolve(plain), nil
	case bool:
		return pulumi.Bool(plain), nil
	case float64:
		return pulumi.Float64(plain), nil
	case map[string]any:
		return v.Map(plain)
	case []any:
		return v.array(plain)
	default:
		return nil, fmt.Errorf("take %T as an input: it is no JSON value", plain)
	}
}

// Map is Value for an object.
func (v *Values) Map(plain map[string]any) (pulumi.Map, error) {
	out := pulumi.Map{}
	for key, item := range plain {
		in, err := v.Value(item)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", key, err)
		}
		out[key] = in
	}
	return out, nil
}

// array is the items in their order. With a list's mark among them the array as a
// whole is an output, as its length is not known before.
func (v *Values) array(plain []any) (pulumi.Input, error) {
	parts := make([]any, len(plain))
	repeats := false
	for i, item := range plain {
		list, marked := v.listOf(item)
		if marked && anyMark(replace(item, "")) {
			return nil, fmt.Errorf("[%d]: a list's mark and another's stand in one item", i)
		}
		if marked {
			repeats = true
			parts[i] = repeat(item, list)
			continue
		}
		in, err := v.Value(item)
		if err != nil {
			return nil, fmt.Errorf("[%d]: %w", i, err)
		}
		parts[i] = pulumi.Array{in}
	}
	if !repeats {
		out := make(pulumi.Array, len(parts))
		for i, part := range parts {
			out[i] = part.(pulumi.Array)[0]
		}
		return out, nil
	}
	return pulumi.All(parts...).ApplyT(func(made []any) []any {
		var out []any
		for _, part := range made {
			out = append(out, part.([]any)...)
		}
		return out
	}).(pulumi.ArrayOutput), nil
}

// repeat is an item once for each text of a list.
func repeat(item any, list pulumi.StringArrayInput) pulumi.ArrayOutput {
	return list.ToStringArrayOutput().ApplyT(func(texts []string) ([]any, error) {
		if len(texts) == 0 {
			return nil, errEmpty
		}
		out := make([]any, len(texts))
		for i, text := range texts {
			out[i] = replace(item, text)
		}
		return out, nil
	}).(pulumi.ArrayOutput)
}

// errEmpty is that a list has no texts. What would be left out for it may be the one
// thing that restricts an array: a rule of a network policy without peers is for
// everyone.
var errEmpty = errors.New("put a list in the place of its mark: it is empty, and what is left without it may mean everything")

// listOf finds a list's mark in an item.
func (v *Values) listOf(item any) (pulumi.StringArrayInput, bool) {
	switch item := item.(type) {
	case string:
		if found := listForm.FindStringSubmatch(item); found != nil {
			return v.lists[number(found[1])], true
		}
	case map[string]any:
		for _, inner := range item {
			if list, ok := v.listOf(inner); ok {
				return list, true
			}
		}
	}
	return nil, false
}

// replace puts a text in place of the list's mark, wherever it is in the item.
func replace(item any, text string) any {
	switch item := item.(type) {
	case string:
		return listForm.ReplaceAllLiteralString(item, text)
	case map[string]any:
		out := map[string]any{}
		for key, inner := range item {
			out[key] = replace(inner, text)
		}
		return out
	default:
		return item
	}
}

// anyMark says whether there is a mark anywhere in a value.
func anyMark(plain any) bool {
	switch plain := plain.(type) {
	case string:
		return Marked(plain)
	case map[string]any:
		for _, inner := range plain {
			if anyMark(inner) {
				return true
			}
		}
	case []any:
		return slices.ContainsFunc(plain, anyMark)
	}
	return false
}

// Marked says whether a text has a mark in it.
func Marked(text string) bool { return strings.ContainsAny(text, textMark+listMark) }
