package ruletest

import (
	"slices"
	"strings"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/policy/rule"
)

// Run puts every example of every rule before it, from the test of a concern's
// package. It also bends each example: whatever the rule reads, an unknown in its
// place is no violation, and a secret changes nothing.
func Run(t *testing.T, rules []rule.Rule) {
	t.Helper()
	for _, r := range rules {
		t.Run(r.ID, func(t *testing.T) {
			file, err := Load(Path(r))
			require.NoError(t, err)
			assert.NotEmpty(t, file.Pass, "no example passes")
			assert.NotEmpty(t, file.Fail, "no example fails")
			assert.Equal(t, len(file.Undecided) == 0, file.NeverUndecided != "",
				"a file has undecided examples, or says why there can be none")
			group(t, r, "passes", file.Pass)
			group(t, r, "fails", file.Fail)
			group(t, r, "is undecided", file.Undecided)
		})
	}
}

func group(t *testing.T, r rule.Rule, verdict string, examples []Example) {
	t.Helper()
	for _, e := range examples {
		require.NotEmpty(t, e.Name, "an example has no name")
		t.Run(e.Name+" "+verdict, func(t *testing.T) {
			resources, err := e.resources(r)
			require.NoError(t, err)
			for _, res := range resources {
				assert.Contains(t, r.Types, res.Type, "the rule does not declare the type")
			}
			assert.Equal(t, verdict == "fails", len(e.Findings) > 0, "exactly the examples that fail list findings")
			assert.Equal(t, verdict == "is undecided", len(e.Open) > 0 && len(e.Findings) == 0,
				"exactly the undecided examples list open questions and no findings")

			c, err := e.context(r)
			require.NoError(t, err)
			rep := ask(r, c, resources)
			findings, open := paths(r, rep)
			assert.Equal(t, e.Findings, findings, "findings: %v", rep.Findings())
			assert.Equal(t, e.Open, open, "open questions")
			bend(t, r, c, resources, len(e.Findings) == 0)
		})
	}
}

// paths renders a report as an example states it.
func paths(r rule.Rule, rep *rule.Report) (findings, open []string) {
	at := func(urn interface{ Name() string }, path string) string {
		if r.CheckStack != nil {
			return strings.TrimSpace(urn.Name() + " " + path)
		}
		return path
	}
	for _, f := range rep.Findings() {
		findings = append(findings, at(f.URN, f.Path))
	}
	for _, o := range rep.Open() {
		open = append(open, at(o.URN, o.Path))
	}
	return findings, open
}

// bend checks what holds for every rule on every input.
func bend(t *testing.T, r rule.Rule, c rule.Context, resources []*rule.Resource, clean bool) {
	t.Helper()
	before := ask(r, c, resources)
	for i, res := range resources {
		with := func(properties resource.PropertyMap) *rule.Report {
			bent := slices.Clone(resources)
			bent[i] = res.With(properties)
			return ask(r, c, bent)
		}
		for where, variant := range unknowns(res.Properties) {
			rep := with(variant)
			if clean {
				assert.Empty(t, rep.Findings(), "unknown at %s became a violation", where)
			}
		}
		after := with(secretly(res.Properties))
		assert.Equal(t, places(before), places(after), "the rule answers otherwise when values are secret")
	}
}

// places is a report without its messages: a secret's value is not in them.
func places(rep *rule.Report) []string {
	var out []string
	for _, f := range rep.Findings() {
		out = append(out, "violation "+string(f.URN)+" "+f.Path)
	}
	for _, o := range rep.Open() {
		out = append(out, "open "+string(o.URN)+" "+o.Path)
	}
	return out
}
