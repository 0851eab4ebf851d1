// Package decode puts YAML (and JSON, which is YAML) into Go values strictly:
// it notes where each value stood, and collects every fault before it returns.
//
// A value already in the target is its default: mappings change it key by key,
// lists replace it whole, and null empties what may be off. Defaults themselves
// and what values mean together do not belong here.
package decode

import (
	"reflect"

	"gopkg.in/yaml.v3"

	"github.com/covetpy/platform/infra/config/internal/shape"
	"github.com/covetpy/platform/infra/fault"
)

// Options are what a decoder needs to know about its source and target.
type Options struct {
	// Where says where a node stands, "Pulumi.dev.yaml:12".
	Where func(*yaml.Node) string
	// Parts holds the default of each struct type that a file can bring into
	// being, as an entry of a map or the value of a nil pointer.
	Parts []any
}

// Result is what was learnt besides the values.
type Result struct {
	// Origins tells for each path that the source holds where it stands.
	Origins map[string]string
	// Removed tells for each entry of a map that null removed where that stands.
	Removed map[string]string
	// Failed lists the paths whose value could not be used, so that the target
	// still holds the default there. Unknown keys are not among them.
	Failed []string
	// Faults is everything wrong with the source.
	Faults fault.Faults
}

// Into decodes a mapping into the struct that target points to.
func Into(n *yaml.Node, target any, o Options) Result {
	d := &decoder{
		where:  o.Where,
		parts:  map[reflect.Type]reflect.Value{},
		result: Result{Origins: map[string]string{}, Removed: map[string]string{}},
	}
	for _, p := range o.Parts {
		d.parts[reflect.TypeOf(p)] = reflect.ValueOf(p)
	}
	d.fields(place{key: n, node: n}, reflect.ValueOf(target).Elem())
	return d.result
}

type decoder struct {
	where  func(*yaml.Node) string
	parts  map[reflect.Type]reflect.Value
	result Result
}

// place is a value of the source: where it is in the configuration, the node
// that its position is told by (its key, for what has one), and the value.
type place struct {
	path string
	key  *yaml.Node
	node *yaml.Node
}

func (d *decoder) report(p place, found, accepted string) {
	d.result.Faults = append(d.result.Faults, fault.Fault{
		Path: p.path, Found: found, Accepted: accepted, Where: d.where(p.key),
	})
}

// refuse reports a value that cannot be used.
func (d *decoder) refuse(p place, found, accepted string) {
	d.report(p, found, accepted)
	d.result.Failed = append(d.result.Failed, p.path)
}

// value decodes one value, leaving v as it was when the value cannot be used.
func (d *decoder) value(p place, v reflect.Value, r shape.Rule) {
	if p.node.Kind == yaml.AliasNode {
		p.node = p.node.Alias
	}
	d.result.Origins[p.path] = d.where(p.key)
	t := v.Type()
	switch {
	case t.Kind() == reflect.Pointer:
		d.pointer(p, v, r)
	case isNull(p.node):
		d.refuse(p, "null", shape.Accepts(t, r))
	case shape.IsText(t):
		d.text(p, v, r)
	case t.Kind() == reflect.Struct:
		d.fields(p, v)
	case t.Kind() == reflect.Map:
		d.entries(p, v, r)
	case t.Kind() == reflect.Slice:
		d.list(p, v, r)
	default:
		d.scalar(p, v, r)
	}
}

// pointer decodes what may be off. The default is copied first: it belongs to
// whoever made it.
func (d *decoder) pointer(p place, v reflect.Value, r shape.Rule) {
	if isNull(p.node) {
		v.SetZero()
		return
	}
	fresh := reflect.New(v.Type().Elem())
	if v.IsNil() {
		fresh.Elem().Set(d.part(v.Type().Elem()))
	} else {
		fresh.Elem().Set(v.Elem())
	}
	d.value(p, fresh.Elem(), r)
	v.Set(fresh)
}

// part is the default of a type that the source brings into being.
func (d *decoder) part(t reflect.Type) reflect.Value {
	if v, ok := d.parts[t]; ok {
		return v
	}
	return reflect.Zero(t)
}

func isNull(n *yaml.Node) bool { return n.Kind == yaml.ScalarNode && n.Tag == "!!null" }
