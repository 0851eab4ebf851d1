package check

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"
)

// Write prints what was found; with compare also where the simulated provider's
// check answers otherwise, but for what has a reason.
func (r Report) Write(w io.Writer, compare bool) {
	for _, f := range r.Findings {
		how := "refused"
		if f.Warning {
			how = "warned of"
		}
		fmt.Fprintf(w, "%s, %s in the %s\n  type:      %s\n", f.URN, how, strings.Join(f.Phases, " and the "), f.Type)
		if f.Property != "" {
			fmt.Fprintf(w, "  property:  %s\n", f.Property)
		}
		fmt.Fprintf(w, "  upstream:  %s\n", indented(f.Says))
	}
	for _, n := range r.Newer {
		what := "not shown to upstream"
		if n.Unjudged {
			what = "so the whole resource is not shown to upstream"
		}
		fmt.Fprintf(w, "%s: %s, %s: %s\n", n.URN, n.Property, what, n.Why)
	}
	if compare {
		r.writeDifferences(w)
	}
	for _, host := range r.Reached {
		fmt.Fprintf(w, "%s: upstream's code tried to reach %s, and nothing was to leave this machine\n", r.Name, host)
	}
}

func (r Report) writeDifferences(w io.Writer) {
	known := map[string]int{}
	for _, d := range r.Differences {
		if why := d.reason(); why != "" {
			known[why]++
			continue
		}
		fmt.Fprintf(w, "%s, answered otherwise\n  type:      %s\n  property:  %s\n  simulated: %s\n  upstream:  %s\n",
			d.URN, d.Type, d.Property, indented(d.Simulated), indented(d.Upstream))
	}
	for _, why := range slices.Sorted(maps.Keys(known)) {
		fmt.Fprintf(w, "%s: %d values answered otherwise: %s\n", r.Name, known[why], why)
	}
}

func indented(text string) string { return strings.ReplaceAll(text, "\n", "\n             ") }

// Summary is one line about how much upstream's code has validated.
func (r Report) Summary() string {
	known := make([]string, 0, len(r.Phases))
	for _, p := range r.Phases {
		known = append(known, fmt.Sprintf("%d of %d values known in the %s", p.Known, p.Values, p.Name))
	}
	return fmt.Sprintf("%s: %s of resource types and %s of resources validated by upstream's code; %s; %d refusals, %d warnings; %s",
		r.Name, share(r.Types()), share(r.Resources()), strings.Join(known, ", "),
		r.count(false), r.count(true), r.Took.Round(10*time.Millisecond))
}

func share(done, all int) string {
	if all == 0 {
		return "none"
	}
	return fmt.Sprintf("%d of %d (%.1f %%)", done, all, 100*float64(done)/float64(all))
}

func (r Report) count(warnings bool) int {
	n := 0
	for _, f := range r.Findings {
		if f.Warning == warnings {
			n++
		}
	}
	return n
}
