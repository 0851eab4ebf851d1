package bench_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"gopkg.in/yaml.v3"

	"github.com/covetpy/platform/policy/bench"
)

const made = `
good:
  - name: plain
    resources:
      - name: jobs
        type: aws:sqs/queue:Queue
        properties: {kmsMasterKeyId: alias/own}
  - name: changed
    of: plain
    change: [{in: jobs, set: {kmsMasterKeyId: ""}}]
  - name: changed back
    of: changed
    change: [{in: jobs, set: {kmsMasterKeyId: alias/own}}]
`

func TestAGoodStackIsMadeOfAnother(t *testing.T) {
	scores, err := bench.Run(t.Context(), []bench.File{file(t, made)}, nil)
	require.NoError(t, err)
	require.Len(t, scores, 1)
	assert.Equal(t, 3, scores[0].Good)
	named := map[string]bool{}
	for _, alarm := range scores[0].FalseAlarms {
		if alarm.Violation.Rule == "encryption-sqs-queue" {
			named[alarm.Case] = true
		}
	}
	assert.Equal(t, map[string]bool{"changed": true}, named, "each change is taken, in its order")
}

func TestAStackIsMadeOfOneThatStandsBeforeIt(t *testing.T) {
	for name, text := range map[string]string{
		"of nothing": `good: [{name: a, of: b}]`,
		"of itself":  `good: [{name: a, of: a}]`,
		"of a later": `good: [{name: a, of: b}, {name: b}]`,
		"bad":        `bad: [{name: a, of: b}]`,
	} {
		_, err := bench.Run(t.Context(), []bench.File{file(t, text)}, nil)
		assert.ErrorContains(t, err, "there is no good case", name)
	}
}

func file(t *testing.T, text string) bench.File {
	t.Helper()
	f := bench.File{Concern: "encryption", Subject: "made"}
	require.NoError(t, yaml.Unmarshal([]byte(text), &f))
	return f
}
