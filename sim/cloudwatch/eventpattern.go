package cloudwatch

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
)

// wrongPattern is what EventBridge objects to in an event pattern: every leaf
// is a list of what may match. Source: EventBridge user guide, "Creating event
// patterns".
func wrongPattern(document string) string {
	var pattern map[string]any
	if err := json.Unmarshal([]byte(document), &pattern); err != nil {
		return "Filter is not an object"
	}
	return wrongFields(pattern)
}

func wrongFields(fields map[string]any) string {
	if len(fields) == 0 {
		return "Empty objects are not allowed"
	}
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		switch value := fields[name].(type) {
		case map[string]any:
			if reason := wrongFields(value); reason != "" {
				return reason
			}
		case []any:
			if len(value) == 0 {
				return "Empty arrays are not allowed"
			}
		default:
			return fmt.Sprintf("%q must be an object or an array", name)
		}
	}
	return ""
}
