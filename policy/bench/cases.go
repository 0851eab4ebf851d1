package bench

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"gopkg.in/yaml.v3"

	"github.com/covetpy/platform/policy/example"
	"github.com/covetpy/platform/policy/rule"
)

//go:embed cases
var cases embed.FS

// File is the cases of one subject.
type File struct {
	Concern, Subject string `yaml:"-"`
	// From is another file, as "concern/subject", whose good stacks are known here
	// too.
	From string `yaml:"from"`
	Good []Good `yaml:"good"`
	Bad  []Bad  `yaml:"bad"`
	lent []Good
}

// Good is a stack that nothing is wrong with: its resources, or another good stack
// with changes that leave it good.
type Good struct {
	Name      string             `yaml:"name"`
	Tier      rule.Tier          `yaml:"tier"` // production where it is left out
	Resources []example.Resource `yaml:"resources"`
	Of        string             `yaml:"of"`
	Change    []Step             `yaml:"change"`
}

// Bad is a good stack with one thing spoilt.
type Bad struct {
	Name  string   `yaml:"name"`
	Of    string   `yaml:"of"`
	Asks  []string `yaml:"asks"`
	Spoil []Step   `yaml:"spoil"`
	At    string   `yaml:"at"`
}

// Step spoils one resource: it is changed, removed or added.
type Step struct {
	In           string               `yaml:"in"`
	Set          map[string]yaml.Node `yaml:"set"`
	Unset        []string             `yaml:"unset"`
	Protect      *bool                `yaml:"protect"`
	Dependencies map[string][]string  `yaml:"dependencies"`
	Remove       string               `yaml:"remove"`
	Add          *example.Resource    `yaml:"add"`
}

// Load reads all cases.
func Load() ([]File, error) {
	var out []File
	var faults []error
	err := fs.WalkDir(cases, "cases", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := cases.ReadFile(name)
		if err != nil {
			return err
		}
		f := File{Concern: path.Base(path.Dir(name)), Subject: strings.TrimSuffix(path.Base(name), ".yaml")}
		dec := yaml.NewDecoder(bytes.NewReader(raw))
		dec.KnownFields(true)
		if err := dec.Decode(&f); err != nil {
			faults = append(faults, fmt.Errorf("read cases %s: %w", name, err))
		}
		out = append(out, f)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read cases: %w", err)
	}
	for i, f := range out {
		if f.From == "" {
			continue
		}
		at := slices.IndexFunc(out, func(o File) bool { return o.Concern+"/"+o.Subject == f.From })
		if at < 0 {
			faults = append(faults, fmt.Errorf("cases of %s/%s: there is no %s", f.Concern, f.Subject, f.From))
			continue
		}
		out[i].lent = out[at].Good
	}
	return out, errors.Join(faults...)
}

// good finds the stack that a case spoils. One that is made of another stands
// after it.
func (f File) good(name string) (Good, error) {
	known := slices.Concat(f.lent, f.Good)
	at := slices.IndexFunc(known, func(g Good) bool { return g.Name == name })
	if at < 0 {
		return Good{}, fmt.Errorf("there is no good case %q", name)
	}
	g := known[at]
	if g.Of == "" {
		return g, nil
	}
	base, err := File{Good: known[:at]}.good(g.Of)
	if err != nil {
		return Good{}, fmt.Errorf("%s: %w", name, err)
	}
	g.Resources, g.Change = base.Resources, slices.Concat(base.Change, g.Change)
	if g.Tier == "" {
		g.Tier = base.Tier
	}
	return g, nil
}

// spoil returns the resources of a good stack with the steps taken.
func spoil(g Good, steps []Step) ([]*rule.Resource, error) {
	described := slices.Clone(g.Resources)
	for _, s := range steps {
		switch {
		case s.Remove != "":
			before := len(described)
			described = slices.DeleteFunc(described, func(d example.Resource) bool { return d.Name == s.Remove })
			if len(described) == before {
				return nil, fmt.Errorf("remove %s: the good stack has no such resource", s.Remove)
			}
			described = withoutDependency(described, s.Remove)
		case s.Add != nil:
			described = append(described, *s.Add)
		}
	}
	resources, err := example.Build(described)
	if err != nil {
		return nil, err
	}
	for _, s := range steps {
		if s.In == "" {
			continue
		}
		if err := change(resources, s); err != nil {
			return nil, err
		}
	}
	return resources, nil
}

// withoutDependency takes a resource that is gone out of the dependencies of
// others.
func withoutDependency(described []example.Resource, gone string) []example.Resource {
	out := slices.Clone(described)
	for i, d := range out {
		kept := map[string][]string{}
		for property, names := range d.Dependencies {
			if left := slices.DeleteFunc(slices.Clone(names), func(n string) bool { return n == gone }); len(left) > 0 {
				kept[property] = left
			}
		}
		out[i].Dependencies = kept
		if d.Parent == gone {
			out[i].Parent = ""
		}
	}
	return out
}

func change(resources []*rule.Resource, s Step) error {
	at := slices.IndexFunc(resources, func(r *rule.Resource) bool { return r.Name == s.In })
	if at < 0 {
		return fmt.Errorf("change %s: the good stack has no such resource", s.In)
	}
	r := resources[at]
	properties := resource.NewProperty(r.Properties) // built for this case alone
	for where, node := range s.Set {
		value, err := example.Property(&node)
		if err != nil {
			return fmt.Errorf("set %s of %s: %w", where, s.In, err)
		}
		p, err := resource.ParsePropertyPath(where)
		if err != nil {
			return fmt.Errorf("set %s of %s: %w", where, s.In, err)
		}
		var ok bool
		if properties, ok = p.Add(properties, value); !ok {
			return fmt.Errorf("set %s of %s: there is no such place", where, s.In)
		}
		delete(r.Dependencies, rule.Root(where))
	}
	for _, where := range s.Unset {
		p, err := resource.ParsePropertyPath(where)
		if err != nil || !p.Delete(properties) {
			return fmt.Errorf("unset %s of %s: it is not there", where, s.In)
		}
		if where == rule.Root(where) {
			delete(r.Dependencies, where)
		}
	}
	for property, names := range s.Dependencies {
		r.Dependencies[property] = nil
		for _, name := range names {
			to := slices.IndexFunc(resources, func(r *rule.Resource) bool { return r.Name == name })
			if to < 0 {
				return fmt.Errorf("%s depends on %s, which is not there", s.In, name)
			}
			r.Dependencies[property] = append(r.Dependencies[property], resources[to].URN)
		}
	}
	if s.Protect != nil {
		r.Protect = *s.Protect
	}
	r.Properties = properties.ObjectValue()
	return nil
}
