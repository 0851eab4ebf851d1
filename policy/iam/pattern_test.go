package iam_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"

	"github.com/covetpy/platform/policy/iam"
	"github.com/covetpy/platform/policy/truth"
)

func TestPatternsMatchTexts(t *testing.T) {
	tests := map[string]struct {
		pattern, text string
		want          truth.Truth
	}{
		"plain text":                            {"a", "a", truth.Yes},
		"case counts":                           {"a", "A", truth.No},
		"nothing is of nothing":                 {"", "", truth.Yes},
		"a star is also nothing":                {"a*", "a", truth.Yes},
		"a star reaches over colons":            {"arn:aws:sqs:*", "arn:aws:sqs:eu-west-1:1:q", truth.Yes},
		"a star in the middle goes back":        {"a*bc", "abcabc", truth.Yes},
		"a question mark is one character":      {"a?c", "abc", truth.Yes},
		"and not none":                          {"a?c", "ac", truth.No},
		"one of several bytes, too":             {"a?c", "aéc", truth.Yes},
		"a variable may be anything":            {"a/${aws:username}", "a/ann", truth.Unknown},
		"but what is around it must be there":   {"a/${aws:username}", "b/ann", truth.No},
		"an escaped star is a star":             {"a${*}", "a*", truth.Yes},
		"and nothing else":                      {"a${*}", "ab", truth.No},
		"an escaped question mark":              {"a${?}", "ab", truth.No},
		"an escaped dollar":                     {"${$}{x}", "${x}", truth.Yes},
		"a variable without an end is text":     {"a${b", "a${b", truth.Yes},
		"a variable with a default is unknown":  {"${aws:PrincipalTag/team, 'x'}", "y", truth.Unknown},
		"stars and question marks in any order": {"a*?*", "a", truth.No},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			assert.Equal(t, tt.want.String(), iam.Compile(tt.pattern, true).Match(tt.text).String())
		})
	}
	assert.Equal(t, truth.No, iam.Compile("${aws:username}", false).Match("ann"), "2008-10-17 has no variables")
	assert.Equal(t, truth.Yes, iam.CompileAction("S3:Get*").Match("s3:getobject"))
}

func TestPatternsTakeTheContextsValues(t *testing.T) {
	p := iam.Compile("home/${aws:username}/${aws:PrincipalTag/team, 'none'}", true)
	bind := func(ctx iam.Context, text string) truth.Truth { return p.Bind(ctx).Match(text) }
	known := iam.Context{"aws:username": {"a*"}, "aws:PrincipalTag/team": nil}
	assert.Equal(t, truth.Yes, bind(known, "home/a*/none"), "a missing key takes the default")
	assert.Equal(t, truth.No, bind(known, "home/ann/none"), "a value's star is a star")
	assert.Equal(t, truth.Unknown, bind(iam.Context{"aws:username": {"ann"}}, "home/ann/x"))
	assert.Equal(t, truth.No, bind(iam.Context{"aws:username": {"ann"}}, "home/bob/x"))
}

func TestPatternsCoverPatterns(t *testing.T) {
	tests := map[string]struct {
		wide, narrow string
		want         truth.Truth
	}{
		"everything covers anything":             {"*", "arn:aws:s3:::a/*", truth.Yes},
		"a prefix covers what begins with it":    {"arn:aws:s3:::a*", "arn:aws:s3:::a/*", truth.Yes},
		"and not the other way round":            {"arn:aws:s3:::a/*", "arn:aws:s3:::a*", truth.No},
		"a pattern covers itself":                {"a*b?c", "a*b?c", truth.Yes},
		"in another order, too":                  {"*?", "?*", truth.Yes},
		"a question mark does not cover a star":  {"a?", "a*", truth.No},
		"a star may be nothing":                  {"a??*b", "a*b", truth.No},
		"stars that share the work":              {"*a*", "*aa*", truth.Yes},
		"neither covers where both go their way": {"a*c", "a*d", truth.No},
		"text covers only itself":                {"ab", "a?", truth.No},
		"one variable is one text":               {"a/${u}/*", "a/${u}/x", truth.Yes},
		"two variables may be the same":          {"a/${u}", "a/${v}", truth.Unknown},
		"a variable may be anything":             {"a/${u}", "a/*", truth.Unknown},
		"a star covers a variable":               {"a/*", "a/${u}", truth.Yes},
		"a variable does not help elsewhere":     {"a/${u}", "b/*", truth.No},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got := iam.Compile(tt.wide, true).Covers(iam.Compile(tt.narrow, true))
			assert.Equal(t, tt.want.String(), got.String())
		})
	}
}

func TestPatternsIntersect(t *testing.T) {
	tests := map[string]struct {
		a, b string
		want truth.Truth
	}{
		"prefix and suffix":             {"a*", "*b", truth.Yes},
		"different beginnings":          {"a*", "b*", truth.No},
		"different ends":                {"*a", "*b", truth.No},
		"different lengths":             {"??", "???", truth.No},
		"text of a pattern":             {"a/b", "a/*", truth.Yes},
		"a variable may meet":           {"a/${u}", "a/b", truth.Unknown},
		"a variable cannot":             {"a/${u}", "b/*", truth.No},
		"the same variable":             {"a/${u}", "*/${u}", truth.Yes},
		"nothing and a star":            {"", "*", truth.Yes},
		"stars around what both ask of": {"*x*", "y*y", truth.Yes},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			a, b := iam.Compile(tt.a, true), iam.Compile(tt.b, true)
			assert.Equal(t, tt.want.String(), a.Intersects(b).String())
			assert.Equal(t, a.Intersects(b), b.Intersects(a))
		})
	}
}

// Texts and patterns over three letters, short enough that all texts can be tried.
var (
	texts    = allTexts("abc", 6)
	patterns = rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(rapid.SampledFrom([]string{"a", "b", "?", "*"}), 0, 3).Draw(t, "symbols"), "")
	})
)

func allTexts(letters string, length int) []string {
	out := []string{""}
	for start := 0; length > 0; length-- {
		end := len(out)
		for _, prefix := range out[start:end] {
			for _, l := range letters {
				out = append(out, prefix+string(l))
			}
		}
		start = end
	}
	return out
}

// slow is the definition of a match, without any cleverness.
func slow(pattern, text string) bool {
	switch {
	case pattern == "":
		return text == ""
	case pattern[0] == '*':
		return slow(pattern[1:], text) || text != "" && slow(pattern, text[1:])
	default:
		return text != "" && (pattern[0] == '?' || pattern[0] == text[0]) && slow(pattern[1:], text[1:])
	}
}

func TestPatternsAnswerAsTheirTextsDo(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, q := patterns.Draw(t, "p"), patterns.Draw(t, "q")
		covers, meets := true, false
		for _, text := range texts {
			inP, inQ := slow(p, text), slow(q, text)
			assert.Equal(t, truth.Of(inP), iam.Compile(p, true).Match(text), "%q on %q", p, text)
			covers = covers && (inP || !inQ)
			meets = meets || inP && inQ
		}
		assert.Equal(t, truth.Of(covers), iam.Compile(p, false).Covers(iam.Compile(q, false)), "%q covers %q", p, q)
		assert.Equal(t, truth.Of(meets), iam.Compile(p, false).Intersects(iam.Compile(q, false)), "%q meets %q", p, q)
	})
}

func TestOddPatternsTakeNoTime(t *testing.T) {
	deadline := time.Now().Add(5 * time.Second)
	odd := iam.Compile(strings.Repeat("*a?", 300)+"b", false)
	assert.Equal(t, truth.No, odd.Match(strings.Repeat("a", 5000)))
	assert.NotEqual(t, truth.Yes, odd.Covers(iam.Compile(strings.Repeat("?*a", 300), false)))
	assert.Equal(t, truth.Yes, odd.Intersects(iam.Compile(strings.Repeat("?*a", 300)+"*", false)))
	endless := iam.Compile(strings.Repeat("?*a", 100000), false)
	assert.Equal(t, truth.Unknown, odd.Intersects(endless))
	assert.Equal(t, truth.Unknown, endless.Covers(odd))
	assert.True(t, time.Now().Before(deadline))
}

func TestFixedIsWhatComesBeforeAWildcard(t *testing.T) {
	assert.Equal(t, "repo:acme/", iam.Fixed("repo:acme/*"))
	assert.Equal(t, "a", iam.Fixed("a${b}"))
	assert.Equal(t, "abc", iam.Fixed("abc"))
}
