package rule

import (
	"fmt"
	"math"
	"regexp"
	"strings"
)

// PerTier is a value for each tier.
type PerTier[T any] struct{ Dev, Staging, Prod T }

// Same is one value for every tier.
func Same[T any](v T) *PerTier[T] { return &PerTier[T]{Dev: v, Staging: v, Prod: v} }

// In is the value of a tier; an unknown tier has production's.
func (p PerTier[T]) In(t Tier) T {
	switch t {
	case Dev:
		return p.Dev
	case Staging:
		return p.Staging
	default:
		return p.Prod
	}
}

// Setting is something about a rule that a team may set in Pulumi's policy
// configuration, beside the rule's level. It is a list of texts, a number or a
// switch: exactly one default is given.
type Setting struct {
	// Name is the key in the configuration, in lowerCamelCase.
	Name string
	// Doc says what it means, with its unit.
	Doc string

	Texts  *PerTier[[]string]
	Number *PerTier[float64]
	Flag   *PerTier[bool]
}

var settingPattern = regexp.MustCompile(`^[a-z][a-zA-Z0-9]*$`)

// enforcementLevel is the key that Pulumi's policy configuration has already.
const enforcementLevel = "enforcementLevel"

func (s Setting) faults() []string {
	var faults []string
	if !settingPattern.MatchString(s.Name) || s.Name == enforcementLevel {
		faults = append(faults, fmt.Sprintf("setting %q has no name in lowerCamelCase of its own", s.Name))
	}
	if strings.TrimSpace(s.Doc) == "" {
		faults = append(faults, fmt.Sprintf("setting %q has no doc", s.Name))
	}
	given := 0
	for _, set := range []bool{s.Texts != nil, s.Number != nil, s.Flag != nil} {
		if set {
			given++
		}
	}
	if given != 1 {
		faults = append(faults, fmt.Sprintf("setting %q has %d defaults instead of one", s.Name, given))
	}
	return faults
}

// Default is the setting's value in a tier: []string, float64 or bool.
func (s Setting) Default(t Tier) any {
	switch {
	case s.Texts != nil:
		return s.Texts.In(t)
	case s.Number != nil:
		return s.Number.In(t)
	default:
		return s.Flag.In(t)
	}
}

// Read takes a value as a configuration file has it, decoded from JSON, and is an
// error that names what is accepted.
func (s Setting) Read(written any) (any, error) {
	switch {
	case s.Texts != nil:
		return s.readTexts(written)
	case s.Number != nil:
		if n, ok := written.(float64); ok && !math.IsNaN(n) && !math.IsInf(n, 0) {
			return n, nil
		}
		return nil, fmt.Errorf("%s: accepted is a number, not %v", s.Name, written)
	default:
		if b, ok := written.(bool); ok {
			return b, nil
		}
		return nil, fmt.Errorf("%s: accepted are true and false, not %v", s.Name, written)
	}
}

func (s Setting) readTexts(written any) (any, error) {
	items, ok := written.([]any)
	if !ok {
		return nil, fmt.Errorf("%s: accepted is a list of texts, not %v", s.Name, written)
	}
	texts := make([]string, len(items))
	for i, item := range items {
		if texts[i], ok = item.(string); !ok {
			return nil, fmt.Errorf("%s[%d]: accepted is a text, not %v", s.Name, i, item)
		}
	}
	return texts, nil
}

// Schema is the setting's JSON type and description, as Pulumi's policy
// configuration schema wants them.
func (s Setting) Schema() map[string]any {
	schema := map[string]any{"description": s.Doc}
	switch {
	case s.Texts != nil:
		schema["type"], schema["items"] = "array", map[string]any{"type": "string"}
	case s.Number != nil:
		schema["type"] = "number"
	default:
		schema["type"] = "boolean"
	}
	return schema
}
