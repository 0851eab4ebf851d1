package mutate

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
)

// path leads to a property: a text steps into a field, a number to an element,
// and inJSON into what a text says.
type path []any

// inJSON is a step from a text that is a JSON document into the document.
type inJSON struct{}

// String is the path as rule.Value has it, so that the two can be compared.
func (p path) String() string {
	var b strings.Builder
	for _, step := range p {
		switch step := step.(type) {
		case int:
			b.WriteString("[" + strconv.Itoa(step) + "]")
		case string:
			if strings.ContainsAny(step, ".[") {
				b.WriteString("[" + strconv.Quote(step) + "]")
				continue
			}
			if b.Len() > 0 {
				b.WriteByte('.')
			}
			b.WriteString(step)
		}
	}
	return b.String()
}

// at is the path one step further. It shares nothing with p.
func (p path) at(step any) path { return append(slices.Clip(p), step) }

// root is the input that the path lies in.
func (p path) root() string {
	name, _ := p[0].(string)
	return name
}

// field is the last name on the path: that of the list, for an element.
func (p path) field() string {
	for _, step := range slices.Backward(p) {
		if name, ok := step.(string); ok {
			return name
		}
	}
	return ""
}

// parsePath reads what String wrote, as long as no name holds a dot or a bracket.
func parsePath(text string) path {
	var p path
	for part := range strings.SplitSeq(text, ".") {
		name, rest, _ := strings.Cut(part, "[")
		if name != "" {
			p = p.at(name)
		}
		for inner := range strings.SplitSeq(rest, "[") {
			if i, err := strconv.Atoi(strings.TrimSuffix(inner, "]")); err == nil {
				p = p.at(i)
			}
		}
	}
	return p
}

// plain takes off what wraps a value: secrets and known outputs.
func plain(v resource.PropertyValue) resource.PropertyValue {
	for {
		switch {
		case v.IsSecret():
			v = v.SecretValue().Element
		case v.IsOutput() && v.OutputValue().Known:
			v = v.OutputValue().Element
		default:
			return v
		}
	}
}

// unknown is true for a value that the preview doesn't know.
func unknown(v resource.PropertyValue) bool {
	v = plain(v)
	return v.IsComputed() || v.IsOutput()
}

// get reads what lies at a path; null where there is nothing.
func get(v resource.PropertyValue, p path) resource.PropertyValue {
	for _, step := range p {
		v = plain(v)
		switch step := step.(type) {
		case string:
			if !v.IsObject() {
				return resource.NewNullProperty()
			}
			v = v.ObjectValue()[resource.PropertyKey(step)]
		case int:
			if !v.IsArray() || step >= len(v.ArrayValue()) {
				return resource.NewNullProperty()
			}
			v = v.ArrayValue()[step]
		case inJSON:
			v = fromJSON(v)
		}
	}
	return plain(v)
}

// put is v with another value at the path; with null, what lies there is taken
// away, an element out of its list. v itself stays as it is, and so does what the
// path does not lead into.
func put(v resource.PropertyValue, p path, value resource.PropertyValue) resource.PropertyValue {
	v = plain(v)
	if len(p) == 0 {
		return value
	}
	switch step := p[0].(type) {
	case string:
		return putField(v, resource.PropertyKey(step), p[1:], value)
	case int:
		return putElement(v, step, p[1:], value)
	case inJSON:
		return toJSON(put(fromJSON(v), p[1:], value))
	}
	return v
}

// fromJSON reads a text as a JSON document that is an object or a list; null when
// it is no such text.
func fromJSON(v resource.PropertyValue) resource.PropertyValue {
	var document any
	if !v.IsString() || !strings.ContainsAny(v.StringValue(), "{[") || json.Unmarshal([]byte(v.StringValue()), &document) != nil {
		return resource.NewNullProperty()
	}
	read := resource.NewPropertyValue(document)
	if !read.IsObject() && !read.IsArray() {
		return resource.NewNullProperty()
	}
	return read
}

// toJSON writes what fromJSON read.
func toJSON(v resource.PropertyValue) resource.PropertyValue {
	raw, err := json.Marshal(v.Mappable())
	if err != nil || v.IsNull() {
		return resource.NewNullProperty()
	}
	return resource.NewProperty(string(raw))
}

func putField(v resource.PropertyValue, key resource.PropertyKey, rest path, value resource.PropertyValue) resource.PropertyValue {
	if !v.IsObject() && !v.IsNull() {
		return v
	}
	fields := resource.PropertyMap{}
	if v.IsObject() {
		fields = maps.Clone(v.ObjectValue())
	}
	if next := put(fields[key], rest, value); next.IsNull() {
		delete(fields, key)
	} else {
		fields[key] = next
	}
	return resource.NewProperty(fields)
}

func putElement(v resource.PropertyValue, i int, rest path, value resource.PropertyValue) resource.PropertyValue {
	if !v.IsArray() || i >= len(v.ArrayValue()) {
		return v
	}
	list := slices.Clone(v.ArrayValue())
	if next := put(list[i], rest, value); next.IsNull() {
		list = slices.Delete(list, i, i+1)
	} else {
		list[i] = next
	}
	return resource.NewProperty(list)
}
