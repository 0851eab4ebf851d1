package kind

import (
	"encoding/json"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
)

// Props are properties as a kind writes them.
type Props = resource.PropertyMap

// Text writes a string.
func Text(s string) resource.PropertyValue { return resource.NewProperty(s) }

// Flag writes a boolean.
func Flag(b bool) resource.PropertyValue { return resource.NewProperty(b) }

// Number writes a number.
func Number(n int) resource.PropertyValue { return resource.NewProperty(float64(n)) }

// Texts writes a list of strings.
func Texts(items ...string) resource.PropertyValue {
	values := make([]resource.PropertyValue, len(items))
	for i, item := range items {
		values[i] = Text(item)
	}
	return resource.NewProperty(values)
}

// List writes a list.
func List(items ...resource.PropertyValue) resource.PropertyValue {
	return resource.NewProperty(append([]resource.PropertyValue{}, items...))
}

// Nested writes an object.
func Nested(p Props) resource.PropertyValue { return resource.NewProperty(p) }

// Values reads properties by path: names joined by dots, "[*]" for every
// element of a list: "vpcConfig.subnetIds[*]". What is absent, unknown or of
// another type reads as the zero value.
type Values struct{ Props Props }

// Text is the string at path.
func (v Values) Text(path string) string {
	for _, value := range v.All(path) {
		if value.IsString() {
			return value.StringValue()
		}
	}
	return ""
}

// Texts are the strings at path.
func (v Values) Texts(path string) []string {
	var out []string
	for _, value := range v.All(path) {
		if value.IsString() {
			out = append(out, value.StringValue())
		}
	}
	return out
}

// Number is the number at path.
func (v Values) Number(path string) int {
	for _, value := range v.All(path) {
		if value.IsNumber() {
			return int(value.NumberValue())
		}
	}
	return 0
}

// Flag is the boolean at path.
func (v Values) Flag(path string) bool {
	for _, value := range v.All(path) {
		if value.IsBool() {
			return value.BoolValue()
		}
	}
	return false
}

// Has is true when something is at path, known or not.
func (v Values) Has(path string) bool { return len(v.All(path)) > 0 }

// Objects are the nested objects at path.
func (v Values) Objects(path string) []Values {
	var out []Values
	for _, value := range v.All(path) {
		if value.IsObject() {
			out = append(out, Values{value.ObjectValue()})
		}
	}
	return out
}

// Or is the string at path, or another when there is none.
func (v Values) Or(path, otherwise string) string {
	if s := v.Text(path); s != "" {
		return s
	}
	return otherwise
}

// All are the values at path, nulls left out.
func (v Values) All(path string) []resource.PropertyValue {
	found := []resource.PropertyValue{resource.NewProperty(v.Props)}
	for _, step := range Steps(path) {
		var next []resource.PropertyValue
		for _, value := range found {
			next = append(next, take(value, step)...)
		}
		found = next
	}
	return found
}

// Steps splits a path: "a.b[*].c" is a, b, *, c.
func Steps(path string) []string {
	return strings.Split(strings.ReplaceAll(path, "[*]", ".*"), ".")
}

func take(value resource.PropertyValue, step string) []resource.PropertyValue {
	switch {
	case step == "*" && value.IsArray():
		return value.ArrayValue()
	case value.IsObject():
		if next, ok := value.ObjectValue()[resource.PropertyKey(step)]; ok && !next.IsNull() {
			return []resource.PropertyValue{next}
		}
	}
	return nil
}

// NormalJSON is a document as upstream keeps it: without spaces, its keys in order.
// What is no document stays as it is.
func NormalJSON(document string) string {
	var v any
	if err := json.Unmarshal([]byte(document), &v); err != nil {
		return document
	}
	normal, err := json.Marshal(v)
	if err != nil {
		return document
	}
	return string(normal)
}
