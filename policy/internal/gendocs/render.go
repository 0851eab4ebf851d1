package main

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/covetpy/platform/policy/catalogue"
	"github.com/covetpy/platform/policy/rule"
)

const written = `<!-- Written by policy/internal/gendocs from the rules. Do not edit: run go generate ./policy/rules. -->
`

// renderRules writes the page of the rules: an overview, each rule, and what of
// the public catalogues is no rule, with the reason.
func renderRules(rules []rule.Rule, rows []catalogue.Row) []byte {
	var b bytes.Buffer
	b.WriteString("# Policies\n\n" + written + `
These rules run on the engine: for every resource before it is made, and for the
whole stack at the end of a preview or an update. A mandatory violation stops the
deployment, an advisory one is printed. What a preview can't know yet is counted as
undecided, neither passed nor failed, and decided by the update.

The platform command runs them by itself. Under the plain Pulumi CLI they are a policy
pack: pulumi preview --policy-pack policy. The tier, whose levels hold, is read from
the stack's configuration (project:tier), and is prod where there is none. A policy
configuration file of Pulumi's (--policy-pack-config; --policy-config of the platform
command) sets levels and settings by rule: {"rule-id": "advisory"} or
{"rule-id": {"enforcementLevel": "mandatory", "setting": 30}}. A violation is accepted for
a time by an entry in policy/waiver/waivers.yaml. What public catalogues ask and which
rule answers it is in [controls.md](controls.md); what they ask and no rule does is at
the end of this page.

`)
	fmt.Fprintf(&b, "%d rules.\n\n", len(rules))
	b.WriteString("| Rule | States | Severity | dev | staging | prod |\n|---|---|---|---|---|---|\n")
	for _, r := range rules {
		fmt.Fprintf(&b, "| [%s](#%s) | %s | %s | %s | %s | %s |\n",
			r.ID, r.ID, cell(prose(r.Title)), r.Severity, r.Levels.Dev, r.Levels.Staging, r.Levels.Prod)
	}
	for _, r := range rules {
		section(&b, r)
	}
	declined(&b, rows)
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
	if len(r.Settings) > 0 {
		b.WriteString("\n| Setting | Means | dev | staging | prod |\n|---|---|---|---|---|\n")
		for _, s := range r.Settings {
			fmt.Fprintf(b, "| `%s` | %s | %s | %s | %s |\n", s.Name, cell(prose(s.Doc)),
				setting(s, rule.Dev), setting(s, rule.Staging), setting(s, rule.Prod))
		}
	}
	if len(r.Aliases) > 0 {
		fmt.Fprintf(b, "\nEarlier ids: %s.\n", strings.Join(r.Aliases, ", "))
	}
}

// setting is a default in a table's cell.
func setting(s rule.Setting, t rule.Tier) string {
	switch v := s.Default(t).(type) {
	case []string:
		if len(v) == 0 {
			return "none"
		}
		return "`" + cell(strings.Join(v, "`, `")) + "`"
	default:
		return fmt.Sprint(v)
	}
}

// declined lists what public catalogues ask and no rule does.
func declined(b *bytes.Buffer, rows []catalogue.Row) {
	b.WriteString("\n## What is no rule, and why\n\n| Asked of | About | By | Why there is no rule |\n|---|---|---|---|\n")
	for _, row := range rows {
		if row.Declined != "" {
			fmt.Fprintf(b, "| %s | %s | %s | %s |\n", types(row), about(row), sources(row), cell(prose(row.Declined)))
		}
	}
}

func types(row catalogue.Row) string { return "`" + strings.Join(row.Types, "`, `") + "`" }

func about(row catalogue.Row) string {
	if row.Property != "" {
		return "`" + cell(row.Property) + "`"
	}
	return cell(prose(row.Relation))
}

func sources(row catalogue.Row) string { return cell(prose(strings.Join(row.Sources, ", "))) }

// cell keeps a text from ending its table cell.
func cell(s string) string { return strings.ReplaceAll(s, "|", "\\|") }

// prose keeps what means something to Markdown, or to HTML, as plain text: rules
// speak of s3:* and of <region>.
func prose(s string) string {
	return strings.NewReplacer("*", "\\*", "_", "\\_", "<", "\\<", "[", "\\[", "]", "\\]").Replace(s)
}
