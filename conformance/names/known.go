package names

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"strings"

	"gopkg.in/yaml.v3"
)

//go:embed known.yaml
var knownYAML []byte

// Known are the differences that have a reason.
type Known []struct {
	Reason string `yaml:"reason"`
	Side   Side   `yaml:"side"`
	// Properties are a token, or "*" for any, a space, and a path.
	Properties []string `yaml:"properties"`
}

// ReadKnown reads the list of this package.
func ReadKnown() (Known, error) { return parseKnown(knownYAML) }

func parseKnown(raw []byte) (Known, error) {
	var k Known
	decoder := yaml.NewDecoder(bytes.NewReader(raw))
	decoder.KnownFields(true)
	if err := decoder.Decode(&k); err != nil {
		return nil, fmt.Errorf("parse names/known.yaml: %w", err)
	}
	var faults []error
	for i, entry := range k {
		if strings.TrimSpace(entry.Reason) == "" {
			faults = append(faults, fmt.Errorf("names/known.yaml: entry %d gives no reason", i+1))
		}
		for _, property := range entry.Properties {
			if strings.Count(property, " ") != 1 {
				faults = append(faults, fmt.Errorf("names/known.yaml: %q is not a token, a space and a path", property))
			}
		}
	}
	return k, errors.Join(faults...)
}

// Judge splits differences into those that the list explains and the rest, and
// names the entries that explain none.
func (k Known) Judge(differences []Difference) (explained, unexplained []Difference, stale []string) {
	used := map[string]bool{}
	explains := func(d Difference) bool {
		found := false
		for _, entry := range k {
			for _, property := range entry.Properties {
				token, path, _ := strings.Cut(property, " ")
				if entry.Side == d.Side && path == d.Path && (token == "*" || token == d.Token) {
					used[string(entry.Side)+property], found = true, true
				}
			}
		}
		return found
	}
	for _, d := range differences {
		if explains(d) {
			explained = append(explained, d)
		} else {
			unexplained = append(unexplained, d)
		}
	}
	for _, entry := range k {
		for _, property := range entry.Properties {
			if !used[string(entry.Side)+property] {
				stale = append(stale, property)
			}
		}
	}
	return explained, unexplained, stale
}
