package upstream

import (
	"encoding/json"
	"maps"
	"reflect"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
)

// anything is a text that a duration, a quantity and a name can be read from.
const anything = "1m"

// fill puts something into every field that JSON shows, but for the metadata, whose
// type both sides share.
func fill(v reflect.Value) {
	switch v.Kind() { //nolint:exhaustive // nothing else is in these types
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem())
	case reflect.Struct:
		if formOf(v.Type()) == itself {
			_ = json.Unmarshal([]byte(`"`+anything+`"`), v.Addr().Interface()) // where that is no value, none is shown
			return
		}
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.IsExported() && f.Name != "ObjectMeta" && f.Name != "TypeMeta" {
				fill(v.Field(i))
			}
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fill(v.Index(0))
	case reflect.Map:
		key, value := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
		fill(key)
		fill(value)
		v.Set(reflect.MakeMap(v.Type()))
		v.SetMapIndex(key, value)
	case reflect.String:
		v.SetString(anything)
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int32, reflect.Int64:
		v.SetInt(1)
	}
}

// paths are all places of a JSON object that have a value.
func paths(t *testing.T, raw []byte) []string {
	t.Helper()
	var object any
	require.NoError(t, json.Unmarshal(raw, &object))
	found := map[string]bool{}
	var walk func(string, any)
	walk = func(path string, v any) {
		switch v := v.(type) {
		case map[string]any:
			for key, inner := range v {
				walk(path+"."+key, inner)
			}
		case []any:
			for _, inner := range v {
				walk(path+"[]", inner)
			}
		case nil:
		default:
			found[path] = true
		}
	}
	walk("", object)
	return slices.Sorted(maps.Keys(found))
}

func intersection(a, b []string) []string {
	return slices.DeleteFunc(slices.Clone(a), func(path string) bool { return !slices.Contains(b, path) })
}
