// Package copies makes deep copies of objects of Kubernetes, for the kinds whose
// types are ours.
package copies

import (
	"encoding/json"
	"fmt"
)

// Deep is a copy that shares nothing with the object. It goes by the object's own
// written form, so that no field can be forgotten; an object that can't be written is
// a mistake in its type.
func Deep[T any](obj *T) *T {
	if obj == nil {
		return nil
	}
	raw, err := json.Marshal(obj)
	if err != nil {
		panic(fmt.Sprintf("copy %T: %v", obj, err))
	}
	out := new(T)
	if err := json.Unmarshal(raw, out); err != nil {
		panic(fmt.Sprintf("copy %T: %v", obj, err))
	}
	return out
}
