package rules_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rules"
	"github.com/covetpy/platform/policy/ruletest"
)

func TestEveryRuleIsWhole(t *testing.T) {
	require.NotEmpty(t, rules.All())
	for _, r := range rules.All() {
		assert.Empty(t, r.Faults(), "rule %s", r.ID)
	}
}

func TestIDsAndAliasesAreUsedOnce(t *testing.T) {
	owner := map[string]string{}
	for _, r := range rules.All() {
		for _, id := range append([]string{r.ID}, r.Aliases...) {
			assert.Empty(t, owner[id], "%s is an id of %s as well", id, r.ID)
			owner[id] = r.ID
		}
	}
}

// An id is for ever: people configure and waive rules by it. A rule that is
// renamed keeps the old id among its aliases.
func TestNoPublishedIDIsLost(t *testing.T) {
	raw, err := os.ReadFile(filepath.Join("testdata", "published.txt"))
	require.NoError(t, err)
	var known []string
	for _, r := range rules.All() {
		known = append(append(known, r.ID), r.Aliases...)
	}
	slices.Sort(known)
	assert.Equal(t, strings.Fields(string(raw)), known,
		"add the new id to testdata/published.txt; an id that is in it stays, as an alias at least")
}

func TestEveryRuleHasAFileAndExamplesAndNothingIsLeftOver(t *testing.T) {
	wanted := map[string][]string{}
	for _, r := range rules.All() {
		source := strings.ReplaceAll(r.Name(), "-", "_") + ".go"
		assert.FileExists(t, filepath.Join(r.Concern(), source), "the code of %s", r.ID)
		wanted[r.Concern()] = append(wanted[r.Concern()], ruletest.Path(r))
	}
	for concern, paths := range wanted {
		found, err := filepath.Glob(filepath.Join(concern, "testdata", "*"))
		require.NoError(t, err)
		for i := range found {
			found[i], err = filepath.Rel(concern, found[i])
			require.NoError(t, err)
		}
		slices.Sort(paths)
		assert.Equal(t, paths, found, "examples of %s", concern)
	}
}

func TestAPromiseOfTheProjectIsMandatoryInProduction(t *testing.T) {
	for _, r := range rules.All() {
		if r.Severity >= rule.Medium {
			assert.Equal(t, rule.Mandatory, r.Levels.Prod, r.ID)
		}
	}
}
