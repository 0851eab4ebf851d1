package cloudwatch

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func TestAlarmRules(t *testing.T) {
	t.Parallel()
	for title, tt := range map[string]struct {
		rule   string
		alarms []string
	}{
		"one alarm":                        {`ALARM(a)`, []string{"a"}},
		"names with spaces, in quotes":     {`ALARM("disk is full") OR OK( "a" )`, []string{"disk is full", "a"}},
		"an ARN":                           {`INSUFFICIENT_DATA(arn:aws:cloudwatch:eu-west-1:111122223333:alarm:a)`, []string{"arn:aws:cloudwatch:eu-west-1:111122223333:alarm:a"}},
		"groups and negations":             {`NOT (ALARM(a) AND NOT (NOT OK(b))) OR (TRUE)`, []string{"a", "b"}},
		"an alarm twice":                   {`ALARM(a) AND NOT OK(a)`, []string{"a"}},
		"small letters":                    {`alarm(a) and not ok(b) or false`, []string{"a", "b"}},
		"a number of several":              {`AT_LEAST(2, ALARM, (a, "b c", d))`, []string{"a", "b c", "d"}},
		"a part of several, that isn't OK": {`AT_LEAST(50%, NOT OK, (a, b))`, []string{"a", "b"}},
		"constants":                        {`TRUE AND FALSE`, nil},
	} {
		t.Run(title, func(t *testing.T) {
			t.Parallel()
			alarms, err := parseAlarmRule(tt.rule)
			require.NoError(t, err)
			assert.Equal(t, tt.alarms, alarms)
		})
	}
}

func TestWrongAlarmRules(t *testing.T) {
	t.Parallel()
	var many []string
	for i := range 101 {
		many = append(many, "ALARM(a"+strings.Repeat("x", i)+")")
	}
	for title, tt := range map[string]struct{ rule, says string }{
		"nothing":                   {"", "must not contain leading or trailing whitespace or be null"},
		"a space at the end":        {"TRUE ", "must not contain leading or trailing whitespace or be null"},
		"a name that is no state":   {"a AND b", "Unsupported token 'a' at char 0"},
		"a state without an alarm":  {"ALARM()", "Unsupported token ')' at char 6"},
		"an open bracket":           {"(ALARM(a)", "Unsupported token '<EOF>' at char 9"},
		"an open quotation mark":    {`ALARM("a)`, "Unsupported token '<EOF>' at char 9"},
		"no operator":               {"TRUE FALSE", "Unsupported token 'FALSE' at char 5"},
		"an operator that is last":  {"TRUE AND", "Unsupported token '<EOF>' at char 8"},
		"an operator of C":          {"ALARM(a) || ALARM(b)", "Unsupported token '|' at char 9"},
		"of several, none":          {"AT_LEAST(1, ALARM, ())", "Unsupported token ')' at char 20"},
		"of several, how many":      {"AT_LEAST(ALARM, (a))", "Unsupported token 'ALARM' at char 9"},
		"of several, in what state": {"AT_LEAST(1, (a))", "Unsupported token '(' at char 12"},
		"of several, not in a list": {"AT_LEAST(1, ALARM, a)", "Unsupported token 'a' at char 19"},
		"more than a hundred":       {strings.Join(many, " OR "), "the rule has 101 alarms, a composite alarm can have 100"},
	} {
		t.Run(title, func(t *testing.T) {
			t.Parallel()
			require.ErrorContains(t, admitAlarmRule(tt.rule), tt.says)
		})
	}
}

// TestEveryAlarmOfARuleIsFound writes rules at random and knows what it wrote.
func TestEveryAlarmOfARuleIsFound(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		var wrote []string
		rule := writeRule(t, 3, &wrote)
		found := alarmsOf(rule)
		slices.Sort(found)
		slices.Sort(wrote)
		assert.Equal(t, slices.Compact(wrote), found, rule)
	})
}

// writeRule draws a rule and notes its alarms.
func writeRule(t *rapid.T, depth int, wrote *[]string) string {
	name := rapid.StringMatching(`[a-z][a-z0-9-]{0,5}( [a-z]{1,3})?`)
	leaf := func() string {
		alarm := name.Draw(t, "alarm")
		*wrote = append(*wrote, alarm)
		if rapid.Bool().Draw(t, "quoted") {
			alarm = `"` + alarm + `"`
		}
		return rapid.SampledFrom([]string{"ALARM", "OK", "INSUFFICIENT_DATA"}).Draw(t, "state") + "(" + alarm + ")"
	}
	if depth == 0 {
		return leaf()
	}
	switch rapid.IntRange(0, 3).Draw(t, "form") {
	case 0:
		return leaf()
	case 1:
		return "NOT " + writeRule(t, depth-1, wrote)
	case 2:
		return "(" + writeRule(t, depth-1, wrote) + ")"
	default:
		return writeRule(t, depth-1, wrote) + rapid.SampledFrom([]string{" AND ", " OR "}).Draw(t, "operator") + writeRule(t, depth-1, wrote)
	}
}
