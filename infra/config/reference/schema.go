// Package reference renders what the configuration's types say about themselves:
// a JSON Schema for editors, and a page for people.
//
// It reads the types' comments from their source, so it runs where the
// repository is (go generate, tests) and never in the program: nothing that
// reads or checks an environment belongs here.
package reference

import (
	"encoding/json"
	"fmt"
	"maps"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/invopop/jsonschema"

	"github.com/covetpy/platform/infra/config"
	"github.com/covetpy/platform/infra/config/internal/shape"
)

// Files of the repository that are rendered here.
const (
	SchemaFile = "infra/config/schema.json"
	PageFile   = "docs/configuration.md"
)

// Refresh is the command that writes the files anew.
const Refresh = "go generate ./infra/config"

// Render returns the content of each rendered file, by its path in the
// repository at root.
func Render(root string) (map[string][]byte, error) {
	described, err := describe(root)
	if err != nil {
		return nil, err
	}
	// The page first: embed takes the settings' schemas apart.
	page := page(described)
	schema, err := json.MarshalIndent(embed(described), "", "  ")
	if err != nil {
		return nil, fmt.Errorf("render %s: %w", SchemaFile, err)
	}
	return map[string][]byte{SchemaFile: append(schema, '\n'), PageFile: page}, nil
}

// describe reflects the configuration into a schema in one piece, with the
// descriptions in the comments of the types and the constraints in their rules.
func describe(root string) (*jsonschema.Schema, error) {
	source := filepath.Join(root, "infra", "config")
	r := &jsonschema.Reflector{
		Anonymous:                  true,
		ExpandedStruct:             true,
		DoNotReference:             true,
		RequiredFromJSONSchemaTags: true, // our own tags say it, see constrain
		Mapper:                     scalar,
	}
	if err := r.AddGoComments("", source); err != nil {
		return nil, fmt.Errorf("read comments of %s: %w", source, err)
	}
	comments := r.CommentMap
	r.LookupComment = func(t reflect.Type, field string) string {
		return strings.Join(strings.Fields(comments[strings.TrimSuffix(source+"."+t.Name()+"."+field, ".")]), " ")
	}
	t := reflect.TypeFor[config.Config]()
	s := r.ReflectFromType(t)
	s.Version = ""
	constrain(s, t, shape.Rule{})
	return s, nil
}

// scalar is the schema of a type that is written as one value; nil for others.
func scalar(t reflect.Type) *jsonschema.Schema {
	if choices := shape.Values(t); choices != nil {
		s := &jsonschema.Schema{Type: "string"}
		if t.Kind() == reflect.Int {
			s.Type = "integer"
		}
		for _, c := range choices {
			s.Enum = append(s.Enum, literal(t, c))
		}
		return s
	}
	if shape.IsText(t) {
		return &jsonschema.Schema{Type: "string", Pattern: `^[0-9a-f.:]+/[0-9]{1,3}$`}
	}
	return nil
}

func literal(t reflect.Type, choice string) any {
	if t.Kind() == reflect.Int {
		return json.Number(choice)
	}
	return choice
}

// constrain adds to the schema of a type what its rule says, and goes on with
// its parts.
func constrain(s *jsonschema.Schema, t reflect.Type, r shape.Rule) {
	switch {
	case t.Kind() == reflect.Pointer:
		constrain(s, t.Elem(), r)
	case shape.IsText(t) || shape.Values(t) != nil:
	case t.Kind() == reflect.Struct:
		constrainFields(s, t)
	case t.Kind() == reflect.Map:
		s.PropertyNames = names(t, r)
		s.MinProperties = atLeast(r)
		constrain(s.AdditionalProperties, t.Elem(), r.Element())
		s.AdditionalProperties = orNull(s.AdditionalProperties)
	case t.Kind() == reflect.Slice:
		s.UniqueItems = true
		s.MinItems = atLeast(r)
		constrain(s.Items, t.Elem(), r.Element())
	case r.Format != nil:
		s.Pattern = r.Format.Pattern.String()
	case r.Range != nil:
		s.Minimum, s.Maximum = number(r.Range.Least), number(r.Range.Most)
	}
}

func constrainFields(s *jsonschema.Schema, t reflect.Type) {
	for f := range t.Fields() {
		name, rule := shape.Name(f), shape.RuleOf(f)
		part, _ := s.Properties.Get(name)
		constrain(part, f.Type, rule)
		if f.Type.Kind() == reflect.Pointer {
			s.Properties.Set(name, orNull(part))
		}
		if rule.Required {
			s.Required = append(s.Required, name)
		}
	}
}

func names(t reflect.Type, r shape.Rule) *jsonschema.Schema {
	if s := scalar(t.Key()); s != nil {
		return s
	}
	if r.Keys == nil {
		return nil
	}
	return &jsonschema.Schema{Pattern: r.Keys.Pattern.String()}
}

func atLeast(r shape.Rule) *uint64 {
	if r.Least <= 0 {
		return nil
	}
	return new(uint64(r.Least))
}

func number(n int) json.Number { return json.Number(strconv.Itoa(n)) }

// orNull lets null stand for a part, which turns it off; the description stays
// where editors look for it.
func orNull(s *jsonschema.Schema) *jsonschema.Schema {
	bare := *s
	bare.Description = ""
	return &jsonschema.Schema{
		Description: s.Description,
		AnyOf:       []*jsonschema.Schema{&bare, {Type: "null"}},
	}
}

// embed puts the settings where they stand in a stack's settings file.
func embed(settings *jsonschema.Schema) *jsonschema.Schema {
	keys, ours := jsonschema.NewProperties(), []any{}
	for p := settings.Properties.Oldest(); p != nil; p = p.Next() {
		keys.Set(config.Namespace+":"+p.Key, p.Value)
		ours = append(ours, config.Namespace+":"+p.Key)
	}
	var required []string
	for _, name := range settings.Required {
		required = append(required, config.Namespace+":"+name)
	}
	top := jsonschema.NewProperties()
	top.Set("config", &jsonschema.Schema{
		Type:       "object",
		Properties: keys,
		Required:   required,
		// Other namespaces belong to providers, which check them themselves.
		PropertyNames: &jsonschema.Schema{
			Pattern: "^[^:]+:.+$",
			AnyOf:   []*jsonschema.Schema{{Enum: ours}, {Not: &jsonschema.Schema{Pattern: "^" + config.Namespace + ":"}}},
		},
	})
	pulumi := map[string]string{
		"encryptedkey":    "Written by Pulumi: the data key of a cloud secrets provider, encrypted.",
		"encryptionsalt":  "Written by Pulumi: the salt of the passphrase.",
		"environment":     "Pulumi ESC environments that this stack imports.",
		"secretsprovider": "Written by Pulumi: what encrypts the stack's secrets.",
	}
	for _, key := range slices.Sorted(maps.Keys(pulumi)) {
		top.Set(key, &jsonschema.Schema{Description: pulumi[key]})
	}
	return &jsonschema.Schema{
		Version:              jsonschema.Version,
		Title:                "An environment of CovetPy",
		Description:          "Rendered from infra/config; refresh with: " + Refresh,
		Type:                 "object",
		Properties:           top,
		Required:             []string{"config"},
		AdditionalProperties: jsonschema.FalseSchema,
	}
}
