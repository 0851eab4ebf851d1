// Package shape says what each field of a configuration type accepts, from the
// field's type and its `config` tag, and walks such types and their values.
//
// The decoder, the JSON Schema and the reference page all ask here, so that they
// cannot disagree. Reading YAML does not belong here.
package shape

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"
)

// Choice is a type with a closed set of values.
type Choice interface {
	// Values lists them as they are written in a file.
	Values() []string
}

// Range is the numbers from Least to Most, both included.
type Range struct{ Least, Most int }

// Rule is what a field accepts beyond what its type says. Format and Range hold
// for each element when the field is a list or a map.
type Rule struct {
	Required bool    // the key must be there, in whatever holds the field
	Range    *Range  // of a whole number
	Format   *Format // of text
	Keys     *Format // of a map's keys
	Least    int     // fewest elements of a list or map
}

// Name is the field's key in a file.
func Name(f reflect.StructField) string { return f.Tag.Get("json") }

// RuleOf reads the rule in a field's tag: `config:"required,range=2..4,format=domain,keys=name,least=1"`.
// It panics when the tag cannot be read, as that is a mistake in this program.
func RuleOf(f reflect.StructField) Rule {
	r, err := parse(f.Tag.Get("config"))
	if err != nil {
		panic(fmt.Sprintf("read tag of field %s: %v", f.Name, err))
	}
	return r
}

func parse(tag string) (Rule, error) {
	var r Rule
	if tag == "" {
		return r, nil
	}
	for part := range strings.SplitSeq(tag, ",") {
		if err := r.set(part); err != nil {
			return Rule{}, err
		}
	}
	return r, nil
}

func (r *Rule) set(part string) error {
	key, value, _ := strings.Cut(part, "=")
	var err error
	switch key {
	case "required":
		r.Required = true
	case "range":
		r.Range = &Range{}
		_, err = fmt.Sscanf(value, "%d..%d", &r.Range.Least, &r.Range.Most)
	case "least":
		r.Least, err = strconv.Atoi(value)
	case "format":
		r.Format, err = formatNamed(value)
	case "keys":
		r.Keys, err = formatNamed(value)
	default:
		err = fmt.Errorf("unknown word %q", key)
	}
	if err != nil {
		return fmt.Errorf("read %q: %w", part, err)
	}
	return nil
}

// Element is the rule for each element of a list or map that has this rule.
func (r Rule) Element() Rule { return Rule{Range: r.Range, Format: r.Format} }
