package mutate

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"regexp"
	"slices"
	"text/tabwriter"
	"time"
)

// Score is how an environment fared, with the survivors that nothing explains.
type Score struct {
	Environment string
	Mutants     int
	Killed      int
	Explained   int
	Survivors   []Mutant
	Elapsed     time.Duration
}

// Judge takes what is explained out of a result.
func Judge(r *Result, e *Explained) Score {
	explained, survivors := e.Split(r.Alive)
	return Score{
		Environment: r.Environment, Mutants: r.Mutants, Killed: r.Killed,
		Explained: len(explained), Survivors: survivors, Elapsed: r.Elapsed,
	}
}

// Percent is the share of killed mutants among those that nothing explains.
func (s Score) Percent() float64 {
	if s.Mutants == s.Explained {
		return 100
	}
	return 100 * float64(s.Killed) / float64(s.Mutants-s.Explained)
}

// elementName is what a path calls an element of a list, or a statement.
var elementName = regexp.MustCompile(`\[[^\]]*\]|\{[^}]*\}`)

// PrintGroups writes the survivors that are alike on one line, the most first, and
// the score: the same operator at the same place of the same type, whichever
// resource, element or statement it is.
func (s Score) PrintGroups(w io.Writer) error {
	counts := map[[3]string]int{}
	for _, m := range s.Survivors {
		place := elementName.ReplaceAllStringFunc(m.Path, func(name string) string { return name[:1] + "*" + name[len(name)-1:] })
		counts[[3]string{m.Type, place, m.Operator}]++
	}
	groups := slices.SortedFunc(maps.Keys(counts), func(a, b [3]string) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), slices.Compare(a[:], b[:]))
	})
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	if len(groups) > 0 {
		fmt.Fprintln(tw, "NUMBER\tSURVIVED\tTYPE\tPLACE")
	}
	for _, g := range groups {
		fmt.Fprintf(tw, "%d\t%s\t%s\t%s\n", counts[g], g[2], g[0], g[1])
	}
	return s.finish(tw)
}

// Print writes the survivors, one a line, and the score.
func (s Score) Print(w io.Writer) error {
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	if len(s.Survivors) > 0 {
		fmt.Fprintln(tw, "SURVIVED\tRESOURCE\tTYPE\tPLACE")
	}
	for _, m := range s.Survivors {
		fmt.Fprintf(tw, "%s\t%s\t%s\t%s\n", m.Operator, m.URN.Name(), m.Type, m.Path)
	}
	return s.finish(tw)
}

// finish writes the score below what stands in a table.
func (s Score) finish(tw *tabwriter.Writer) error {
	fmt.Fprintf(tw, "%s: %d mutants, %d killed, %d explained, %d survived: %.1f %% in %s\n", s.Environment,
		s.Mutants, s.Killed, s.Explained, len(s.Survivors), s.Percent(), s.Elapsed.Round(time.Millisecond))
	if err := tw.Flush(); err != nil {
		return fmt.Errorf("write score of %s: %w", s.Environment, err)
	}
	return nil
}
