package rule

import (
	"fmt"
	"io"
	"strings"
)

// Explain writes everything about a rule for a person at a terminal: what holds,
// why, how to fix it, where it applies and what it answers.
func Explain(w io.Writer, r Rule) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n%s\n\n", r.ID, r.Title)
	paragraph(&b, "Why", r.Why)
	paragraph(&b, "Fix", r.Fix)
	fmt.Fprintf(&b, "Severity  %s\n", r.Severity)
	fmt.Fprintf(&b, "Levels    dev %s, staging %s, prod %s\n", r.Levels.Dev, r.Levels.Staging, r.Levels.Prod)
	fmt.Fprintf(&b, "Asked of  %s\n", r.Scope())
	fmt.Fprintf(&b, "Types     %s\n", strings.Join(r.Types, "\n          "))
	controls := make([]string, len(r.Controls))
	for i, c := range r.Controls {
		controls[i] = c.String()
	}
	fmt.Fprintf(&b, "Controls  %s\n", strings.Join(controls, "\n          "))
	for i, s := range r.Settings {
		title := ""
		if i == 0 {
			title = "Settings"
		}
		fmt.Fprintf(&b, "%-8s  %s: %s (dev %v, staging %v, prod %v)\n",
			title, s.Name, s.Doc, s.Default(Dev), s.Default(Staging), s.Default(Prod))
	}
	fmt.Fprintf(&b, "Since     %s\n", r.Since)
	if len(r.Aliases) > 0 {
		fmt.Fprintf(&b, "Was       %s\n", strings.Join(r.Aliases, ", "))
	}
	if _, err := io.WriteString(w, b.String()); err != nil {
		return fmt.Errorf("write explanation of %s: %w", r.ID, err)
	}
	return nil
}

// explainWidth is where lines are broken: a terminal of 80 columns.
const explainWidth = 78

// paragraph writes a heading and text broken into lines, indented by two.
func paragraph(b *strings.Builder, heading, text string) {
	fmt.Fprintf(b, "%s\n", heading)
	line := " "
	for word := range strings.FieldsSeq(text) {
		if len(line)+1+len(word) > explainWidth {
			fmt.Fprintf(b, "%s\n", line)
			line = " "
		}
		line += " " + word
	}
	fmt.Fprintf(b, "%s\n\n", line)
}
