package main

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/covetpy/platform/policy/catalogue"
	"github.com/covetpy/platform/policy/rule"
)

// renderControls writes the matrix: for each framework its controls with the
// rules that answer them, and for each statement of the public catalogues the
// rule that holds it.
func renderControls(rules []rule.Rule, rows []catalogue.Row) []byte {
	var b bytes.Buffer
	b.WriteString("# Controls\n\n" + written + `
Which rule of the [policies](policies.md) answers which control. A rule helps to answer
a control; whether an organisation meets it takes more than a rule. The command
platform policy list --control <framework or control> prints the same for one.

| Framework | Controls | Rules |
|---|---|---|
`)
	matrix := byFramework(rules)
	for _, f := range slices.Sorted(maps.Keys(matrix)) {
		answering := map[string]bool{}
		for _, ids := range matrix[f] {
			for _, id := range ids {
				answering[id] = true
			}
		}
		fmt.Fprintf(&b, "| %s | %d | %d |\n", f, len(matrix[f]), len(answering))
	}
	for _, f := range slices.Sorted(maps.Keys(matrix)) {
		fmt.Fprintf(&b, "\n## %s\n\n| Control | Rules |\n|---|---|\n", f)
		for _, control := range slices.SortedFunc(maps.Keys(matrix[f]), natural) {
			fmt.Fprintf(&b, "| %s | %s |\n", cell(prose(control)), links(matrix[f][control]))
		}
	}
	b.WriteString("\n## Rules of public catalogues\n\n| Asked of | About | By | Rules |\n|---|---|---|---|\n")
	for _, row := range rows {
		if len(row.Rules) > 0 {
			fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", types(row), about(row), sources(row), links(row.Rules))
		}
	}
	return b.Bytes()
}

func byFramework(rules []rule.Rule) map[rule.Framework]map[string][]string {
	out := map[rule.Framework]map[string][]string{}
	for _, r := range rules {
		for _, c := range r.Controls {
			if out[c.Framework] == nil {
				out[c.Framework] = map[string][]string{}
			}
			out[c.Framework][c.ID] = append(out[c.Framework][c.ID], r.ID)
		}
	}
	return out
}

func links(ids []string) string {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = fmt.Sprintf("[%s](policies.md#%s)", id, id)
	}
	return strings.Join(out, ", ")
}

// natural orders EC2.9 before EC2.10.
func natural(a, b string) int {
	as, bs := chunks(a), chunks(b)
	return slices.CompareFunc(as, bs, func(x, y string) int {
		if len(x) != len(y) && isNumber(x) && isNumber(y) {
			return len(x) - len(y)
		}
		return strings.Compare(x, y)
	})
}

// chunks splits a text where digits begin or end.
func chunks(s string) []string {
	var out []string
	start := 0
	for i := 1; i <= len(s); i++ {
		if i == len(s) || isDigit(s[i]) != isDigit(s[i-1]) {
			out = append(out, s[start:i])
			start = i
		}
	}
	return out
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func isNumber(s string) bool { return s != "" && isDigit(s[0]) }
