package reference

import (
	"bytes"
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"github.com/invopop/jsonschema"

	"github.com/covetpy/platform/infra/config"
	"github.com/covetpy/platform/infra/config/internal/shape"
)

const preamble = `# Configuration

<!-- Rendered from infra/config; refresh with: %s -->

An environment is a file, ` + "`Pulumi.<env>.yaml`" + `. Its keys stand under ` + "`config`" + `, each with the prefix
` + "`%s:`" + `; the tier fills in every default, so a file says only what differs from its tier.

- Mappings are merged with the defaults key by key; lists replace them whole.
- ` + "`null`" + ` turns off what is marked as optional, and removes an entry of a map (a node group, say).
- ` + "`<name>`" + ` stands for an entry's name. Defaults under it are those of an entry that a file adds.
- ` + "`platform config <env>`" + ` prints the effective values and where each came from.
`

// page renders the reference for people, a section for each key of a file.
func page(s *jsonschema.Schema) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, preamble, Refresh, config.Namespace)
	b.WriteString("\n## The environment\n")
	header(&b)
	sections := shape.Fields(reflect.TypeFor[config.Config]())
	current := ""
	for _, f := range sections {
		if section, _, nested := strings.Cut(f.Path, "."); nested && section != current {
			current = section
			described, _ := s.Properties.Get(section)
			fmt.Fprintf(&b, "\n## %s\n\n%s\n", section, described.Description)
			header(&b)
		}
		row(&b, s, f)
	}
	standing(&b)
	return b.Bytes()
}

func header(b *bytes.Buffer) {
	b.WriteString("\n| path | accepted | dev | staging | prod | what it is |\n|---|---|---|---|---|---|\n")
}

func row(b *bytes.Buffer, s *jsonschema.Schema, f shape.Field) {
	cells := []string{code(f.Path), shape.Accepts(f.Type, f.Rule)}
	for _, t := range config.Tiers() {
		cells = append(cells, defaultAt(t, f))
	}
	cells = append(cells, description(s, f.Path))
	for i, c := range cells {
		cells[i] = strings.ReplaceAll(c, "|", `\|`)
	}
	fmt.Fprintf(b, "| %s |\n", strings.Join(cells, " | "))
}

func code(text string) string { return "`" + text + "`" }

// example stands for the name of an entry when its defaults are looked up.
const example = "new"

// defaultAt is the default of a field in a tier, that of a part which the tier
// leaves off in brackets.
func defaultAt(t config.Tier, f shape.Field) string {
	if f.Rule.Required {
		return "required"
	}
	path := strings.ReplaceAll(f.Path, "<name>", example)
	if v, ok := valueAt(config.Defaults(t), path); ok {
		return code(v)
	}
	if v, ok := valueAt(config.Specimen(t, example), path); ok {
		return "(" + code(v) + ")"
	}
	if f.Holds {
		return held(t, f)
	}
	return "none"
}

// held is the default of what is made of named parts and not empty: the names of
// a map's entries, or that it is on.
func held(t config.Tier, f shape.Field) string {
	if f.Type.Kind() != reflect.Map {
		return "on"
	}
	var names []string
	for _, l := range shape.Leaves(reflect.ValueOf(config.Defaults(t))) {
		if rest, under := strings.CutPrefix(l.Path, f.Path+"."); under {
			name, _, _ := strings.Cut(rest, ".")
			names = append(names, code(name))
		}
	}
	return strings.Join(slices.Compact(names), ", ")
}

func valueAt(c config.Config, path string) (string, bool) {
	leaves := shape.Leaves(reflect.ValueOf(c))
	i := slices.IndexFunc(leaves, func(l shape.Leaf) bool { return l.Path == path })
	if i < 0 {
		return "", false
	}
	return config.Text(leaves[i].Value), true
}

// standing renders the entries that a tier defines by name: each field in which
// they differ from an entry that a file adds.
func standing(b *bytes.Buffer) {
	b.WriteString("\n## Node groups that every tier has\n\nWhere they differ from a group that a file adds.\n")
	b.WriteString("\n| path | dev | staging | prod |\n|---|---|---|---|\n")
	for _, l := range shape.Leaves(reflect.ValueOf(config.Defaults(config.Prod))) {
		if !entry.MatchString(l.Path) {
			continue
		}
		cells, differs := []string{}, false
		for _, t := range config.Tiers() {
			v, _ := valueAt(config.Defaults(t), l.Path)
			added, _ := valueAt(config.Specimen(t, example), entry.ReplaceAllString(l.Path, "${1}"+example+"."))
			cells = append(cells, code(v))
			differs = differs || v != added
		}
		if differs {
			fmt.Fprintf(b, "| %s | %s |\n", code(l.Path), strings.Join(cells, " | "))
		}
	}
}

var entry = regexp.MustCompile(`^(cluster\.nodeGroups\.)[^.]+\.`)

// description finds a field's description in the schema.
func description(s *jsonschema.Schema, path string) string {
	text := ""
	for key := range strings.SplitSeq(path, ".") {
		name, list := strings.CutSuffix(key, "[]")
		if name == "<name>" {
			s = part(s.AdditionalProperties)
		} else {
			s, _ = s.Properties.Get(name)
			text = s.Description
			s = part(s)
		}
		if list {
			s = s.Items
		}
	}
	return text
}

// part is the schema of what is there when it is not null.
func part(s *jsonschema.Schema) *jsonschema.Schema {
	if len(s.AnyOf) > 0 {
		return s.AnyOf[0]
	}
	return s
}
