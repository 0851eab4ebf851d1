package route

import (
	"maps"

	"google.golang.org/protobuf/types/known/structpb"
)

// Adjustment is a property that an emulator can't take: upstream is asked without
// it, once its own validation has seen it. The engine, the policies and the
// simulated cloud see it as the program gave it.
type Adjustment struct {
	Type     string `json:"type"`
	Property string `json:"property"`
	// Why says what the emulator does with it.
	Why string `json:"why"`
}

// adjustments are those of one type.
type adjustments []Adjustment

// without is a copy of properties without what can't be taken, and says which of
// it were there.
func (a adjustments) without(props *structpb.Struct) (*structpb.Struct, []Adjustment) {
	var gone []Adjustment
	out := props
	for _, one := range a {
		if _, given := props.GetFields()[one.Property]; !given {
			continue
		}
		if len(gone) == 0 {
			out = &structpb.Struct{Fields: make(map[string]*structpb.Value, len(props.GetFields()))}
			maps.Copy(out.Fields, props.GetFields())
		}
		delete(out.Fields, one.Property)
		gone = append(gone, one)
	}
	return out, gone
}

// restored puts what was left out back into what upstream answered.
func (a adjustments) restored(answer, given *structpb.Struct) {
	for _, one := range a {
		if value, ok := given.GetFields()[one.Property]; ok && answer.GetFields() != nil {
			answer.Fields[one.Property] = value
		}
	}
}
