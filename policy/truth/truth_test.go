package truth_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"

	"github.com/covetpy/platform/policy/truth"
)

func TestTruthTables(t *testing.T) {
	tests := map[string]struct {
		got, want truth.Truth
	}{
		"and of nothing is yes":             {truth.And(), truth.Yes},
		"and: a no decides over an unknown": {truth.And(truth.Unknown, truth.No), truth.No},
		"and: an unknown leaves it open":    {truth.And(truth.Yes, truth.Unknown), truth.Unknown},
		"and: all yes":                      {truth.And(truth.Yes, truth.Yes), truth.Yes},
		"or of nothing is no":               {truth.Or(), truth.No},
		"or: a yes decides over an unknown": {truth.Or(truth.Unknown, truth.Yes), truth.Yes},
		"or: an unknown leaves it open":     {truth.Or(truth.No, truth.Unknown), truth.Unknown},
		"or: all no":                        {truth.Or(truth.No, truth.No), truth.No},
		"not of an unknown is unknown":      {truth.Not(truth.Unknown), truth.Unknown},
		"the zero value passes nothing":     {truth.Truth(0), truth.Unknown},
		"a plain answer is yes or no":       {truth.And(truth.Of(true), truth.Not(truth.Of(false))), truth.Yes},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) { assert.Equal(t, tt.want, tt.got) })
	}
}

// An unknown stands for an answer to come: whatever it turns out to be, a
// decision that was made without it holds.
func TestADecisionHoldsWhateverTheUnknownTurnsOutToBe(t *testing.T) {
	truths := rapid.SampledFrom([]truth.Truth{truth.Unknown, truth.No, truth.Yes})
	rapid.Check(t, func(t *rapid.T) {
		before := rapid.SliceOfN(truths, 0, 5).Draw(t, "before")
		after := make([]truth.Truth, len(before))
		for i, b := range before {
			after[i] = b
			if b == truth.Unknown {
				after[i] = truth.Of(rapid.Bool().Draw(t, "settled"))
			}
		}
		for _, combine := range []func(...truth.Truth) truth.Truth{truth.And, truth.Or} {
			if decided := combine(before...); decided != truth.Unknown {
				assert.Equal(t, decided, combine(after...))
			}
		}
		assert.Equal(t, truth.Not(truth.And(before...)), truth.Or(negated(before)...), "De Morgan")
	})
}

func negated(ts []truth.Truth) []truth.Truth {
	out := make([]truth.Truth, len(ts))
	for i, t := range ts {
		out[i] = truth.Not(t)
	}
	return out
}
