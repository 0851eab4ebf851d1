package graph

import (
	"fmt"
	"io"
	"strconv"
	"text/tabwriter"
	"time"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
)

// WritePath prints the critical path, a line a resource, and its length; then when
// each component stands.
func (g *Graph) WritePath(w io.Writer) error {
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(tw, "BEGINS\tTAKES\tRESOURCE")
	for _, s := range g.CriticalPath() {
		fmt.Fprintf(tw, "%s\t%s\t%s\n", round(s.Begins), round(s.Takes), name(s.URN))
	}
	fmt.Fprintf(tw, "%s\t\tall %d resources stand\n", round(g.Length()), len(g.custom()))
	last := g.Last()
	if len(last) > 0 {
		fmt.Fprintln(tw, "\nSTANDS\tCOMPONENT\tITS LAST RESOURCE")
	}
	for _, s := range last {
		component := g.byURN[s.URN].Step().Outermost()
		fmt.Fprintf(tw, "%s\t%s\t%s\n", round(s.Ends()), component, name(s.URN))
	}
	if err := tw.Flush(); err != nil {
		return fmt.Errorf("write the critical path: %w", err)
	}
	return nil
}

// WriteDOT prints every resource and what it needs in Graphviz's language.
func (g *Graph) WriteDOT(w io.Writer) error {
	fmt.Fprintln(w, "digraph environment {\n  rankdir=LR;")
	for _, r := range g.custom() {
		label := fmt.Sprintf("%s\n%s", name(r.URN), round(g.Span(r.URN).Takes))
		fmt.Fprintf(w, "  %s [label=%s];\n", strconv.Quote(string(r.URN)), strconv.Quote(label))
	}
	for _, r := range g.custom() {
		for _, need := range g.Needs(r.URN) {
			fmt.Fprintf(w, "  %s -> %s;\n", strconv.Quote(string(need)), strconv.Quote(string(r.URN)))
		}
	}
	if _, err := fmt.Fprintln(w, "}"); err != nil {
		return fmt.Errorf("write the graph: %w", err)
	}
	return nil
}

func name(urn resource.URN) string { return string(urn.Type()) + " " + urn.Name() }

// round leaves tenths of a second: the times are estimates.
func round(d time.Duration) time.Duration { return d.Round(100 * time.Millisecond) }
