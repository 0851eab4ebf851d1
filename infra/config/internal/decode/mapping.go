package decode

import (
	"cmp"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"unicode"

	"github.com/agext/levenshtein"
	"gopkg.in/yaml.v3"

	"github.com/covetpy/platform/infra/config/internal/shape"
)

// fields decodes a mapping into a struct.
func (d *decoder) fields(p place, v reflect.Value) {
	entries, ok := d.mapping(p)
	if !ok {
		return
	}
	known := map[string]reflect.StructField{}
	for f := range v.Type().Fields() {
		known[shape.Name(f)] = f
	}
	for _, e := range entries {
		f, ok := known[e.key.Value]
		if !ok {
			d.report(e, "an unknown key", Nearest(e.key.Value, slices.Collect(maps.Keys(known))))
			continue
		}
		d.value(e, v.FieldByIndex(f.Index), shape.RuleOf(f))
	}
	for name, f := range known {
		rule := shape.RuleOf(f)
		written := func(e place) bool { return e.key.Value == name }
		if rule.Required && !slices.ContainsFunc(entries, written) {
			d.refuse(place{path: shape.Join(p.path, name), key: p.key}, "", shape.Accepts(f.Type, rule))
		}
	}
}

// entries decodes a mapping into a map with text keys, entry by entry: null
// removes one. The map is copied first: the default belongs to whoever made it.
func (d *decoder) entries(p place, v reflect.Value, r shape.Rule) {
	entries, ok := d.mapping(p)
	if !ok {
		return
	}
	if len(entries) < r.Least {
		d.refuse(p, "an empty mapping", shape.Accepts(v.Type(), r))
		return
	}
	merged := reflect.MakeMap(v.Type())
	for k, old := range v.Seq2() {
		merged.SetMapIndex(k, old)
	}
	for _, e := range entries {
		k := reflect.ValueOf(e.key.Value).Convert(v.Type().Key())
		switch {
		case !keyAllowed(k, r):
			d.refuse(e, fmt.Sprintf("the name %q", e.key.Value), shape.AcceptsKey(v.Type(), r))
		case isNull(e.node):
			d.remove(e, merged, k)
		default:
			d.entry(e, merged, k, r.Element())
		}
	}
	v.Set(merged)
}

// entry decodes one entry of a map. What is in a map cannot be set in place, so
// it is decoded apart.
func (d *decoder) entry(e place, m, k reflect.Value, r shape.Rule) {
	entry := reflect.New(m.Type().Elem()).Elem()
	entry.Set(d.part(entry.Type()))
	if old := m.MapIndex(k); old.IsValid() {
		entry.Set(old)
	}
	failures := len(d.result.Failed)
	d.value(e, entry, r)
	if entry.Kind() == reflect.Struct || len(d.result.Failed) == failures {
		m.SetMapIndex(k, entry)
	}
}

func keyAllowed(k reflect.Value, r shape.Rule) bool {
	if choices := shape.Values(k.Type()); choices != nil {
		return slices.Contains(choices, k.String())
	}
	return r.Keys == nil || r.Keys.Pattern.MatchString(k.String())
}

func (d *decoder) remove(e place, m, k reflect.Value) {
	if !m.MapIndex(k).IsValid() {
		var names []string
		for name := range m.Seq() {
			names = append(names, name.String())
		}
		slices.Sort(names)
		d.refuse(e, "null for an entry that no default has", "null for one of: "+cmp.Or(strings.Join(names, ", "), "none"))
		return
	}
	m.SetMapIndex(k, reflect.Value{})
	d.result.Removed[e.path] = d.where(e.key)
}

// mapping splits a mapping into its entries, each key once, and reports the rest.
func (d *decoder) mapping(p place) ([]place, bool) {
	if p.node.Kind != yaml.MappingNode {
		d.refuse(p, Found(p.node), "a mapping")
		return nil, false
	}
	var out []place
	seen := map[string]bool{}
	for pair := range slices.Chunk(p.node.Content, 2) {
		e := place{path: shape.Join(p.path, Key(pair[0].Value)), key: pair[0], node: pair[1]}
		switch {
		case pair[0].Kind != yaml.ScalarNode || pair[0].Tag != "!!str":
			e.path = p.path
			d.report(e, fmt.Sprintf("%s as a key", Found(pair[0])), "keys that are text, in quotes where they look like something else")
		case seen[pair[0].Value]:
			d.report(e, "the same key again", "each key once")
		default:
			seen[pair[0].Value] = true
			out = append(out, e)
		}
	}
	return out, true
}

// Key renders a key as it is, or in quotes when it would break a fault's line.
func Key(text string) string {
	if strings.ContainsFunc(text, func(r rune) bool { return !unicode.IsPrint(r) }) {
		return quote(text)
	}
	return text
}

// Nearest lists the known keys, the one most like the unknown key first.
func Nearest(unknown string, known []string) string {
	distance := func(key string) int {
		return levenshtein.Distance(strings.ToLower(unknown), strings.ToLower(key), nil)
	}
	slices.SortFunc(known, cmp.Compare)
	nearest := slices.MinFunc(known, func(a, b string) int { return cmp.Compare(distance(a), distance(b)) })
	words := []string{nearest + " (the nearest)"}
	for _, key := range known {
		if key != nearest {
			words = append(words, key)
		}
	}
	return shape.Or(words)
}
