package kind

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/covetpy/platform/sim"
)

// Names are the index keys of an object: by what others may look it up, and
// the claims that it holds.
func (w World) Names(k Kind, o sim.Object) []string {
	var names []string
	outputs := Values{o.Outputs}
	for _, by := range w.registry.by[k.Type] {
		values := []string{o.ID}
		if by != "id" {
			values = outputs.Texts(by)
		}
		for _, value := range values {
			names = append(names, w.registry.key(Target{k.Type, by}, o.Where, value))
		}
	}
	for _, u := range k.Unique {
		if claim, _ := w.claim(k, u, Values{o.Inputs}); claim != "" {
			names = append(names, claim)
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// Contested is the service's refusal when another object holds one of the
// claims of the inputs. self is the object's own id, empty for a new one.
func (w World) Contested(k Kind, in Values, self string) error {
	for _, u := range k.Unique {
		claim, first := w.claim(k, u, in)
		if claim == "" {
			continue
		}
		for _, holder := range w.tx.Named(claim) {
			switch {
			case holder.Type == k.Type && holder.ID == self:
			case holder.Alive():
				return Say(u.Taken, first)
			case u.Buried != "":
				return Say(u.Buried, first)
			}
		}
	}
	return nil
}

func (w World) claim(k Kind, u Unique, in Values) (claim, first string) {
	scope := u.Scope
	if scope == "" {
		scope = k.Type + "." + strings.Join(u.On, "+")
	}
	parts := []string{"claim", scope, w.registry.regionOf(k.Type, w.Region)}
	empty := true
	for _, path := range u.On {
		var part strings.Builder
		for _, value := range in.All(path) {
			part.WriteString(fmt.Sprint(value.V) + ",")
			empty = false
		}
		parts = append(parts, strings.TrimSuffix(part.String(), ","))
	}
	if empty {
		return "", ""
	}
	return strings.Join(parts, "|"), parts[3]
}

// Uses resolves every reference of the inputs. Its error is the service's
// refusal when one leads to nothing, or to a tombstone.
func (w World) Uses(k Kind, in Values) ([]sim.Use, error) {
	var uses []sim.Use
	for _, ref := range k.Refs {
		for _, value := range ref.names(in) {
			use, ok, err := w.resolve(ref, value)
			if err != nil {
				return nil, err
			}
			if ok && !slices.Contains(uses, use) {
				uses = append(uses, use)
			}
		}
	}
	return uses, nil
}

// Known are the references of the inputs that lead somewhere, for an object that
// another cloud has accepted with all of them.
func (w World) Known(k Kind, in Values) []sim.Use {
	var uses []sim.Use
	for _, ref := range k.Refs {
		for _, value := range ref.names(in) {
			if use, ok, err := w.resolve(ref, value); err == nil && ok && !slices.Contains(uses, use) {
				uses = append(uses, use)
			}
		}
	}
	return uses
}

// names are what a reference's values name.
func (r Ref) names(in Values) []string {
	values := in.Texts(r.Path)
	if r.Names == nil {
		return values
	}
	var out []string
	for _, value := range values {
		out = append(out, r.Names(value)...)
	}
	return out
}

func (w World) resolve(ref Ref, value string) (sim.Use, bool, error) {
	if value == "" || w.outside(ref, value) {
		return sim.Use{}, false, nil
	}
	for _, target := range ref.To {
		found, ok := w.find(target, value)
		if !ok {
			continue
		}
		if !found.Alive() {
			return sim.Use{}, false, Say(w.registry.kinds[found.Type].Tombstone.Refusal, value)
		}
		return sim.Use{Key: w.registry.key(target, w.Region, value), Then: ref.OnDelete}, true, nil
	}
	return sim.Use{}, false, Say(ref.Missing, value)
}

// outside is true for a value that names nothing of this cloud.
func (w World) outside(ref Ref, value string) bool {
	return ref.External != nil && ref.External(value) || ref.Foreign && w.foreign(value) || ref.Service != "" && !w.owns(ref.Service, value)
}

// Say puts values into a service's words; words without a verb stay as they are.
func Say(words string, values ...any) error {
	if !strings.Contains(words, "%") {
		return errors.New(words)
	}
	return fmt.Errorf(words, values...)
}
