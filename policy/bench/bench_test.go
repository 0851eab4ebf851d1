package bench_test

import (
	"context"
	"slices"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/policy/bench"
	"github.com/covetpy/platform/policy/catalogue"
	"github.com/covetpy/platform/policy/rule"
)

// all is what every rule says of every case, asked once.
var all = sync.OnceValues(func() ([]bench.Score, error) {
	files, err := bench.Load()
	if err != nil {
		return nil, err
	}
	return bench.Run(context.Background(), files, nil)
})

// Every bad case is caught, and nothing is said of a good one.
func TestNothingIsMissedAndNothingGoodIsRefused(t *testing.T) {
	scores, err := all()
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

// A case is caught by a rule that the catalogues' rows name, and not by chance: a
// rule about unused keys, say, objects whenever a key is taken away.
func TestACaseIsCaughtByARuleThatAnswersIt(t *testing.T) {
	rows, err := catalogue.Load()
	require.NoError(t, err)
	answer := map[string][]string{}
	for _, row := range rows {
		for _, source := range row.Sources {
			answer[source] = append(answer[source], row.Rules...)
		}
	}
	scores, err := all()
	require.NoError(t, err)
	require.NotEmpty(t, scores)
	for _, s := range scores {
		for _, c := range s.Catches {
			answered := slices.ContainsFunc(c.Asks, func(source string) bool {
				return slices.ContainsFunc(answer[source], func(id string) bool { return slices.Contains(c.Rules, id) })
			})
			assert.True(t, answered, "%s: %s is caught by %v, and none of them answers %v", c.Subject, c.Case, c.Rules, c.Asks)
		}
	}
}
