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
// their paths begin with the resource's name and a space. An example may name a
// tier (without one it is production), an account that is the environment's own,
// and settings of the rule. A file without undecided examples says in
// neverUndecided why there can be none.
package ruletest

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/covetpy/platform/policy/example"
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
	Name       string             `yaml:"name"`
	Type       string             `yaml:"type"`
	Properties yaml.Node          `yaml:"properties"`
	Protect    bool               `yaml:"protect"`
	Resources  []example.Resource `yaml:"resources"`
	Tier       rule.Tier          `yaml:"tier"`
	Account    string             `yaml:"account"`
	Settings   map[string]any     `yaml:"settings"`
	Findings   []string           `yaml:"findings"`
	Open       []string           `yaml:"open"`
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
		res, err := example.New("example", t, e.Properties, e.Protect)
		return []*rule.Resource{res}, err
	}
	return example.Build(e.Resources)
}

// context is what the rule may know in an example. Settings are read as from a
// configuration file.
func (e Example) context(r rule.Rule) (rule.Context, error) {
	c := rule.Context{Tier: e.Tier, Account: e.Account, Settings: map[string]any{}}
	for name, written := range e.Settings {
		at := slices.IndexFunc(r.Settings, func(s rule.Setting) bool { return s.Name == name })
		if at < 0 {
			return c, fmt.Errorf("the rule has no setting %s", name)
		}
		if n, ok := written.(int); ok {
			written = float64(n) // as JSON has it
		}
		value, err := r.Settings[at].Read(written)
		if err != nil {
			return c, err
		}
		c.Settings[name] = value
	}
	return c, nil
}

// ask puts the resources before the rule.
func ask(r rule.Rule, c rule.Context, resources []*rule.Resource) *rule.Report {
	if r.CheckStack != nil {
		rep := rule.NewReport(r, c, "")
		r.CheckStack(rule.NewStack(resources), rep)
		return rep
	}
	rep := rule.NewReport(r, c, resources[0].URN)
	r.Check(resources[0], rep)
	return rep
}
