// Package recorded is what a provider answered to the examples: taken once from
// upstream's provider on an emulator of AWS, kept as files, and compared with what
// the simulated cloud answers to the same.
//
// Ids, times and addresses are replaced by what they stand for, so that recordings
// of different providers, and of different days, are comparable. Running anything
// does not belong here: the simulated cloud is run by its tests, upstream's
// provider by the conformance module.
package recorded

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"gopkg.in/yaml.v3"
)

// Recording is what one provider answered to one example, in the order in which it
// was asked. What is nil was not asked, or says nothing of AWS.
type Recording struct {
	// Emulator that stood for AWS; empty when none serves the example, and only what
	// needs no cloud was asked: the checks and the plans.
	Emulator string `yaml:"emulator,omitempty"`
	// Unserved is what each emulator said that does not serve the example.
	Unserved map[string]string `yaml:"unserved,omitempty"`
	// Without are properties that upstream's provider does not have yet: it was asked
	// without them, and they are not compared.
	Without []string `yaml:"without,omitempty,flow"`
	// Wrong are the answers to the inputs that are to be refused, in their order.
	Wrong []*Refusal `yaml:"wrong,omitempty"`
	// Check is what the provider adds to the inputs, or its refusal.
	Check *Answer `yaml:"check,omitempty"`
	// Create is what came back: the properties that are not as they were given.
	Create *Answer `yaml:"create,omitempty"`
	// Read are the properties that are otherwise when they are read back.
	Read *Answer `yaml:"read,omitempty"`
	// Same is the plan for the same inputs.
	Same *Plan `yaml:"same,omitempty"`
	// Replace is the plan for the inputs that make a new resource.
	Replace *Plan `yaml:"replace,omitempty"`
	// Twice is the answer to a second one of the same inputs.
	Twice *Refusal `yaml:"twice,omitempty"`
	// Update is the plan for the inputs that change it in place, and Updated the
	// properties that are otherwise afterwards.
	Update  *Plan   `yaml:"update,omitempty"`
	Updated *Answer `yaml:"updated,omitempty"`
	// InUse is the answer to a deletion while another one refers to it.
	InUse *Refusal `yaml:"inUse,omitempty"`
	// Delete is the answer to its deletion, Left whether it can be read afterwards.
	Delete *Refusal `yaml:"delete,omitempty"`
	Left   *bool    `yaml:"left,omitempty"`
}

// Answer is what came back of a call.
type Answer struct {
	ID         string         `yaml:"id,omitempty"`
	Properties map[string]any `yaml:"properties,omitempty"`
	Refused    *Refusal       `yaml:"refused,omitempty"`

	// whole are all properties, those as they were among them; not of a recording
	// that was read.
	whole map[string]any
}

// Plan is what a provider would do.
type Plan struct {
	// Changes are the top-level properties that it would change in place, Replaces
	// those for which it would make a new resource.
	Changes  []string `yaml:"changes,omitempty,flow"`
	Replaces []string `yaml:"replaces,omitempty,flow"`
	// DeleteFirst is set when the old one would go before the new one comes.
	DeleteFirst bool     `yaml:"deleteFirst,omitempty"`
	Refused     *Refusal `yaml:"refused,omitempty"`
}

// Stage of a refusal.
const (
	// Never is that of what was accepted.
	Never = "never"
	// Planned refusals come without asking the cloud, from Check or the plan.
	Planned = "plan"
	// Called refusals are the cloud's.
	Called = "call"
	// Same is that of a second one that turned out to be the first.
	Same = "same"
)

// Refusal is how something was refused, or that it was not.
type Refusal struct {
	// At is the stage: Never, Planned, Called or Same.
	At string `yaml:"at"`
	// Properties are what a refused check names.
	Properties []string `yaml:"properties,omitempty,flow"`
	// Code is AWS's word for the error, where there is one.
	Code string `yaml:"code,omitempty"`
	// Says is the end of the message, for people: it is not compared.
	Says string `yaml:"says,omitempty"`
}

// planned keeps what was asked without a cloud.
func (r Recording) planned() Recording {
	kept := Recording{Unserved: r.Unserved, Check: r.Check, Same: r.Same, Replace: r.Replace, Update: r.Update}
	for _, w := range r.Wrong {
		if w == nil || w.At != Planned {
			w = nil // what the cloud would have said is not known
		}
		kept.Wrong = append(kept.Wrong, w)
	}
	return kept
}

// Read reads the recordings below a folder: <service>/<example>.yaml, by
// "<service>/<example>".
func Read(dir fs.FS) (map[string]Recording, error) {
	files, err := fs.Glob(dir, "*/*.yaml")
	if err != nil {
		return nil, err
	}
	all := map[string]Recording{}
	for _, file := range files {
		raw, err := fs.ReadFile(dir, file)
		if err != nil {
			return nil, fmt.Errorf("read a recording: %w", err)
		}
		var r Recording
		if err := decode(raw, &r); err != nil {
			return nil, fmt.Errorf("parse recording %s: %w; record it again", file, err)
		}
		all[strings.TrimSuffix(file, path.Ext(file))] = r
	}
	return all, nil
}

// Write writes the recording of an example below a folder.
func (r Recording) Write(dir, example string) error {
	var out bytes.Buffer
	enc := yaml.NewEncoder(&out)
	const indent = 2
	enc.SetIndent(indent)
	if err := errors.Join(enc.Encode(r), enc.Close()); err != nil {
		return fmt.Errorf("write recording %s: %w", example, err)
	}
	file := filepath.Join(dir, filepath.FromSlash(example)+".yaml")
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil { //nolint:gosec // it is committed
		return fmt.Errorf("write recording %s: %w", example, err)
	}
	return os.WriteFile(file, out.Bytes(), 0o644) //nolint:gosec // so is this
}

func decode(raw []byte, into any) error {
	dec := yaml.NewDecoder(bytes.NewReader(raw))
	dec.KnownFields(true)
	return dec.Decode(into)
}
