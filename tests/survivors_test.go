package tests

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/policy/mutate"
	"github.com/covetpy/platform/policy/rules"
)

// TestNothingIsWeakenedUnnoticed weakens every environment in every way, and
// demands that a rule objects or that a person has said why it need not.
func TestNothingIsWeakenedUnnoticed(t *testing.T) {
	t.Parallel()
	explained, err := mutate.Reviewed()
	require.NoError(t, err)
	for _, name := range environments(t) {
		result := mutants(t, name, func(mutate.Environment) mutate.Options { return mutate.Options{Rules: rules.All()} })
		score := mutate.Judge(result, explained)
		if len(score.Survivors) > 0 {
			var told bytes.Buffer
			require.NoError(t, score.Print(&told))
			assert.Fail(t, "no rule objects", "%s", &told)
		}
	}
	assert.Empty(t, explained.Unused(), "explanations that no survivor needs")
}
