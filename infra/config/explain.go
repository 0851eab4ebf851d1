package config

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"gopkg.in/yaml.v3"

	"github.com/covetpy/platform/infra/config/internal/shape"
)

// Setting is one value of an environment and where it came from.
type Setting struct {
	// Path of the field, "network.zones".
	Path string `json:"path"`
	// Value is a scalar, a list, or nil for what is off.
	Value any `json:"value"`
	// Origin is "Pulumi.dev.yaml:12", "default of tier dev" or "derived".
	Origin string `json:"origin"`
}

// derivedOrigin is the origin of what follows from other values.
const derivedOrigin = "derived"

// defaultOrigin is the origin of what no file wrote.
func defaultOrigin(t Tier) string { return fmt.Sprintf("default of tier %s", t) }

// origins tells where each leaf of the configuration came from.
func origins(c Config, t Tier, written map[string]string, derived []string) map[string]string {
	out := map[string]string{}
	for _, leaf := range shape.Leaves(reflect.ValueOf(c)) {
		where, ok := written[leaf.Path]
		switch {
		case slices.Contains(derived, leaf.Path):
			out[leaf.Path] = derivedOrigin
		case ok:
			out[leaf.Path] = where
		default:
			out[leaf.Path] = defaultOrigin(t)
		}
	}
	return out
}

// Origin tells where the value at a path came from; empty when there is none.
func (l *Loaded) Origin(path string) string { return l.origins[path] }

// Settings lists the effective configuration in the order of its fields, and
// after it what the file took away from the defaults.
func (l *Loaded) Settings() []Setting {
	var out []Setting
	for _, leaf := range shape.Leaves(reflect.ValueOf(l.Config)) {
		out = append(out, Setting{Path: leaf.Path, Value: leaf.Value, Origin: l.origins[leaf.Path]})
	}
	for _, path := range slices.Sorted(maps.Keys(l.removed)) {
		out = append(out, Setting{Path: path, Origin: l.removed[path]})
	}
	return out
}

// JSON renders the settings for programs.
func (l *Loaded) JSON() ([]byte, error) {
	out, err := json.MarshalIndent(struct {
		Environment string    `json:"environment"`
		Settings    []Setting `json:"settings"`
	}{l.Environment, l.Settings()}, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("render configuration of %s: %w", l.Environment, err)
	}
	return out, nil
}

// widest is how far a long value may push the column of origins to the right.
const widest = 32

// Explain prints a line for each setting: path = value  # origin. Values of
// other namespaces are left out, as the engine hands over their secrets in plain
// text.
func (l *Loaded) Explain(w io.Writer) error {
	settings := l.Settings()
	paths, texts := 0, 0
	for _, s := range settings {
		paths = max(paths, utf8.RuneCountInString(s.Path))
		if n := utf8.RuneCountInString(Text(s.Value)); n <= widest {
			texts = max(texts, n)
		}
	}
	for _, s := range settings {
		if _, err := fmt.Fprintf(w, "%-*s = %-*s  # %s\n", paths, s.Path, texts, Text(s.Value), s.Origin); err != nil {
			return fmt.Errorf("print configuration of %s: %w", l.Environment, err)
		}
	}
	return nil
}

// Text renders a setting's value on one line, as YAML would have it.
func Text(value any) string {
	v := reflect.ValueOf(value)
	switch {
	case !v.IsValid():
		return "null"
	case v.Kind() == reflect.Map:
		return "{}" // a map with entries is not a setting: its entries are
	case v.Kind() == reflect.String:
		return quoted(v.String())
	case v.Kind() == reflect.Slice:
		parts := make([]string, v.Len())
		for i := range parts {
			parts[i] = Text(v.Index(i).Interface())
		}
		return "[" + strings.Join(parts, ", ") + "]"
	default:
		return fmt.Sprint(value)
	}
}

// quoted puts text in quotes where YAML would read something else without them.
func quoted(text string) string {
	var n yaml.Node
	if err := yaml.Unmarshal([]byte(text), &n); err == nil && len(n.Content) == 1 {
		if bare := n.Content[0]; bare.Tag == "!!str" && bare.Value == text && bare.LineComment == "" {
			return text
		}
	}
	return strconv.Quote(text)
}
