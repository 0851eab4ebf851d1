package rule_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"

	"github.com/covetpy/platform/policy/rule"
)

func TestTruthTables(t *testing.T) {
	tests := map[string]struct {
		got, want rule.Truth
	}{
		"and of nothing is yes":             {rule.And(), rule.Yes},
		"and: a no decides over an unknown": {rule.And(rule.Unknown, rule.No), rule.No},
		"and: an unknown leaves it open":    {rule.And(rule.Yes, rule.Unknown), rule.Unknown},
		"and: all yes":                      {rule.And(rule.Yes, rule.Yes), rule.Yes},
		"or of nothing is no":               {rule.Or(), rule.No},
		"or: a yes decides over an unknown": {rule.Or(rule.Unknown, rule.Yes), rule.Yes},
		"or: an unknown leaves it open":     {rule.Or(rule.No, rule.Unknown), rule.Unknown},
		"or: all no":                        {rule.Or(rule.No, rule.No), rule.No},
		"not of an unknown is unknown":      {rule.Not(rule.Unknown), rule.Unknown},
		"the zero value passes nothing":     {rule.Truth(0), rule.Unknown},
		"a plain answer is yes or no":       {rule.And(rule.Of(true), rule.Not(rule.Of(false))), rule.Yes},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) { assert.Equal(t, tt.want, tt.got) })
	}
}

// An unknown stands for an answer to come: whatever it turns out to be, a
// decision that was made without it holds.
func TestADecisionHoldsWhateverTheUnknownTurnsOutToBe(t *testing.T) {
	truths := rapid.SampledFrom([]rule.Truth{rule.Unknown, rule.No, rule.Yes})
	rapid.Check(t, func(t *rapid.T) {
		before := rapid.SliceOfN(truths, 0, 5).Draw(t, "before")
		after := make([]rule.Truth, len(before))
		for i, b := range before {
			after[i] = b
			if b == rule.Unknown {
				after[i] = rule.Of(rapid.Bool().Draw(t, "settled"))
			}
		}
		for _, combine := range []func(...rule.Truth) rule.Truth{rule.And, rule.Or} {
			if decided := combine(before...); decided != rule.Unknown {
				assert.Equal(t, decided, combine(after...))
			}
		}
		assert.Equal(t, rule.Not(rule.And(before...)), rule.Or(negated(before)...), "De Morgan")
	})
}

func negated(ts []rule.Truth) []rule.Truth {
	out := make([]rule.Truth, len(ts))
	for i, t := range ts {
		out[i] = rule.Not(t)
	}
	return out
}
