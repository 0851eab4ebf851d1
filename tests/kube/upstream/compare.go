// Package upstream holds the platform's own types of Kubernetes kinds against those
// of the projects that the kinds are of. The platform has its own where importing a
// project's would bring its controller; what they say in JSON has to be the same.
package upstream

import (
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"strings"
)

// Differences lists where what a type of ours says in JSON is not what a type of
// theirs reads: each path of ours has to be there, and of the same form. What is
// only theirs is none.
func Differences(ours, theirs reflect.Type) []string {
	w := walk{seen: map[[2]reflect.Type]bool{}}
	w.compare("", ours, theirs)
	return w.found
}

type walk struct {
	seen  map[[2]reflect.Type]bool
	found []string
}

func (w *walk) differ(path, format string, args ...any) {
	w.found = append(w.found, strings.TrimPrefix(path, ".")+": "+fmt.Sprintf(format, args...))
}

func (w *walk) compare(path string, ours, theirs reflect.Type) {
	ours, theirs = direct(ours), direct(theirs)
	if ours == theirs || w.seen[[2]reflect.Type{ours, theirs}] {
		return
	}
	w.seen[[2]reflect.Type{ours, theirs}] = true
	a, b := formOf(ours), formOf(theirs)
	// Who writes itself is a text, or a number: objects that were made tell which.
	if b == itself && (a == text || a == number) {
		return
	}
	if a != b {
		w.differ(path, "%s (%s), and theirs is %s (%s)", a, ours, b, theirs)
		return
	}
	switch a {
	case list:
		w.compare(path+"[]", ours.Elem(), theirs.Elem())
	case table:
		w.compare(path+"{}", ours.Elem(), theirs.Elem())
	case object:
		known := fields(theirs)
		for name, field := range fields(ours) {
			other, ok := known[name]
			if !ok {
				w.differ(path+"."+name, "they have no such field")
				continue
			}
			w.compare(path+"."+name, field, other)
		}
	case itself:
		w.differ(path, "%s writes itself, and is another type than %s", ours, theirs)
	default:
	}
}

// form is what a value is in JSON.
type form string

const (
	text   form = "text"
	number form = "number"
	truth  form = "boolean"
	list   form = "list"
	table  form = "map"
	object form = "object"
	itself form = "a type that writes itself"
	other  form = "anything"
)

func formOf(t reflect.Type) form {
	writes := reflect.TypeFor[json.Marshaler]()
	if t.Implements(writes) || reflect.PointerTo(t).Implements(writes) {
		return itself
	}
	switch t.Kind() {
	case reflect.String:
		return text
	case reflect.Bool:
		return truth
	case reflect.Int, reflect.Int32, reflect.Int64, reflect.Uint32, reflect.Uint64, reflect.Float32, reflect.Float64:
		return number
	case reflect.Slice, reflect.Array:
		return list
	case reflect.Map:
		return table
	case reflect.Struct:
		return object
	default:
		return other
	}
}

// fields of an object by their names in JSON, those of inlined structs among them.
func fields(t reflect.Type) map[string]reflect.Type {
	out := map[string]reflect.Type{}
	for field := range t.Fields() {
		tag := field.Tag.Get("json")
		name, _, _ := strings.Cut(tag, ",")
		switch {
		case name == "-":
		case name == "" && field.Anonymous:
			maps.Copy(out, fields(direct(field.Type)))
		case !field.IsExported():
		case name == "":
			out[field.Name] = field.Type
		default:
			out[name] = field.Type
		}
	}
	return out
}

func direct(t reflect.Type) reflect.Type {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	return t
}
