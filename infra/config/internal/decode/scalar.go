package decode

import (
	"encoding"
	"fmt"
	"net/netip"
	"reflect"
	"slices"
	"strconv"

	"gopkg.in/yaml.v3"

	"github.com/covetpy/platform/infra/config/internal/shape"
)

// list decodes a sequence, which replaces the default. Every list of a
// configuration is a set in an order, so an element twice is a slip.
func (d *decoder) list(p place, v reflect.Value, r shape.Rule) {
	accepted := shape.Accepts(v.Type(), r)
	if p.node.Kind != yaml.SequenceNode {
		d.refuse(p, Found(p.node), accepted)
		return
	}
	if len(p.node.Content) < r.Least {
		d.refuse(p, "an empty list", accepted)
		return
	}
	fresh := reflect.MakeSlice(v.Type(), 0, len(p.node.Content))
	for i, n := range p.node.Content {
		e := place{path: shape.Index(p.path, i), key: n, node: n}
		element := reflect.New(v.Type().Elem()).Elem()
		failures := len(d.result.Failed)
		d.value(e, element, r.Element())
		switch {
		case len(d.result.Failed) > failures:
		case contains(fresh, element):
			d.refuse(e, "the same again", "each element once")
		default:
			fresh = reflect.Append(fresh, element)
		}
	}
	v.Set(fresh)
}

// contains compares deeply: an element may hold lists, which Go does not compare.
func contains(list, element reflect.Value) bool {
	for _, e := range list.Seq2() {
		if reflect.DeepEqual(e.Interface(), element.Interface()) {
			return true
		}
	}
	return false
}

// text decodes a type that parses itself.
func (d *decoder) text(p place, v reflect.Value, r shape.Rule) {
	accepted := shape.Accepts(v.Type(), r)
	if !isTagged(p.node, "!!str") {
		d.refuse(p, Found(p.node), accepted)
		return
	}
	fresh := reflect.New(v.Type())
	parser, ok := reflect.TypeAssert[encoding.TextUnmarshaler](fresh)
	if !ok || parser.UnmarshalText([]byte(p.node.Value)) != nil {
		d.refuse(p, quote(p.node.Value), accepted)
		return
	}
	if prefix, ok := reflect.TypeAssert[netip.Prefix](fresh.Elem()); ok && prefix != prefix.Masked() {
		d.refuse(p, quote(p.node.Value), fmt.Sprintf("%s, or a longer prefix", prefix.Masked()))
		return
	}
	v.Set(fresh.Elem())
}

// scalar decodes text, a whole number or a boolean.
func (d *decoder) scalar(p place, v reflect.Value, r shape.Rule) {
	tag := map[reflect.Kind]string{
		reflect.String: "!!str", reflect.Int: "!!int", reflect.Bool: "!!bool",
	}[v.Kind()]
	accepted := shape.Accepts(v.Type(), r)
	fresh := reflect.New(v.Type())
	if !isTagged(p.node, tag) || p.node.Decode(fresh.Interface()) != nil {
		d.refuse(p, Found(p.node), accepted)
		return
	}
	if !allowed(fresh.Elem(), r) {
		d.refuse(p, value(p.node), accepted)
		return
	}
	v.Set(fresh.Elem())
}

func allowed(v reflect.Value, r shape.Rule) bool {
	if choices := shape.Values(v.Type()); choices != nil {
		return slices.Contains(choices, fmt.Sprint(v.Interface()))
	}
	switch v.Kind() {
	case reflect.Int:
		n := int(v.Int())
		return r.Range == nil || (r.Range.Least <= n && n <= r.Range.Most)
	case reflect.String:
		return r.Format == nil || r.Format.Pattern.MatchString(v.String())
	default:
		return true
	}
}

func isTagged(n *yaml.Node, tag string) bool { return n.Kind == yaml.ScalarNode && n.Tag == tag }

// value renders a scalar so that text can be told from numbers.
func value(n *yaml.Node) string {
	if n.Tag == "!!str" {
		return quote(n.Value)
	}
	return n.Value
}

// quote keeps a fault on one line that a person can read.
func quote(text string) string {
	const longest = 80
	if runes := []rune(text); len(runes) > longest {
		text = string(runes[:longest]) + "…"
	}
	return strconv.Quote(text)
}

// Found describes a node of the wrong kind.
func Found(n *yaml.Node) string {
	switch n.Kind {
	case yaml.MappingNode:
		return "a mapping"
	case yaml.SequenceNode:
		return "a list"
	default:
	}
	switch n.Tag {
	case "!!str":
		return quote(n.Value) + ", text"
	case "!!int", "!!float":
		return n.Value + ", a number"
	case "!!bool":
		return n.Value + ", a boolean"
	case "!!null":
		return "null"
	default:
		return quote(n.Value)
	}
}
