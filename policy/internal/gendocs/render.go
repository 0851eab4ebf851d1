package main

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/covetpy/platform/policy/rule"
)

// render writes the page: an overview, each rule, and the controls with the rules
// that answer them.
func render(rules []rule.Rule) []byte {
	var b bytes.Buffer
	b.WriteString(`# Policies

<!-- Written by policy/internal/gendocs from the rules. Do not edit: run go generate ./policy/rules. -->

These rules run on the engine: for every resource before it is made, and for the
whole stack at the end of a preview or an update. A mandatory violation stops the
deployment, an advisory one is printed. What a preview can't know yet is counted as
undecided, neither passed nor failed, and decided by the update.

The platform command runs them by itself. Under the plain Pulumi CLI they are a policy
pack: pulumi preview --policy-pack policy. The tier, whose levels hold, is read from
the stack's configuration (project:tier), and is prod where there is none. A file given
by --policy-pack-config sets levels by rule, {"rule-id": "advisory"}.

`)
	b.WriteString("| Rule | States | Severity | dev | staging | prod |\n|---|---|---|---|---|---|\n")
	for _, r := range rules {
		fmt.Fprintf(&b, "| [%s](#%s) | %s | %s | %s | %s | %s |\n",
			r.ID, r.ID, cell(prose(r.Title)), r.Severity, r.Levels.Dev, r.Levels.Staging, r.Levels.Prod)
	}
	for _, r := range rules {
		section(&b, r)
	}
	b.WriteString("\n## Controls\n\n| Control | Rules |\n|---|---|\n")
	for _, line := range controls(rules) {
		b.WriteString(line)
	}
	return b.Bytes()
}

func section(b *bytes.Buffer, r rule.Rule) {
	fmt.Fprintf(b, "\n## %s\n\n%s.\n\n", r.ID, prose(r.Title))
	fmt.Fprintf(b, "**Why.** %s\n\n**Fix.** %s\n\n", prose(r.Why), prose(r.Fix))
	names := make([]string, len(r.Controls))
	for i, c := range r.Controls {
		names[i] = c.String()
	}
	fmt.Fprintf(b, "Asked of: %s. Types: `%s`. Controls: %s. Since %s.\n",
		r.Scope(), strings.Join(r.Types, "`, `"), strings.Join(names, ", "), r.Since)
	if len(r.Aliases) > 0 {
		fmt.Fprintf(b, "\nEarlier ids: %s.\n", strings.Join(r.Aliases, ", "))
	}
}

// controls lists each control with its rules, sorted.
func controls(rules []rule.Rule) []string {
	answered := map[string][]string{}
	for _, r := range rules {
		for _, c := range r.Controls {
			answered[c.String()] = append(answered[c.String()], fmt.Sprintf("[%s](#%s)", r.ID, r.ID))
		}
	}
	var lines []string
	for control, ids := range answered {
		lines = append(lines, fmt.Sprintf("| %s | %s |\n", cell(control), strings.Join(ids, ", ")))
	}
	slices.Sort(lines)
	return lines
}

// cell keeps a text from ending its table cell.
func cell(s string) string { return strings.ReplaceAll(s, "|", "\\|") }

// prose keeps what means something to Markdown, or to HTML, as plain text: rules
// speak of s3:* and of <region>.
func prose(s string) string {
	return strings.NewReplacer("*", "\\*", "_", "\\_", "<", "\\<", "[", "\\[", "]", "\\]").Replace(s)
}
