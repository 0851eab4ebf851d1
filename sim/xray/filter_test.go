package xray

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func TestFilterExpressions(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct{ expression, says string }{
		"nothing is everything":                             {"", ""},
		"a boolean stands for itself":                       {"fault", ""},
		"a boolean may be compared":                         {"error = false", ""},
		"keywords have no case":                             {"ResponseTime >= 0.5 and OK", ""},
		"a negation of a group":                             {`NOT (http.url CONTAINS "/health" OR http.method = 'HEAD')`, ""},
		"a service with a filter of its own":                {`service("api") { fault AND responsetime > 1 }`, ""},
		"an edge has two ends":                              {`edge("web", "api")`, ""},
		"what a service is called by":                       {`service(id(name: "api", type: "AWS::EC2::Instance"))`, ""},
		"an annotation that is there":                       {"annotation[tenant]", ""},
		"an annotation of a value":                          {`annotation.tenant BEGINSWITH "a" AND annotation[size] > 3`, ""},
		"a word that is no keyword":                         {"latency > 1", `unknown keyword "latency"`},
		"a number compared as a text":                       {`duration ENDSWITH "1"`, "expected one of [= != < <= > >="},
		"a text compared as a number":                       {"user > 5", "expected one of [= != CONTAINS"},
		"a comparison without a value":                      {"http.status =", "is no value to compare with"},
		"a group that does not end":                         {"(ok OR fault", `expected ")", got "end of the expression"`},
		"a service's filter that does not end":              {"service(api) { ok", `expected "}"`},
		"arguments that do not end":                         {`service("api"`, `expected ")"`},
		"an annotation's key that does not end":             {"annotation[a b", `expected "]"`},
		"an annotation without a key":                       {"annotation > 5", `expected "["`},
		"two terms with nothing between them":               {"ok fault", `unexpected "fault"`},
		"an operator at the end":                            {"ok AND", `unknown keyword "end of the expression"`},
		"a character that no expression has":                {"ok & fault", `unexpected "& fault"`},
		"a boolean compared with what is no truth":          {"ok = 1", `expected true or false, got "1"`},
		"an annotation compared with a word":                {"annotation.a = b", `"b" is no value`},
		"a mistake in the group is found as one of its own": {"ok AND (latency)", `unknown keyword "latency"`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err := admitFilter(tt.expression)
			if tt.says == "" {
				require.NoError(t, err)
				return
			}
			require.ErrorContains(t, err, "InvalidRequestException: Invalid filter expression: ")
			require.ErrorContains(t, err, tt.says)
		})
	}
}

// term draws an expression that X-Ray's guide allows.
func term(depth int) *rapid.Generator[string] {
	simple := []*rapid.Generator[string]{
		rapid.SampledFrom([]string{"ok", "fault", "error = true", "throttle", "annotation[a]"}),
		rapid.Map(rapid.Float64Range(0, 100), func(float64) string { return "responsetime > 0.25" }),
		rapid.SampledFrom([]string{`http.url CONTAINS "/a b"`, `user = 'x'`, "http.status != 404", `annotation.k = "v"`}),
	}
	if depth == 0 {
		return rapid.OneOf(simple...)
	}
	inner := term(depth - 1)
	return rapid.OneOf(append(simple,
		rapid.Map(inner, func(e string) string { return "(" + e + ")" }),
		rapid.Map(inner, func(e string) string { return "NOT " + "(" + e + ")" }),
		rapid.Map(inner, func(e string) string { return `service("s") {` + e + "}" }),
		rapid.Custom(func(t *rapid.T) string {
			between := rapid.SampledFrom([]string{" AND ", " OR "}).Draw(t, "between")
			return inner.Draw(t, "left") + between + inner.Draw(t, "right")
		}),
	)...)
}

func TestWhatIsMadeOfTermsIsTakenAndHalfOfItIsNot(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		expression := term(3).Draw(t, "expression")
		assert.NoError(t, admitFilter(expression))
		assert.Error(t, admitFilter("("+expression))
		assert.Error(t, admitFilter(expression+" AND"))
	})
}
