package catalogue_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/policy/catalogue"
	"github.com/covetpy/platform/policy/pack"
	"github.com/covetpy/platform/policy/rule"
)

// minReason is the length of the shortest declined that can say something.
const minReason = 25

// Every statement of the catalogues has a rule that reads one of its types, or a
// reason.
func TestEveryRowIsAnswered(t *testing.T) {
	rows, err := catalogue.Load()
	require.NoError(t, err)
	require.NotEmpty(t, rows)
	for _, row := range rows {
		label := row.File + ": " + strings.Join(row.Types, ", ") + " " + row.About()
		assert.NotEmpty(t, row.Sources, "%s has no source", label)
		assert.NotEmpty(t, row.Types, "%s has no type", label)
		assert.NotEqual(t, row.Property == "", row.Relation == "", "%s needs a property or a relation", label)
		for _, token := range row.Types {
			assert.Equal(t, rule.Canonical(token), token, "%s: the type's canonical token", label)
		}
		if len(row.Rules) == 0 {
			assert.GreaterOrEqual(t, len(row.Declined), minReason, "%s has neither a rule nor a reason", label)
			continue
		}
		assert.Empty(t, row.Declined, "%s has a rule and a reason to have none", label)
		for _, id := range row.Rules {
			r, ok := pack.Find(id)
			if assert.True(t, ok, "%s: no rule is called %s", label, id) {
				assert.Equal(t, id, r.ID, "%s: %s is an earlier id", label, id)
				assert.True(t, slices.ContainsFunc(row.Types, func(token string) bool { return slices.Contains(r.Types, token) }),
					"%s: %s reads none of the types", label, id)
			}
		}
	}
}

// A control that a rule claims stands in the catalogue with that rule.
func TestARuleClaimsNoControlThatTheCatalogueDoesNotKnow(t *testing.T) {
	rows, err := catalogue.Load()
	require.NoError(t, err)
	known := map[string][]string{}
	for _, row := range rows {
		for _, source := range row.Sources {
			known[source] = append(known[source], row.Rules...)
		}
	}
	for _, r := range pack.Rules() {
		for _, c := range r.Controls {
			if c.Framework == rule.FSBP {
				assert.Contains(t, known["FSBP "+c.ID], r.ID, "%s claims %s: give it a row", r.ID, c)
			}
		}
	}
}
