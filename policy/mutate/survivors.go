package mutate

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"strings"

	"gopkg.in/yaml.v3"
)

//go:embed survivors
var reviewed embed.FS

// Explained are the survivors that people have looked at and found harmless.
type Explained struct {
	groups []group
}

// group is one reason, and the places that it holds for.
type group struct {
	Reason string `yaml:"reason"`
	Places []spot `yaml:"places"`
}

// spot describes mutants; each text may have stars, and one that is left out
// means any. Environment is for what weakens nothing where nothing has to stay, and
// would elsewhere.
type spot struct {
	Type        string `yaml:"type"`
	Property    string `yaml:"property"`
	Operator    string `yaml:"operator"`
	Environment string `yaml:"environment"`

	matches [4]*regexp.Regexp
	used    bool
}

// Reviewed reads the files that are part of this package: survivors/general.yaml
// and one a service.
func Reviewed() (*Explained, error) {
	var all Explained
	err := fs.WalkDir(reviewed, "survivors", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := reviewed.ReadFile(name)
		if err != nil {
			return fmt.Errorf("read explained survivors: %w", err)
		}
		e, err := ParseExplained(raw)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		all.groups = append(all.groups, e.groups...)
		return nil
	})
	return &all, err
}

// ParseExplained reads explanations. Each needs a reason, and each of its places a
// type.
func ParseExplained(raw []byte) (*Explained, error) {
	var e Explained
	dec := yaml.NewDecoder(bytes.NewReader(raw))
	dec.KnownFields(true)
	if err := dec.Decode(&e.groups); err != nil {
		return nil, fmt.Errorf("read explained survivors: %w", err)
	}
	var faults []error
	for i := range e.groups {
		g := &e.groups[i]
		if strings.TrimSpace(g.Reason) == "" || len(g.Places) == 0 {
			faults = append(faults, fmt.Errorf("group %d lacks its reason or its places", i+1))
		}
		for k := range g.Places {
			s := &g.Places[k]
			if s.Type == "" || s.Property == "" && s.Operator == "" {
				faults = append(faults, fmt.Errorf("group %d: place %d explains everything: it needs a type, and a property or an operator", i+1, k+1))
			}
			s.matches = [4]*regexp.Regexp{glob(s.Type), glob(s.Property), glob(s.Operator), glob(s.Environment)}
		}
	}
	if len(faults) > 0 {
		return nil, fmt.Errorf("read explained survivors: %w", errors.Join(faults...))
	}
	return &e, nil
}

// glob is a text in which a star is any text; the empty one is any text, too.
func glob(pattern string) *regexp.Regexp {
	if pattern == "" {
		pattern = "*"
	}
	return regexp.MustCompile(`^(?s)` + strings.ReplaceAll(regexp.QuoteMeta(pattern), `\*`, `.*`) + `$`)
}

// Split parts survivors into those that an entry explains and the others, and
// notes which entries were of use.
func (e *Explained) Split(alive []Mutant) (explained, survivors []Mutant) {
	for _, m := range alive {
		if e.explains(m) {
			explained = append(explained, m)
		} else {
			survivors = append(survivors, m)
		}
	}
	return explained, survivors
}

func (e *Explained) explains(m Mutant) bool {
	found := false
	for i := range e.groups {
		for k := range e.groups[i].Places {
			s := &e.groups[i].Places[k]
			if s.describes(m) {
				s.used, found = true, true
			}
		}
	}
	return found
}

func (s *spot) describes(m Mutant) bool {
	for i, text := range []string{m.Type, m.Path, m.Operator, environmentOf(m)} {
		if !s.matches[i].MatchString(text) {
			return false
		}
	}
	return true
}

// environmentOf is the environment that a mutant is of: its stack.
func environmentOf(m Mutant) string {
	if !m.URN.IsValid() {
		return ""
	}
	return m.URN.Stack().String()
}

// Unused lists the places that no survivor needed in any Split so far.
func (e *Explained) Unused() []string {
	var out []string
	for _, g := range e.groups {
		for _, s := range g.Places {
			if !s.used {
				out = append(out, strings.TrimSpace(fmt.Sprintf("%s %s %s %s", s.Type, s.Property, s.Operator, s.Environment)))
			}
		}
	}
	return out
}
