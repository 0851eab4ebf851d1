package tests

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/internal/offline"
	"github.com/covetpy/platform/policy/mutate"
	"github.com/covetpy/platform/policy/mutate/mutatetest"
	"github.com/covetpy/platform/policy/rule"
)

// mutants records an environment and tries its mutants.
func mutants(t *testing.T, name string, o func(mutate.Environment) mutate.Options) *mutate.Result {
	t.Helper()
	env, err := offline.Record(context.Background(), load(t, name), today)
	require.NoError(t, err)
	options := o(env)
	options.Schema, err = offline.Schema()
	require.NoError(t, err)
	result, err := mutate.Run(env, options)
	require.NoError(t, err)
	return result
}

// TestEveryMutantIsOne demands that whatever is broken in a real environment can
// be seen: rules that want the environment as it is notice all of it. What changes
// nothing would be a survivor that no rule can ever kill.
func TestEveryMutantIsOne(t *testing.T) {
	t.Parallel()
	result := mutants(t, "dev", func(env mutate.Environment) mutate.Options {
		return mutate.Options{Rules: []rule.Rule{mutatetest.UnchangedInputs(env.Inputs), mutatetest.Unchanged(env.Stack)}}
	})
	assert.Greater(t, result.Mutants, 1800)
	for _, m := range result.Alive {
		assert.Fail(t, "nothing changed", "%s of %s %s: %s", m.Operator, m.Type, m.URN.Name(), m.Path)
	}
}
