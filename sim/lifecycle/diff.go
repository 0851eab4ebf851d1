package lifecycle

import (
	"maps"
	"slices"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"

	"github.com/covetpy/platform/sim/facts"
	"github.com/covetpy/platform/sim/kind"
)

// Changes is what separates a resource from its new inputs.
type Changes struct {
	// Detailed has every changed path; empty when nothing changed.
	Detailed map[string]plugin.PropertyDiff
	// Replaces are the top-level inputs that force a replacement.
	Replaces []string
	// DeleteBeforeReplace is set when the old one has to go first: the program chose
	// its name, or the kind says so.
	DeleteBeforeReplace bool
}

// Diff compares the inputs of the last call with new ones; state are the outputs.
func (l *Lifecycle) Diff(typ string, state, olds, news kind.Props) (Changes, error) {
	k, schema, err := l.lookup(typ)
	if err != nil {
		return Changes{}, err
	}
	internal := func(key resource.PropertyKey) bool { return strings.HasPrefix(string(key), "__") }
	// What was a default and is now said, or the reverse, is no change, nor is what is
	// only written otherwise.
	was, is := settled(k, olds), settled(k, news)
	// What the service made up is compared with what is now given.
	for key := range is {
		if has, made := state[key]; made && !was.HasValue(key) && schema.Inputs[string(key)].Computed {
			was[key] = plain(has)
		}
	}
	detailed := plugin.NewDetailedDiffFromObjectDiff(was.Diff(is, internal), true)
	replaces := map[string]bool{}
	for path, d := range detailed {
		steps, err := resource.ParsePropertyPath(path)
		if err != nil || len(steps) == 0 {
			continue
		}
		if l.forcesReplacement(k, schema, steps, kind.Values{Props: olds}, kind.Values{Props: news}) {
			detailed[path] = plugin.PropertyDiff{Kind: d.Kind.AsReplace(), InputDiff: d.InputDiff}
			top, _ := steps[0].(string)
			replaces[top] = true
		}
	}
	return Changes{
		Detailed:            detailed,
		Replaces:            slices.Sorted(maps.Keys(replaces)),
		DeleteBeforeReplace: len(replaces) > 0 && (k.DeleteFirst || !k.Framework && named(k, schema, news)),
	}, nil
}

func (l *Lifecycle) forcesReplacement(k kind.Kind, schema facts.Resource, steps resource.PropertyPath, olds, news kind.Values) bool {
	for i := len(steps); i > 0; i-- {
		at := pattern(steps[:i])
		if when, ok := k.ReplacesIf[at]; ok {
			return when(olds, news)
		}
		switch {
		case slices.Contains(k.Replaces, at):
			return true
		case slices.Contains(k.Updates, at):
			return false
		}
	}
	top, _ := steps[0].(string)
	p, ok := schema.Inputs[top]
	for _, step := range steps[1:] {
		if !ok || p.Replace {
			break
		}
		p, ok = l.registry.Schema.Element(p, step)
	}
	return ok && p.Replace
}

// pattern is a path as kinds write it: every index is [*].
func pattern(steps resource.PropertyPath) string {
	out := ""
	for _, step := range steps {
		if name, ok := step.(string); ok {
			out = property(out, name)
		} else {
			out += "[*]"
		}
	}
	return out
}

// named is the bridge's reason to delete first: the program chose the name, the same
// or another.
func named(k kind.Kind, schema facts.Resource, news kind.Props) bool {
	key := k.Autoname.Key()
	_, optional := schema.Inputs[string(key)]
	_, given := news[key]
	return given && optional && !k.Autoname.Off && !slices.Contains(schema.Required, string(key)) && !isDefault(news, string(key))
}
