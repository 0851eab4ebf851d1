package bench_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/policy/bench"
	"github.com/covetpy/platform/policy/catalogue"
	"github.com/covetpy/platform/policy/rule"
)

// Every bad case is caught, and nothing is said of a good one.
func TestNothingIsMissedAndNothingGoodIsRefused(t *testing.T) {
	files, err := bench.Load()
	require.NoError(t, err)
	scores, err := bench.Run(t.Context(), files, nil)
	require.NoError(t, err)
	require.NotEmpty(t, scores)
	for _, s := range scores {
		assert.Positive(t, s.Good, s.Concern)
		assert.Positive(t, s.Bad, s.Concern)
		for _, m := range s.Missed {
			t.Errorf("%s: missed %s (%v)", m.Subject, m.Case, m.Asks)
		}
		for _, a := range s.FalseAlarms {
			t.Errorf("%s: %s: %s objects to %s %s: %s", a.Subject, a.Case, a.Violation.Rule, a.Violation.URN.Name(), a.Violation.Path, a.Violation.Message)
		}
	}
}

// Without rules everything is missed: the bench can fail.
func TestAPackThatKnowsNothingCatchesNothing(t *testing.T) {
	files, err := bench.Load()
	require.NoError(t, err)
	scores, err := bench.Run(t.Context(), files, []rule.Rule{})
	require.NoError(t, err)
	for _, s := range scores {
		assert.Zero(t, s.Caught, s.Concern)
		assert.Len(t, s.Missed, s.Bad, s.Concern)
	}
}

// What a case asks for is asked by the catalogue.
func TestACaseAsksForWhatTheCataloguesAsk(t *testing.T) {
	rows, err := catalogue.Load()
	require.NoError(t, err)
	var known []string
	for _, row := range rows {
		known = append(known, row.Sources...)
	}
	files, err := bench.Load()
	require.NoError(t, err)
	for _, f := range files {
		for _, b := range f.Bad {
			assert.NotEmpty(t, b.Asks, "%s: %s", f.Subject, b.Name)
			for _, source := range b.Asks {
				assert.True(t, slices.Contains(known, source), "%s: %s: no row of the catalogue has the source %q", f.Subject, b.Name, source)
			}
		}
	}
}
