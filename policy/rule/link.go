package rule

import (
	"slices"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
)

// From are the resources of some types that a property is made from. Types are
// canonical; none means all.
func (r *Resource) From(path string, types ...string) []resource.URN {
	r.Trace.read(path, Joined)
	from := r.Dependencies[Root(path)]
	if len(types) == 0 {
		return slices.Clone(from)
	}
	var out []resource.URN
	for _, urn := range from {
		if slices.Contains(types, TypeOf(urn)) {
			out = append(out, urn)
		}
	}
	return out
}

// TypeOf is the canonical type that a URN names. Joins ask it of every pair, so it
// is read without taking the URN apart any further.
func TypeOf(urn resource.URN) string {
	_, rest, _ := strings.Cut(string(urn), "::") // the stack
	_, rest, _ = strings.Cut(rest, "::")         // the project
	qualified, _, _ := strings.Cut(rest, "::")
	return Canonical(qualified[strings.LastIndexByte(qualified, '$')+1:])
}

// identities are the properties by which one resource names another, where a rule
// does not say which.
var identities = []string{"id", "arn", "name"}

// Refers says whether a property of a resource names another: by the resources of
// that type that it was made from, or else by the other's id, ARN or name (or the
// properties that by lists). In a preview neither of these is known, and only the
// first can tell.
func Refers(r *Resource, path string, to *Resource, by ...string) Truth {
	if from := r.From(path, to.Type); len(from) > 0 {
		return Of(slices.Contains(from, to.URN))
	}
	return Or(namesIt(r.At(path), to, by)...)
}

func namesIt(at Value, to *Resource, by []string) []Truth {
	if len(by) == 0 {
		by = identities
	}
	answers := []Truth{No}
	for _, item := range at.Items() {
		text, known := item.Name()
		if known != Yes {
			answers = append(answers, known)
			continue
		}
		for _, property := range by {
			answers = append(answers, to.At(property).IsName(text))
		}
	}
	return answers
}

// Referred lists the resources of some types that a property of a resource names,
// in the stack's order. All is Yes when everything that the property holds is
// accounted for or known, Unknown when a value is not known yet and no dependency
// tells what it will be: then there may be more.
func (s *Stack) Referred(r *Resource, path string, types ...string) (found []*Resource, all Truth) {
	all = Yes
	if len(r.From(path, types...)) == 0 {
		for _, item := range r.At(path).Items() {
			if _, known := item.Name(); known == Unknown {
				all = Unknown
			}
		}
	}
	for _, to := range s.OfType(types...) {
		if Refers(r, path, to) == Yes {
			found = append(found, to)
		}
	}
	return found, all
}

// Any says whether one resource of the given types refers to another by a path.
// It is what "every bucket has a ..." asks.
func (s *Stack) Any(types []string, path string, to *Resource, by ...string) Truth {
	answers := []Truth{No}
	for _, r := range s.OfType(types...) {
		answers = append(answers, Refers(r, path, to, by...))
	}
	return Or(answers...)
}
