package recorded

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Known is a difference that stays, and why.
type Known struct {
	// Examples and Paths are patterns, in which * stands for anything; what one of
	// each matches is known.
	Examples []string `yaml:"examples"`
	Paths    []string `yaml:"paths"`
	// Recorded and Simulated, where they are given, are patterns for the two answers.
	Recorded  string `yaml:"recorded"`
	Simulated string `yaml:"simulated"`
	// Of is whose it is.
	Of     Owner  `yaml:"of"`
	Reason string `yaml:"reason"`
}

// Owner is whose fault or choice a difference is.
type Owner string

// The owners of differences.
const (
	// Emulator differs from what AWS does.
	Emulator Owner = "emulator"
	// Provider is older or newer than the one that is simulated, or shows what no
	// program reads.
	Provider Owner = "provider"
	// Simulation leaves something out on purpose.
	Simulation Owner = "simulation"
)

// ReadKnown parses the list of differences that stay.
func ReadKnown(raw []byte) ([]Known, error) {
	var list []Known
	if err := decode(raw, &list); err != nil {
		return nil, fmt.Errorf("parse the list of known differences: %w", err)
	}
	var faults []error
	for i, k := range list {
		if len(k.Examples) == 0 || len(k.Paths) == 0 || k.Reason == "" {
			faults = append(faults, fmt.Errorf("known difference %d: examples, paths and a reason are needed", i+1))
		}
		if !slices.Contains([]Owner{Emulator, Provider, Simulation}, k.Of) {
			faults = append(faults, fmt.Errorf("known difference %d: of is %q; it is one of emulator, provider, simulation", i+1, k.Of))
		}
	}
	return list, errors.Join(faults...)
}

// Sorted are differences by what is known of them.
type Sorted struct {
	// New are those that nobody has explained.
	New []Difference
	// Explained counts the rest, by whose they are.
	Explained map[Owner]int
	// Stale are entries, or patterns of entries, that match nothing any more.
	Stale []string
}

// Sort tells known differences from new ones.
func Sort(found []Difference, list []Known) Sorted {
	out := Sorted{Explained: map[Owner]int{}}
	used := map[string]bool{}
	for _, d := range found {
		explained := false
		for i, k := range list {
			if !k.matches(d, i, used) || explained {
				continue
			}
			explained = true
			out.Explained[k.Of]++
		}
		if !explained {
			out.New = append(out.New, d)
		}
	}
	for i, k := range list {
		for _, p := range slices.Concat(k.Examples, k.Paths) {
			if !used[entry(i, p)] {
				out.Stale = append(out.Stale, fmt.Sprintf("entry %d (%s): %q matches no difference any more", i+1, k.Reason, p))
			}
		}
	}
	return out
}

// matches notes which patterns were of use.
func (k Known) matches(d Difference, i int, used map[string]bool) bool {
	if k.Recorded != "" && !matched(k.Recorded, d.Recorded) || k.Simulated != "" && !matched(k.Simulated, d.Simulated) {
		return false
	}
	hit := false
	for _, e := range k.Examples {
		for _, p := range k.Paths {
			if matched(e, d.Example) && matched(p, d.Path) {
				used[entry(i, e)], used[entry(i, p)], hit = true, true, true
			}
		}
	}
	return hit
}

// matched is true when the pieces of a pattern between its stars follow each other
// in the text.
func matched(pattern, text string) bool {
	pieces := strings.Split(pattern, "*")
	rest, begins := strings.CutPrefix(text, pieces[0])
	if len(pieces) == 1 || !begins {
		return begins && rest == ""
	}
	last := len(pieces) - 1
	for _, piece := range pieces[1:last] {
		_, after, found := strings.Cut(rest, piece)
		if !found {
			return false
		}
		rest = after
	}
	return strings.HasSuffix(rest, pieces[last])
}

func entry(i int, pattern string) string { return fmt.Sprint(i, " ", pattern) }

// Summary counts recordings, by where they were taken, and differences, by whose
// they are.
func Summary(recordings map[string]Recording, s Sorted) string {
	on := map[string]int{}
	for _, r := range recordings {
		on[cmp.Or(r.Emulator, "plans only")]++
	}
	var out strings.Builder
	fmt.Fprintf(&out, "%d recordings:", len(recordings))
	for _, name := range slices.Sorted(maps.Keys(on)) {
		fmt.Fprintf(&out, " %s %d", name, on[name])
	}
	fmt.Fprintf(&out, "; differences: %d new", len(s.New))
	for _, owner := range slices.Sorted(maps.Keys(s.Explained)) {
		fmt.Fprintf(&out, ", %d of the %s", s.Explained[owner], owner)
	}
	return out.String()
}
