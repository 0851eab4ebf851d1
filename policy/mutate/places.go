package mutate

import (
	"fmt"
	"slices"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"

	"github.com/covetpy/platform/policy/rule"
)

// Schema is what the makers of providers say about inputs.
type Schema interface {
	// Input describes the input of a resource type that the steps lead to: names
	// of fields and numbers of elements. False when the schema has none such.
	Input(resourceType string, steps []any) (Input, bool)
	// Has is true for the resource types that the schema knows.
	Has(resourceType string) bool
}

// Input is one input of a resource type.
type Input struct {
	Type     string // string, boolean, integer, number, array or object
	Required bool   // whether the resource can't do without
}

// place is somewhere in a resource's inputs: a value, or where one could be.
type place struct {
	path  path
	label string // the path, with elements by their names
	value resource.PropertyValue
	input Input
	// how rules read it, sweeps aside; wanted are the words that they compare with
	// what they find.
	how    rule.Reading
	wanted []string
	// inner are the places below that count.
	inner []place
}

func (p place) set() bool { return !p.value.IsNull() }

// misses is true for an element of a list of which it makes a difference that it
// is gone: of texts, those that count by themselves.
func (p place) misses(i int, item resource.PropertyValue) bool {
	return !plain(item).IsString() || slices.ContainsFunc(p.inner, func(in place) bool { return in.path[len(p.path)] == i })
}

// survey lists the places of a resource that count, the outer before the inner.
type survey struct {
	resource *rule.Resource
	schema   Schema
	trace    *rule.Trace
}

// places lists the outermost places; the others are within them.
func (s survey) places() []place {
	var out []place
	keys := s.resource.Properties.StableKeys()
	for _, key := range keys {
		if ours(string(key)) {
			out = append(out, s.visit(path{string(key)}, string(key), s.resource.Properties[key])...)
		}
	}
	return append(out, s.switches()...)
}

// ours leaves out what providers add of their own accord: the tags once more, and
// notes to themselves.
func ours(key string) bool { return key != "tagsAll" && !strings.HasPrefix(key, "__") }

// visit returns the place if it counts, otherwise none.
func (s survey) visit(at path, label string, value resource.PropertyValue) []place {
	p := place{path: at, label: label, value: plain(value)}
	if s.schema != nil {
		p.input, _ = s.schema.Input(s.resource.Type, at)
	}
	if _, document := at[len(at)-1].(inJSON); !document {
		s.ask(&p, at.String())
		if at.root() == "tags" {
			s.ask(&p, "tagsAll"+strings.TrimPrefix(at.String(), "tags"))
		}
	}
	p.inner = s.within(p)
	if !counts(s.resource, p) {
		return nil
	}
	return []place{p}
}

// ask notes what rules ask of the place by one of its names.
func (s survey) ask(p *place, name string) {
	p.how |= s.trace.Read[name] &^ rule.Swept
	p.wanted = append(p.wanted, s.trace.Wanted[name]...)
}

// within lists the places that count below one: fields, elements, and what a text
// says that is a document, unless it is a policy, which has ways of its own to be
// weakened.
func (s survey) within(p place) []place {
	at, label := p.path, p.label
	var out []place
	switch {
	case p.value.IsObject():
		for _, key := range p.value.ObjectValue().StableKeys() {
			if ours(string(key)) {
				out = append(out, s.visit(at.at(string(key)), label+"."+string(key), p.value.ObjectValue()[key])...)
			}
		}
	case p.value.IsArray():
		for i, item := range p.value.ArrayValue() {
			out = append(out, s.visit(at.at(i), elementLabel(label, i, item), item)...)
		}
	case p.value.IsString() && document(p.value.StringValue()) == nil:
		if read := fromJSON(p.value); !read.IsNull() {
			out = append(out, s.visit(at.at(inJSON{}), label, read)...)
		}
	}
	return out
}

// elementLabel names an element by what it is called, or by itself, so that a
// person finds it and an order does not matter; else by its number.
func elementLabel(list string, i int, item resource.PropertyValue) string {
	item = plain(item)
	if item.IsString() && len(item.StringValue()) <= 80 {
		return fmt.Sprintf("%s[%s]", list, item.StringValue())
	}
	if item.IsObject() {
		for _, key := range []resource.PropertyKey{"name", "Name", "key", "id", "sid", "ruleNo", "priority"} {
			if name, known := rule.NewValue("", item.ObjectValue()[key]).Text(); known == rule.Yes {
				return fmt.Sprintf("%s[%s]", list, name)
			}
		}
	}
	return fmt.Sprintf("%s[%d]", list, i)
}

// switches lists the inputs that are not set, that rules read, and that are
// either on or off.
func (s survey) switches() []place {
	var out []place
	for text := range s.trace.Read {
		at := parsePath(text)
		if len(at) == 0 || !ours(at.root()) || at.String() != text {
			continue
		}
		p := place{path: at, label: text, value: get(resource.NewProperty(s.resource.Properties), at)}
		s.ask(&p, text)
		if s.schema != nil {
			p.input, _ = s.schema.Input(s.resource.Type, at)
		}
		known := p.input.Type == "boolean" || (s.schema == nil || !s.schema.Has(s.resource.Type)) && slices.Contains(p.wanted, "true")
		if known && asked(p) && !p.set() && s.reachable(at) {
			out = append(out, p)
		}
	}
	slices.SortFunc(out, func(a, b place) int { return strings.Compare(a.label, b.label) })
	return out
}

// reachable is true when putting something at the path needs no element that the
// lists on the way don't have.
func (s survey) reachable(at path) bool {
	root := resource.NewProperty(s.resource.Properties)
	return !get(put(root, at, resource.NewProperty(true)), at).IsNull()
}
