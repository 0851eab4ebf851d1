package kubeapi

import (
	"fmt"
	"maps"
	"slices"
)

// missing lists what before says and after does not. A value that is empty may
// have been left out.
func missing(path string, before, after any) []error {
	switch b := before.(type) {
	case map[string]any:
		a, _ := after.(map[string]any)
		var out []error
		for _, key := range slices.Sorted(maps.Keys(b)) {
			at := join(path, key)
			value, ok := a[key]
			if !ok && !isEmpty(b[key]) {
				out = append(out, fmt.Errorf("unknown field %q", at))
				continue
			}
			out = append(out, missing(at, b[key], value)...)
		}
		return out
	case []any:
		a, _ := after.([]any)
		var out []error
		for i := range min(len(a), len(b)) {
			out = append(out, missing(fmt.Sprintf("%s[%d]", path, i), b[i], a[i])...)
		}
		return out
	default:
		return nil
	}
}

func isEmpty(v any) bool {
	switch v := v.(type) {
	case nil:
		return true
	case map[string]any:
		return len(v) == 0
	case []any:
		return len(v) == 0
	case string:
		return v == ""
	case bool:
		return !v
	case float64:
		return v == 0
	default:
		return false
	}
}
