package show

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/covetpy/platform/policy/reach"
	"github.com/covetpy/platform/policy/rule"
)

// networkWidth is how wide the listing of a network is at most.
const networkWidth = 100

// Network lists who reaches whom, by destination, and what stops the others. With
// why it says for each way which rules let it through.
func Network(w io.Writer, m reach.Matrix, why bool) {
	for _, to := range m.Targets {
		fmt.Fprintf(w, "\nto %s\n", to)
		stopped := map[reach.Layer][]string{}
		var order []reach.Layer
		for _, from := range m.Sources {
			cell, ok := m.At(from, to)
			if !ok {
				continue
			}
			if layer := cell.Answer.StoppedBy(); layer != "" {
				if !slices.Contains(order, layer) {
					order = append(order, layer)
				}
				stopped[layer] = append(stopped[layer], from)
				continue
			}
			wrapped(w, fmt.Sprintf("  %-23s  ", from), ports(cell.Answer.Ports))
			if why {
				steps(w, cell.Answer, "      ")
			}
		}
		for _, layer := range order {
			wrapped(w, fmt.Sprintf("  stopped by %-11s   ", layer), strings.Join(stopped[layer], ", "))
		}
	}
}

// ports are what gets through, and what may.
func ports(b reach.PortBounds) string {
	switch {
	case b.Sure.Equal(b.Maybe):
		return b.Sure.String()
	case b.Sure.Empty():
		return "perhaps " + b.Maybe.String()
	default:
		return b.Sure.String() + "; perhaps " + b.Maybe.Minus(b.Sure).String()
	}
}

// Way says why a source reaches a destination, or what stops it.
func Way(w io.Writer, c reach.Cell) {
	if c.Answer.StoppedBy() != "" {
		fmt.Fprintf(w, "%s does not reach %s\n", c.From, c.To)
	} else {
		fmt.Fprintf(w, "%s reaches %s: %s\n", c.From, c.To, ports(c.Answer.Ports))
	}
	steps(w, c.Answer, "  ")
}

func steps(w io.Writer, a reach.Answer, indent string) {
	for _, s := range a.Steps {
		wrapped(w, fmt.Sprintf("%s%-12s", indent, s.Layer), s.Says)
	}
}

// Claims lists statements about a network and whether they hold.
func Claims(w io.Writer, claims []reach.Claim) {
	words := map[rule.Truth]string{rule.Yes: "holds", rule.No: "FAILS", rule.Unknown: "not known yet"}
	for _, c := range claims {
		wrapped(w, fmt.Sprintf("%-13s  ", words[c.Holds]), c.Says)
		for _, against := range c.Against {
			wrapped(w, strings.Repeat(" ", len("not known yet  ")), "- "+against)
		}
	}
}

// wrapped writes text behind a heading, broken into lines at blanks.
func wrapped(w io.Writer, heading, text string) {
	line := heading
	begun := false
	for word := range strings.FieldsSeq(text) {
		if begun && len(line)+1+len(word) > networkWidth {
			fmt.Fprintln(w, line)
			line, begun = strings.Repeat(" ", len(heading)), false
		}
		if begun {
			line += " "
		}
		line += word
		begun = true
	}
	fmt.Fprintln(w, line)
}
