package shape

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"
)

// Field is a place in a configuration type where a file can hold a value.
type Field struct {
	Path string // "cluster.nodeGroups.<name>.capacity"
	Type reflect.Type
	Rule Rule
	// Holds is true when the value is made of named parts, which are fields of
	// their own: a map, a list of groups, or a group that may be off. A group that
	// is always there is no field.
	Holds bool
}

// Join appends a key to a path.
func Join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

// Index appends a list index to a path.
func Index(path string, i int) string { return fmt.Sprintf("%s[%d]", path, i) }

// Fields lists every field of a struct type, in the order of declaration. The
// key of a map is "<name>", the index of a list of structs "[]".
func Fields(t reflect.Type) []Field { return fields(t, "", Rule{}) }

func fields(t reflect.Type, path string, r Rule) []Field {
	switch {
	case t.Kind() == reflect.Pointer && isGroup(t.Elem()):
		return append([]Field{{path, t, r, true}}, fields(t.Elem(), path, r)...)
	case isGroup(t):
		var out []Field
		for f := range t.Fields() {
			out = append(out, fields(f.Type, Join(path, Name(f)), RuleOf(f))...)
		}
		return out
	case t.Kind() == reflect.Map:
		return append([]Field{{path, t, r, true}}, fields(t.Elem(), path+".<name>", r.Element())...)
	case t.Kind() == reflect.Slice && isGroup(t.Elem()):
		return append([]Field{{path, t, r, true}}, fields(t.Elem(), path+"[]", r.Element())...)
	default:
		return []Field{{path, t, r, false}}
	}
}

// isGroup reports whether a type is made of named parts.
func isGroup(t reflect.Type) bool { return t.Kind() == reflect.Struct && !IsText(t) }

// Leaf is a value at a path: a scalar, a list of scalars, an empty list or map,
// or nil for what is off.
type Leaf struct {
	Path  string // "cluster.nodeGroups.app.capacity"
	Value any
}

// Leaves lists every value in a struct, in the order of declaration, the entries
// of a map in the order of their keys.
func Leaves(v reflect.Value) []Leaf { return leaves(v, "") }

func leaves(v reflect.Value, path string) []Leaf {
	t := v.Type()
	switch {
	case t.Kind() == reflect.Pointer && v.IsNil():
		return []Leaf{{path, nil}}
	case t.Kind() == reflect.Pointer:
		return leaves(v.Elem(), path)
	case isGroup(t):
		var out []Leaf
		for f, part := range v.Fields() {
			out = append(out, leaves(part, Join(path, Name(f)))...)
		}
		return out
	case t.Kind() == reflect.Map && v.Len() > 0:
		var out []Leaf
		for _, k := range sortedKeys(v) {
			out = append(out, leaves(v.MapIndex(k), Join(path, k.String()))...)
		}
		return out
	case t.Kind() == reflect.Slice && v.Len() > 0 && isGroup(t.Elem()):
		var out []Leaf
		for i := range v.Len() {
			out = append(out, leaves(v.Index(i), Index(path, i))...)
		}
		return out
	default:
		return []Leaf{{path, v.Interface()}}
	}
}

func sortedKeys(v reflect.Value) []reflect.Value {
	return slices.SortedFunc(slices.Values(v.MapKeys()), func(a, b reflect.Value) int {
		return cmp.Compare(a.String(), b.String())
	})
}
