package fidelity

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"

	"github.com/covetpy/platform/internal/engine"
)

// label lists texts that differ from run to run, and what stands for them: what a
// child is in the cloud is told by its name, what was there before by its own.
func (f *family) label(all []engine.Resource) {
	labels := map[string]string{}
	for _, r := range all {
		name := "given " + r.URN.Name()
		if suffix := f.names[r.URN]; suffix != "" {
			name = "NAME" + suffix
		}
		if r.Custom && r.Provider != "" {
			labels[string(r.ID)] = name
		}
		for _, path := range []string{"arn", "endpoint", "certificateAuthority.data"} {
			if v := at(r.Outputs, path); v.IsString() && v.StringValue() != "" {
				labels[v.StringValue()] = path + " of " + name
			}
		}
	}
	delete(labels, "")
	// An ARN holds an id: the longer text first, as a replacer takes the first.
	texts := slices.SortedFunc(maps.Keys(labels), func(a, b string) int {
		return cmp.Or(cmp.Compare(len(b), len(a)), cmp.Compare(a, b))
	})
	var pairs []string
	for _, text := range texts {
		pairs = append(pairs, text, labels[text])
	}
	pairs = append(pairs, f.cluster.URN.Name()+"-", "NAME-")
	f.labels = strings.NewReplacer(pairs...)
}

// told are the inputs that the component gives a child, in labels, without what
// the provider adds: its defaults, and the tags of everything.
func (f *family) told(r engine.Resource) resource.PropertyMap {
	in := r.Inputs.Copy()
	if defaults := in["__defaults"]; defaults.IsArray() {
		for _, d := range defaults.ArrayValue() {
			delete(in, resource.PropertyKey(d.StringValue()))
		}
	}
	for _, k := range []resource.PropertyKey{"__defaults", "__internal", "tagsAll"} {
		delete(in, k)
	}
	if r.URN.Type() == "pulumi:providers:kubernetes" {
		delete(in, "version") // of the plugin
	}
	return f.plain(resource.NewProperty(in)).ObjectValue()
}

// plain is a value in labels.
func (f *family) plain(v resource.PropertyValue) resource.PropertyValue {
	switch {
	case v.IsSecret():
		return f.plain(v.SecretValue().Element)
	case v.IsOutput():
		return f.plain(v.OutputValue().Element)
	case v.IsObject():
		out := resource.PropertyMap{}
		for k, e := range v.ObjectValue() {
			out[resource.PropertyKey(f.labels.Replace(string(k)))] = f.plain(e)
		}
		return resource.NewProperty(out)
	case v.IsArray():
		var out []resource.PropertyValue
		for _, e := range v.ArrayValue() {
			out = append(out, f.plain(e))
		}
		return resource.NewProperty(out)
	case v.IsString():
		return resource.NewProperty(f.labels.Replace(v.StringValue()))
	}
	return v
}

// value in one line.
func value(v resource.PropertyValue) string {
	switch {
	case v.IsObject():
		var out []string
		for _, k := range v.ObjectValue().StableKeys() {
			out = append(out, string(k)+": "+value(v.ObjectValue()[k]))
		}
		return "{" + strings.Join(out, ", ") + "}"
	case v.IsArray():
		var out []string
		for _, e := range v.ArrayValue() {
			out = append(out, value(e))
		}
		return "[" + strings.Join(out, ", ") + "]"
	case v.IsNumber():
		return strconv.FormatFloat(v.NumberValue(), 'f', -1, 64)
	case v.IsString():
		if command := command(v.StringValue()); command != "" {
			return "a token by " + command
		}
		return v.StringValue()
	case v.IsNull():
		return "nothing"
	}
	return fmt.Sprint(v.V)
}

// command is what a kubeconfig has kubectl run for a token; nothing of other texts.
func command(text string) string {
	var config struct {
		Users []struct {
			User struct {
				Exec struct {
					Command string   `json:"command"`
					Args    []string `json:"args"`
				} `json:"exec"`
			} `json:"user"`
		} `json:"users"`
	}
	if json.Unmarshal([]byte(text), &config) != nil || len(config.Users) != 1 {
		return ""
	}
	exec := config.Users[0].User.Exec
	return strings.Join(append([]string{exec.Command}, exec.Args...), " ")
}

// at is the value at a path of properties.
func at(in resource.PropertyMap, path string) resource.PropertyValue {
	head, rest, more := strings.Cut(path, ".")
	v, ok := in[resource.PropertyKey(head)]
	switch {
	case !ok:
		return resource.NewNullProperty()
	case more && v.IsObject():
		return at(v.ObjectValue(), rest)
	case more:
		return resource.NewNullProperty()
	}
	return v
}

// code is text that a table shows as it is.
func code(text string) string { return "`" + strings.ReplaceAll(text, "|", "\\|") + "`" }

func codes(texts []string) string {
	var out []string
	for _, t := range texts {
		out = append(out, code(t))
	}
	return strings.Join(out, ", ")
}

// table in Markdown.
func table(head []string, rows [][]string) string {
	var b strings.Builder
	line := func(cells []string) { b.WriteString("| " + strings.Join(cells, " | ") + " |\n") }
	line(head)
	line(slices.Repeat([]string{"---"}, len(head)))
	for _, r := range rows {
		line(r)
	}
	return b.String()
}
