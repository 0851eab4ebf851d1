package later

import (
	"fmt"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

// Known is an object as encoding/json reads it, with values in place of its marks,
// for who has no engine: a test that hands it to a validator, a program that prints
// it. A mark for an output is an error, as nobody knows the output without one.
func (v *Values) Known(plain map[string]any) (map[string]any, error) {
	out := make(map[string]any, len(plain))
	for key, item := range plain {
		known, err := v.known(item)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", key, err)
		}
		out[key] = known
	}
	return out, nil
}

func (v *Values) known(plain any) (any, error) {
	switch plain := plain.(type) {
	case string:
		if Marked(plain) {
			return nil, fmt.Errorf("take %q as known: it waits for an output", plain)
		}
		return plain, nil
	case map[string]any:
		return v.Known(plain)
	case []any:
		return v.knownItems(plain)
	default:
		return plain, nil
	}
}

func (v *Values) knownItems(plain []any) ([]any, error) {
	out := []any{}
	for i, item := range plain {
		items := []any{item}
		if list, marked := v.listOf(item); marked {
			texts, err := knownTexts(list)
			if err != nil {
				return nil, fmt.Errorf("[%d]: %w", i, err)
			}
			items = nil
			for _, text := range texts {
				items = append(items, replace(item, text))
			}
		}
		for _, item := range items {
			known, err := v.known(item)
			if err != nil {
				return nil, fmt.Errorf("[%d]: %w", i, err)
			}
			out = append(out, known)
		}
	}
	return out, nil
}

func knownTexts(list pulumi.StringArrayInput) ([]string, error) {
	items, ok := list.(pulumi.StringArray)
	if !ok {
		return nil, fmt.Errorf("take a list of type %T as known: it waits for an output", list)
	}
	if len(items) == 0 {
		return nil, errEmpty
	}
	out := make([]string, len(items))
	for i, item := range items {
		text, ok := item.(pulumi.String)
		if !ok {
			return nil, fmt.Errorf("take a text of type %T as known: it waits for an output", item)
		}
		out[i] = string(text)
	}
	return out, nil
}
