package config

import (
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/agext/levenshtein"
	"gopkg.in/yaml.v3"

	"github.com/covetpy/platform/infra/config/internal/decode"
	"github.com/covetpy/platform/infra/config/internal/shape"
	"github.com/covetpy/platform/infra/fault"
)

// source is a configuration before it is decoded: the keys of our namespace
// without it, as one mapping.
type source struct {
	name   string // "Pulumi.dev.yaml"
	lines  bool   // whether the lines of nodes are lines of that file
	root   *yaml.Node
	values map[string]string // as the engine takes them, all namespaces
	faults fault.Faults
}

// engineSource names a configuration that the engine handed over: it may come
// from the stack's file, a flag or an environment of Pulumi ESC.
const engineSource = "stack configuration"

func newSource(name string, lines bool) source {
	return source{name: name, lines: lines, root: &yaml.Node{Kind: yaml.MappingNode, Tag: "!!map"}, values: map[string]string{}}
}

// where says where a node stands.
func (s *source) where(n *yaml.Node) string {
	if !s.lines || n.Line == 0 {
		return s.name
	}
	return fmt.Sprintf("%s:%d", s.name, n.Line)
}

func (s *source) report(n *yaml.Node, path, found, accepted string) {
	s.faults = append(s.faults, fault.Fault{Path: path, Found: found, Accepted: accepted, Where: s.where(n)})
}

// add takes a key of our namespace.
func (s *source) add(name string, key, value *yaml.Node) {
	bare := *key
	bare.Value = name
	s.root.Content = append(s.root.Content, &bare, value)
}

// tier finds the tier before anything is decoded, as defaults hang on it.
func (s *source) tier() (Tier, bool) {
	for pair := range slices.Chunk(s.root.Content, 2) {
		if pair[0].Value == "tier" {
			t := Tier(pair[1].Value)
			return t, slices.Contains(Tiers(), t)
		}
	}
	return "", false
}

// stackKeys are the keys of Pulumi's stack settings file beside "config".
var stackKeys = []string{"config", "encryptedkey", "encryptionsalt", "environment", "secretsprovider"}

// parseFile reads a stack's settings file.
func parseFile(name string, content []byte) (source, error) {
	s := newSource(name, true)
	var document yaml.Node
	if err := yaml.Unmarshal(content, &document); err != nil {
		return s, fmt.Errorf("parse %s: %w", name, err)
	}
	if len(document.Content) == 0 {
		return s, nil
	}
	top := document.Content[0]
	if top.Kind != yaml.MappingNode {
		s.report(top, "config", decode.Found(top), "a mapping with the key config")
		return s, nil
	}
	for pair := range slices.Chunk(top.Content, 2) {
		key, value := pair[0], pair[1]
		switch {
		case !slices.Contains(stackKeys, key.Value):
			s.report(key, decode.Key(key.Value), "an unknown key", decode.Nearest(key.Value, slices.Clone(stackKeys)))
		case key.Value == "config":
			s.parseConfig(key, value)
		}
	}
	return s, nil
}

func (s *source) parseConfig(key, config *yaml.Node) {
	if config.Kind != yaml.MappingNode {
		s.report(key, "config", decode.Found(config), "a mapping")
		return
	}
	for pair := range slices.Chunk(config.Content, 2) {
		s.parseKey(pair[0], pair[1])
	}
}

// parseKey sorts a key by its namespace. Those of other programs and providers
// pass through, but one that is almost ours is a slip that would be silent.
func (s *source) parseKey(key, value *yaml.Node) {
	namespace, name, ok := strings.Cut(key.Value, ":")
	switch {
	case !ok:
		s.report(key, decode.Key(key.Value), "a key without a namespace", Namespace+":"+decode.Key(key.Value))
	case namespace == Namespace:
		s.add(name, key, value)
		s.render(key, value)
	case levenshtein.Distance(namespace, Namespace, nil) <= 2:
		s.report(key, decode.Key(name), fmt.Sprintf("the namespace %q", namespace), Namespace+":"+decode.Key(name))
	default:
		if _, twice := s.values[key.Value]; twice {
			s.report(key, decode.Key(key.Value), "the same key again", "each key once")
		}
		s.render(key, value)
	}
}

// render keeps a value as Pulumi hands it to a program: text as it is, anything
// else as JSON. What cannot be rendered the decoder finds fault with, in our own
// namespace; in others nobody else would.
func (s *source) render(key, value *yaml.Node) {
	var v any
	err := value.Decode(&v)
	if text, ok := v.(string); ok && err == nil {
		s.values[key.Value] = text
		return
	}
	var rendered []byte
	if err == nil {
		rendered, err = json.Marshal(v)
	}
	if err != nil && !strings.HasPrefix(key.Value, Namespace+":") {
		s.report(key, decode.Key(key.Value), "a value that is not JSON", "mappings with text keys, each once")
	}
	s.values[key.Value] = string(rendered)
}

// parseStrings reads what the engine hands over.
func parseStrings(values map[string]string) source {
	s := newSource(engineSource, false)
	s.values = maps.Clone(values)
	for _, full := range slices.Sorted(maps.Keys(values)) {
		name, ours := strings.CutPrefix(full, Namespace+":")
		if !ours {
			continue
		}
		key := &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: name}
		s.add(name, key, s.parseValue(key, values[full]))
	}
	return s
}

// parseValue parses one value of the engine, which does not tell text from JSON:
// the type of the field does.
func (s *source) parseValue(key *yaml.Node, value string) *yaml.Node {
	text := &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: value}
	for f := range reflect.TypeFor[Config]().Fields() {
		if shape.Name(f) == key.Value && f.Type.Kind() == reflect.String {
			return text
		}
	}
	var document yaml.Node
	if err := yaml.Unmarshal([]byte(value), &document); err != nil || len(document.Content) == 0 {
		return text
	}
	return document.Content[0]
}
