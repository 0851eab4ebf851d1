package limits

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/covetpy/platform/conformance/schema"
)

// Defaults asks for the values that the provider fills in when they are not given,
// by path, at every depth. What it makes up, as names, is none of them.
func Defaults(ctx context.Context, p Provider, pkg schema.Package, token string) (map[string]any, error) {
	out := map[string]any{}
	for _, at := range append([]string{""}, holders(pkg, token)...) {
		given := map[string]any{}
		if at != "" {
			given = inputs(at, map[string]any{})
		}
		answer, err := check(ctx, p, token, given)
		if err != nil {
			return nil, fmt.Errorf("ask for the defaults of %s %s: %w", token, at, err)
		}
		for name, v := range filled(answer.GetInputs().AsMap(), at) {
			out[strings.TrimPrefix(at+"."+name, ".")] = v
		}
	}
	return out, nil
}

// holders are the paths of the nested objects among a type's inputs, sorted.
func holders(pkg schema.Package, token string) []string {
	found := map[string]bool{}
	for _, leaf := range Leaves(pkg, token) {
		for at := leaf.Path; strings.Contains(at, "."); found[at] = true {
			at = at[:strings.LastIndexByte(at, '.')]
		}
	}
	return slices.Sorted(maps.Keys(found))
}

// filled are the defaults within the object at a path: the bridge lists their names.
func filled(props map[string]any, at string) map[string]any {
	name, rest, _ := strings.Cut(at, ".")
	if at != "" {
		v := props[strings.TrimRight(name, "[*]")]
		for range strings.Count(name, "[*]") {
			if list, ok := v.([]any); ok && len(list) > 0 {
				v = list[0]
			}
		}
		inner, _ := v.(map[string]any)
		return filled(inner, rest)
	}
	listed, _ := props["__defaults"].([]any)
	out := map[string]any{}
	for _, item := range listed {
		if key, ok := item.(string); ok && !madeUp(props[key]) {
			out[key] = props[key]
		}
	}
	return out
}

// madeUp is true for a name that the bridge derives from the resource's.
func madeUp(v any) bool {
	text, ok := v.(string)
	return ok && strings.HasPrefix(text, name+"-")
}
