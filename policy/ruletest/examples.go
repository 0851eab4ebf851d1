// Package ruletest runs the examples of rules. Each rule has one file of them,
// testdata/<rule>.yaml beside its code: resources that pass, that fail, and that
// can't be decided yet.
//
//	pass:
//	  - name: a key of one's own
//	    properties: {kmsKeyId: "arn:aws:kms:..."}
//	fail:
//	  - name: no key
//	    findings: [kmsKeyId]            # the path of every finding, in order
//	undecided:
//	  - name: the key is being made
//	    properties: {kmsKeyId: !unknown }
//	    open: [kmsKeyId]                # the path of every open question
//
// The type is the rule's first unless an example names another. Tags: !unknown
// is a value that is not known yet, !secret wraps one, !json turns a mapping into
// a JSON text. Examples of a stack rule have resources instead of properties, and
// their paths begin with the resource's name and a space. A file without
// undecided examples says in neverUndecided why there can be none.
package ruletest

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/tokens"
	"gopkg.in/yaml.v3"

	"github.com/covetpy/platform/policy/rule"
)

// File is the examples of one rule.
type File struct {
	Pass           []Example `yaml:"pass"`
	Fail           []Example `yaml:"fail"`
	Undecided      []Example `yaml:"undecided"`
	NeverUndecided string    `yaml:"neverUndecided"`
}

// Example is one question put to a rule, and what it should say.
type Example struct {
	Name       string          `yaml:"name"`
	Type       string          `yaml:"type"`
	Properties yaml.Node       `yaml:"properties"`
	Resources  []StackResource `yaml:"resources"`
	Findings   []string        `yaml:"findings"`
	Open       []string        `yaml:"open"`
}

// StackResource is one resource of an example for a stack rule.
type StackResource struct {
	Name       string    `yaml:"name"`
	Type       string    `yaml:"type"`
	Properties yaml.Node `yaml:"properties"`
	// Dependencies maps a property to the names of the resources it is made from.
	Dependencies map[string][]string `yaml:"dependencies"`
}

// Path is where a rule's examples are, below the folder of its concern.
func Path(r rule.Rule) string {
	return filepath.Join("testdata", strings.ReplaceAll(r.Name(), "-", "_")+".yaml")
}

// Load reads a file of examples. A field that it does not know is an error.
func Load(path string) (File, error) {
	raw, err := os.ReadFile(path) //nolint:gosec // the path is made from the name of a rule
	if err != nil {
		return File{}, fmt.Errorf("read examples: %w", err)
	}
	var f File
	dec := yaml.NewDecoder(bytes.NewReader(raw))
	dec.KnownFields(true)
	if err := dec.Decode(&f); err != nil {
		return File{}, fmt.Errorf("read examples %s: %w", path, err)
	}
	return f, nil
}

// resources builds the resources of an example, in the order that it lists them.
// There is one for a resource rule.
func (e Example) resources(r rule.Rule) ([]*rule.Resource, error) {
	if r.CheckStack == nil {
		t := e.Type
		if t == "" {
			t = r.Types[0]
		}
		res, err := build("example", t, e.Properties)
		return []*rule.Resource{res}, err
	}
	out := make([]*rule.Resource, len(e.Resources))
	byName := map[string]*rule.Resource{}
	for i, described := range e.Resources {
		res, err := build(described.Name, described.Type, described.Properties)
		if err != nil {
			return nil, err
		}
		out[i], byName[described.Name] = res, res
	}
	for i, described := range e.Resources {
		for property, names := range described.Dependencies {
			for _, name := range names {
				to, ok := byName[name]
				if !ok {
					return nil, fmt.Errorf("%s depends on %s, which is not in the example", described.Name, name)
				}
				out[i].Dependencies[property] = append(out[i].Dependencies[property], to.URN)
			}
		}
	}
	return out, nil
}

func build(name, typ string, node yaml.Node) (*rule.Resource, error) {
	properties := resource.PropertyMap{}
	if !node.IsZero() {
		v, err := property(&node)
		if err != nil {
			return nil, err
		}
		if !v.IsObject() {
			return nil, fmt.Errorf("properties of %s are not a mapping", name)
		}
		properties = v.ObjectValue()
	}
	return &rule.Resource{
		URN:          resource.NewURN("test", "ruletest", "", tokens.Type(typ), name),
		Type:         typ,
		Name:         name,
		Properties:   properties,
		Dependencies: map[string][]resource.URN{},
	}, nil
}

// ask puts the resources before the rule.
func ask(r rule.Rule, resources []*rule.Resource) *rule.Report {
	if r.CheckStack != nil {
		rep := rule.NewReport("")
		r.CheckStack(rule.NewStack(resources), rep)
		return rep
	}
	rep := rule.NewReport(resources[0].URN)
	r.Check(resources[0], rep)
	return rep
}
