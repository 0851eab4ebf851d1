package cli

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/infra/config"
	"github.com/covetpy/platform/policy/mutate"
)

func TestAnEnvironmentIsWeakenedInMemory(t *testing.T) {
	home := here(t)
	got := platform("policy", "mutate", "dev", "--rule", "encryption-sns-topic")
	require.Regexp(t, `(?m)^dev: \d+ mutants, [1-9]\d* killed, \d+ explained, \d+ survived: \d+\.\d % in \S+s$`, got.out)
	want := ExitPolicy
	if strings.Contains(got.out, " 0 survived") {
		want = ExitOK
	}
	require.Equal(t, want, got.code)
	require.NotContains(t, got.out, "kmsMasterKeyId  key-", "the rule notices keys that are not the customer's")

	scored := document[mutate.Score](t, platform("policy", "mutate", "dev", "--only", "aws:sns/topic:Topic", "--json").out)
	require.Equal(t, "dev", scored.Environment)
	require.Equal(t, scored.Mutants, scored.Killed+scored.Explained+len(scored.Survivors))
	require.NoDirExists(t, home, "a mutation takes no state")

	for _, args := range [][]string{{}, {"dev", "--rule", "encryption-sns-topics"}, {"nowhere"}} {
		require.Equal(t, ExitBadInput, platform(append([]string{"policy", "mutate"}, args...)...).code, "%v", args)
	}
}

// Only a run of all there is can tell that nothing needs an explanation.
func TestAnExplanationThatNothingNeedsIsRefused(t *testing.T) {
	here(t)
	ws, err := findWorkspace()
	require.NoError(t, err)
	all, err := config.Environments(ws.Root)
	require.NoError(t, err)
	explained, err := mutate.ParseExplained([]byte(`[{reason: why, places: [{type: a, property: b}]}]`))
	require.NoError(t, err)
	require.ErrorContains(t, mutateOptions{environments: all}.unused(ws.Root, explained), "\n  a b")
	require.NoError(t, mutateOptions{environments: all[1:]}.unused(ws.Root, explained))
	require.NoError(t, mutateOptions{environments: all, rule: "some"}.unused(ws.Root, explained))
}
