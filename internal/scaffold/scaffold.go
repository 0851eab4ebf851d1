// Package scaffold writes the files with which a new rule begins: code, examples,
// and for a new concern its folder. What it writes compiles and passes; its texts
// are there to be replaced.
package scaffold

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"go/format"
	gotoken "go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"text/template"
	"unicode"

	"github.com/covetpy/platform/policy/pack"
)

//go:embed templates
var templates embed.FS

// Rule is what a new rule is about.
type Rule struct {
	Concern  string // "network"
	Name     string // "public-subnet"
	Type     string // "aws:ec2/subnet:Subnet"
	Property string // "mapPublicIpOnLaunch"
}

var (
	word     = regexp.MustCompile(`^[a-z][a-z0-9]*$`)
	words    = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)
	token    = regexp.MustCompile(`^[a-z][a-z0-9-]*:[^:\s]+:[A-Za-z0-9]+$`)
	property = regexp.MustCompile(`^[a-z][A-Za-z0-9]*(\.[a-z][A-Za-z0-9]*)*$`)
)

// ParseRule reads "<concern>/<name>" and what the rule reads; every fault at
// once.
func ParseRule(path, typ, reads string) (Rule, error) {
	concern, name, _ := strings.Cut(path, "/")
	r := Rule{Concern: concern, Name: name, Type: typ, Property: reads}
	var faults []error
	if !word.MatchString(concern) || !words.MatchString(name) {
		faults = append(faults, fmt.Errorf("rule %q: write it as <concern>/<name>, in lower case with dashes: network/public-subnet", path))
	}
	if !token.MatchString(typ) {
		faults = append(faults, fmt.Errorf("type %q: write it as Pulumi does: aws:ec2/subnet:Subnet", typ))
	}
	if !property.MatchString(reads) {
		faults = append(faults, fmt.Errorf("property %q: write its path: metadataOptions.httpTokens", reads))
	}
	if taken, ok := pack.Find(r.ID()); ok {
		faults = append(faults, fmt.Errorf("rule %q: there is one, %q", r.ID(), taken.Title))
	}
	return r, errors.Join(faults...)
}

// ID is the new rule's.
func (r Rule) ID() string { return r.Concern + "-" + r.Name }

// Variable is the name of its Go variable, "publicSubnet". A name that means
// something else in the file is made longer.
func (r Rule) Variable() string {
	parts := strings.Split(r.Name, "-")
	for i := range parts[1:] {
		runes := []rune(parts[i+1])
		runes[0] = unicode.ToUpper(runes[0])
		parts[i+1] = string(runes)
	}
	name := strings.Join(parts, "")
	if gotoken.IsKeyword(name) || name == "rule" || name == "want" || name == "string" {
		name += "Rule"
	}
	return name
}

// Version is that of the pack.
func (r Rule) Version() string { return pack.Version }

// On is the property in an examples file, switched on.
func (r Rule) On() string { return r.nested("true") }

// Off is On with the opposite value.
func (r Rule) Off() string { return r.nested("false") }

// Later is On with a value that is not known yet.
func (r Rule) Later() string { return r.nested("!unknown ") }

func (r Rule) nested(value string) string {
	fields := strings.Split(r.Property, ".")
	for _, field := range slices.Backward(fields) {
		value = "{" + field + ": " + value + "}"
	}
	return value
}

func (r Rule) file() string { return strings.ReplaceAll(r.Name, "-", "_") }

// published is the list of all ids that there ever were.
const published = "testdata/published.txt"

// Write makes the rule's files below policy/rules of a repository, and returns
// their paths in it. A file that is there is left alone and an error.
func (r Rule) Write(root string) ([]string, error) {
	rules := filepath.Join(root, "policy", "rules")
	files := map[string]string{
		filepath.Join(r.Concern, r.file()+".go"):               "rule.go.tmpl",
		filepath.Join(r.Concern, "testdata", r.file()+".yaml"): "examples.yaml.tmpl",
	}
	if _, err := os.Stat(filepath.Join(rules, r.Concern)); errors.Is(err, fs.ErrNotExist) {
		files[filepath.Join(r.Concern, "doc.go")] = "doc.go.tmpl"
		files[filepath.Join(r.Concern, "rules_test.go")] = "rules_test.go.tmpl"
	}
	var paths []string
	for path := range files {
		paths = append(paths, path)
	}
	slices.Sort(paths)
	for i, path := range paths {
		if err := r.writeFile(filepath.Join(rules, path), files[path]); err != nil {
			return nil, err
		}
		paths[i] = filepath.Join("policy", "rules", path)
	}
	if err := r.publish(filepath.Join(rules, published)); err != nil {
		return nil, err
	}
	return append(paths, filepath.Join("policy", "rules", published)), nil
}

func (r Rule) writeFile(path, name string) error {
	t, err := template.ParseFS(templates, "templates/"+name)
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	var b bytes.Buffer
	if err := t.Execute(&b, r); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	text := b.Bytes()
	if strings.HasSuffix(path, ".go") {
		if text, err = format.Source(text); err != nil {
			return fmt.Errorf("write %s: %w", path, err)
		}
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil { //nolint:gosec // source is read by everyone
		return fmt.Errorf("write %s: %w", path, err)
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644) //nolint:gosec // as above
	if err != nil {
		return fmt.Errorf("write rule: %w", err)
	}
	_, err = f.Write(text)
	return errors.Join(err, f.Close())
}

// publish adds the id to the list of those that must never be lost.
func (r Rule) publish(path string) error {
	raw, err := os.ReadFile(path) //nolint:gosec // within the repository
	if err != nil {
		return fmt.Errorf("publish %s: %w", r.ID(), err)
	}
	ids := append(strings.Fields(string(raw)), r.ID())
	slices.Sort(ids)
	if err := os.WriteFile(path, []byte(strings.Join(slices.Compact(ids), "\n")+"\n"), 0o644); err != nil { //nolint:gosec // as above
		return fmt.Errorf("publish %s: %w", r.ID(), err)
	}
	return nil
}
