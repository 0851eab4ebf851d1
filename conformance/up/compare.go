package up

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/covetpy/platform/internal/engine"
)

// Difference is what a run would change, or found changed, where it should not.
type Difference struct {
	Action     engine.Action `json:"action"`
	Type       string        `json:"type"`
	Name       string        `json:"name"`
	Properties []string      `json:"properties,omitempty"`
	// Why is an expectation's reason; empty for what nobody expects.
	Why string `json:"why,omitempty"`
}

func (d Difference) String() string {
	text := fmt.Sprintf("%s %s %s %s", d.Action, d.Type, d.Name, strings.Join(d.Properties, " "))
	if d.Why != "" {
		text += ": expected, as " + d.Why
	}
	return strings.TrimSpace(text)
}

// differences lists what a run changed, each with the reason if all of it is expected.
func differences(r *engine.Result, expected []Expectation) []Difference {
	var out []Difference
	for _, s := range r.Changes() {
		if !s.Custom || s.IsProvider() {
			continue
		}
		d := Difference{Action: s.Action, Type: s.Type(), Name: s.Name(), Properties: s.Changed}
		if s.Action == engine.ActionUpdate || s.Action == engine.ActionRefresh {
			d.Why = reason(d, expected)
		}
		out = append(out, d)
	}
	return out
}

// reason joins the reasons of a difference's properties; empty unless each has one.
func reason(d Difference, expected []Expectation) string {
	var why []string
	for _, property := range d.Properties {
		i := slices.IndexFunc(expected, func(e Expectation) bool { return e.expects(d.Type, property) })
		if i < 0 {
			return ""
		}
		if !slices.Contains(why, expected[i].Why) {
			why = append(why, expected[i].Why)
		}
	}
	return strings.Join(why, "; ")
}

// expects is true for one property of a type.
func (e Expectation) expects(typ, property string) bool {
	return e.Type == typ && strings.HasPrefix(property, e.Property)
}

// meets is true when a difference has a property that the expectation is about.
func (e Expectation) meets(d Difference) bool {
	return slices.ContainsFunc(d.Properties, func(property string) bool { return e.expects(d.Type, property) })
}

// unexpected are the differences without a reason.
func unexpected(all []Difference) []Difference {
	return slices.DeleteFunc(slices.Clone(all), func(d Difference) bool { return d.Why != "" })
}

// tell prints differences, one a line.
func tell(w io.Writer, all []Difference) {
	for _, d := range all {
		fmt.Fprintf(w, "  %s\n", d)
	}
}
