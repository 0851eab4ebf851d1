// Package examples is one resource of every type, as files, and what is done with
// them: created with what they refer to, read, changed, deleted, through any
// provider of AWS's types. The simulated cloud and upstream's provider are put
// through the same examples by it, which is what makes their answers comparable.
//
// What is expected of the answers does not belong here, but to who runs them.
package examples

import (
	"bytes"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"gopkg.in/yaml.v3"
)

// Example is one resource that the cloud accepts, and what it does with it.
// "${service/file.property}" in a value creates that example first and stands for
// its property; property "id" is its id.
type Example struct {
	Type   string         `yaml:"type"`
	Inputs map[string]any `yaml:"inputs"`
	// Update is a change in place, Replace one that makes a new resource; left
	// out for types that have none.
	Update  map[string]any `yaml:"update"`
	Replace map[string]any `yaml:"replace"`
	// Twice is what the second of the same inputs is told; empty when two may be.
	Twice string `yaml:"twice"`
	// UsedBy is an example that refers to this one, and InUse what a deletion
	// is told meanwhile.
	UsedBy string `yaml:"usedBy"`
	InUse  string `yaml:"inUse"`
	// Wrong are changes of the inputs that are refused, and what is said.
	Wrong []Wrong `yaml:"wrong"`
	// Variant marks a further example of a type, for others to refer to.
	Variant bool `yaml:"variant"`
}

// Wrong is a change of the inputs that is refused.
type Wrong struct {
	Inputs map[string]any `yaml:"inputs"`
	Says   string         `yaml:"says"`
}

// All are examples by their files' names: "ec2/vpc". Read only.
type All map[string]Example

// Read reads every example below a folder: <service>/<example>.yaml.
func Read(dir fs.FS) (All, error) {
	files, err := fs.Glob(dir, "*/*.yaml")
	if err != nil {
		return nil, err
	}
	all := All{}
	for _, file := range files {
		raw, err := fs.ReadFile(dir, file)
		if err != nil {
			return nil, fmt.Errorf("read an example: %w", err)
		}
		dec := yaml.NewDecoder(bytes.NewReader(raw))
		dec.KnownFields(true)
		var e Example
		if err := dec.Decode(&e); err != nil {
			return nil, fmt.Errorf("parse example %s: %w", file, err)
		}
		all[strings.TrimSuffix(file, path.Ext(file))] = e
	}
	return all, nil
}

// URN of the resource that an example is.
func URN(typ, name string) string {
	return "urn:pulumi:test::sim::" + typ + "::" + strings.ReplaceAll(name, "/", "-")
}
