// Package report renders the records of runs: for every AWS resource type of the
// environments, how far upstream's code and an emulator have taken it, and where
// not, why. It computes nothing that a record does not have.
package report

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/covetpy/platform/conformance/route"
	"github.com/covetpy/platform/conformance/up"
	"github.com/covetpy/platform/internal/engine"
)

// Folder is where, in the conformance module, the records are kept that decide the document.
const Folder = "report/records"

// Document is the page that has the tables, from the repository's root.
const Document = "docs/fidelity.md"

// Order sorts environments from the least serious to the most, others last.
func Order(names []string) []string {
	known := []string{"dev", "staging", "prod"}
	place := func(name string) int {
		if i := slices.Index(known, name); i >= 0 {
			return i
		}
		return len(known)
	}
	return slices.SortedStableFunc(slices.Values(names), func(a, b string) int {
		return cmp.Or(cmp.Compare(place(a), place(b)), cmp.Compare(a, b))
	})
}

// line is what all records say of one type.
type line struct {
	token     string
	resources []int // by record
	counts    map[route.Operation]int
	replaced  int
	refused   bool // upstream's validation refused one
	emulators []string
	why       []string // on the simulated cloud
}

// Markdown renders records as the tables of the document on fidelity.
func Markdown(records []*up.Record) string {
	var out strings.Builder
	out.WriteString(shares(records))
	out.WriteString("\n")
	out.WriteString(types(records))
	out.WriteString("\n")
	out.WriteString(known(records))
	return out.String()
}

// shares is how much of each environment went how far.
func shares(records []*up.Record) string {
	var out strings.Builder
	out.WriteString("| environment | of its AWS | there are | validated by upstream's code | created and deleted by it on an emulator |\n|---|---|---|---|---|\n")
	for _, r := range records {
		lines := gather([]*up.Record{r})
		var all, validated, lived, resources, valid, emulated int
		for _, l := range lines {
			n := r.Resources[l.token]
			all, resources = all+1, resources+n.All
			if l.validated() {
				validated, valid = validated+1, valid+n.All
			}
			if l.lived() {
				lived, emulated = lived+1, emulated+n.Emulated
			}
		}
		fmt.Fprintf(&out, "| %s | types | %d | %s | %s |\n", r.Environment, all, share(validated, all), share(lived, all))
		fmt.Fprintf(&out, "| | resources | %d | %s | %s |\n", resources, share(valid, resources), share(emulated, resources))
	}
	return out.String()
}

func share(part, whole int) string {
	const hundred = 100
	if whole == 0 {
		return "none"
	}
	return fmt.Sprintf("%d (%d %%)", part, part*hundred/whole)
}

// types is a row for each type.
func types(records []*up.Record) string {
	var out strings.Builder
	names := make([]string, len(records))
	for i, r := range records {
		names[i] = r.Environment
	}
	out.WriteString("| type | " + strings.Join(names, ", ") + " | validated | lives on | created | read back | updated | replaced | deleted |\n")
	out.WriteString("|---|---|---|---|---|---|---|---|---|\n")
	for _, l := range gather(records) {
		where := strings.Join(l.emulators, ", ")
		if len(l.why) > 0 {
			where = strings.TrimPrefix(where+"; the simulated cloud, as "+strings.Join(l.why, "; "), "; ")
		}
		counts := make([]string, len(l.resources))
		for i, n := range l.resources {
			counts[i] = fmt.Sprint(n)
		}
		fmt.Fprintf(&out, "| `%s` | %s | %s | %s | %s | %s | %s | %s | %s |\n", l.token, strings.Join(counts, ", "), yes(l.validated()), where,
			times(l.counts[route.OpCreate]), times(l.counts[route.OpRead]), times(l.counts[route.OpUpdate]), times(l.replaced), times(l.counts[route.OpDelete]))
	}
	return out.String()
}

// known are the differences and the properties that are the emulators'.
func known(records []*up.Record) string {
	found := map[string]bool{}
	for _, r := range records {
		for _, a := range r.Adjusted {
			found[fmt.Sprintf("- `%s`: upstream is asked without `%s`, as %s.\n", a.Type, a.Property, a.Why)] = true
		}
		for _, p := range r.Phases {
			for _, d := range p.Differences {
				if d.Action == engine.ActionRefresh || p.Name == "refresh" && d.Why == "" {
					continue // in another order, say: the run has seen that nothing follows from it
				}
				found[fmt.Sprintf("- `%s` differs: %s.\n", d.Type, cmp.Or(d.Why, "NOBODY EXPECTS IT"))] = true
			}
		}
	}
	if len(found) == 0 {
		return ""
	}
	return "What the emulators keep from being the same as on AWS:\n\n" + strings.Join(slices.Sorted(maps.Keys(found)), "")
}

// gather joins the records' entries to a line a type, sorted.
func gather(records []*up.Record) []*line {
	lines := map[string]*line{}
	for i, r := range records {
		for token, n := range r.Resources {
			l := lines[token]
			if l == nil {
				l = &line{token: token, resources: make([]int, len(records)), counts: map[route.Operation]int{}}
				lines[token] = l
			}
			l.resources[i] = n.All
		}
		for _, e := range r.Entries {
			if l := lines[e.Token]; l != nil {
				l.add(e)
				if e.Emulator != "" {
					l.replaced += r.Replaced[e.Token]
				}
			}
		}
	}
	return slices.SortedFunc(maps.Values(lines), func(a, b *line) int { return cmp.Compare(a.token, b.token) })
}

func (l *line) add(e route.Entry) {
	l.counts[route.OpValidate] += e.Counts[route.OpValidate].OK
	l.refused = l.refused || e.Counts[route.OpValidate].Failed > 0
	if e.Emulator == "" {
		if e.Why != "" && !slices.Contains(l.why, e.Why) {
			l.why = append(l.why, e.Why)
		}
		return
	}
	if !slices.Contains(l.emulators, e.Emulator) {
		l.emulators = append(l.emulators, e.Emulator)
	}
	for _, op := range []route.Operation{route.OpCreate, route.OpRead, route.OpUpdate, route.OpDelete} {
		l.counts[op] += e.Counts[op].OK
	}
}

// validated is true where upstream's code accepted every one.
func (l *line) validated() bool { return l.counts[route.OpValidate] > 0 && !l.refused }

// lived is true for what upstream's code has made and taken away on an emulator.
func (l *line) lived() bool { return l.counts[route.OpCreate] > 0 && l.counts[route.OpDelete] > 0 }

func yes(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}

// times leaves out what never was.
func times(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprint(n)
}
