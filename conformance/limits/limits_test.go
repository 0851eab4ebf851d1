package limits

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"google.golang.org/grpc"
	"google.golang.org/protobuf/types/known/structpb"

	"github.com/covetpy/platform/conformance/schema"
	"github.com/covetpy/platform/sim/facts"
)

// toy is a provider of boxes that validates as upstream does.
type toy struct {
	rules map[string]func(v any) []string
}

func (p toy) Check(_ context.Context, in *pulumirpc.CheckRequest, _ ...grpc.CallOption) (*pulumirpc.CheckResponse, error) {
	given := in.GetNews().AsMap()
	if strings.Contains(in.GetUrn(), "picky") && given["cidr_or_group"] == nil && given["cidrOrGroup"] == nil {
		return nil, errors.New("Missing Attribute Configuration: Exactly one of these attributes must be configured: [cidr_or_group,other]")
	}
	answer := &pulumirpc.CheckResponse{Inputs: &structpb.Struct{Fields: map[string]*structpb.Value{}}}
	for name, v := range given {
		for _, reason := range p.rules[name](v) {
			answer.Failures = append(answer.Failures, &pulumirpc.CheckFailure{Reason: reason + ". Examine values at 'n." + name + "'."})
		}
	}
	answer.Failures = append(answer.Failures, &pulumirpc.CheckFailure{Reason: "Missing required argument. The argument \"must\" is required, but no definition was found.. Examine values at 'n.must'."})
	filled, err := structpb.NewStruct(map[string]any{"__defaults": []any{"size", "name"}, "size": 7, "name": "n-1234567"})
	answer.Inputs = filled
	return answer, err
}

func oneOf(accepted ...string) func(any) []string {
	return func(v any) []string {
		if slices.Contains(accepted, fmt.Sprint(v)) {
			return nil
		}
		return []string{fmt.Sprintf("expected it to be one of %q, got %v", accepted, v)}
	}
}

func matches(expression, words string) func(any) []string {
	return func(v any) []string {
		if text, ok := v.(string); ok && regexp.MustCompile(expression).MatchString(text) {
			return nil
		}
		return []string{"invalid value for it (" + words + ")"}
	}
}

func all(rules ...func(any) []string) func(any) []string {
	return func(v any) []string {
		var out []string
		for _, rule := range rules {
			out = append(out, rule(v)...)
		}
		return out
	}
}

func anyOf(rules ...func(any) []string) func(any) []string {
	return func(v any) []string {
		var out []string
		for _, rule := range rules {
			reasons := rule(v)
			if len(reasons) == 0 {
				return nil
			}
			out = append(out, reasons...)
		}
		return out
	}
}

func between(least, most float64) func(any) []string {
	return func(v any) []string {
		if n, ok := v.(float64); ok && n >= least && n <= most {
			return nil
		}
		return []string{fmt.Sprintf("expected it to be in the range (%v - %v), got %v", least, most, v)}
	}
}

func divisible(by int) func(any) []string {
	return func(v any) []string {
		if n, ok := v.(float64); ok && int(n)%by == 0 {
			return nil
		}
		return []string{fmt.Sprintf("expected it to be divisible by %d, got: %v", by, v)}
	}
}

func find(t *testing.T, typ string, rule func(any) []string, spoken ...Spoken) facts.Limits {
	t.Helper()
	f := Finder{Provider: toy{map[string]func(any) []string{"it": rule}}, Spoken: func(string) []Spoken { return spoken }}
	found, err := f.Find(t.Context(), Leaf{Token: "aws:toy/box:Box", Path: "it", Type: typ})
	require.NoError(t, err)
	return found
}

func TestWhatAProviderSaysItTakesIsFound(t *testing.T) {
	t.Parallel()
	assert.Equal(t, []string{"red", "blue"}, find(t, "string", oneOf("red", "blue")).OneOf)
	found := find(t, "number", between(2, 40))
	require.NotNil(t, found.Most)
	assert.InDelta(t, 2, *found.Least, 0)
	assert.InDelta(t, 40, *found.Most, 0)
	assert.True(t, find(t, "string", func(any) []string { return nil }).None(), "what takes everything has no limits")
}

func TestWhatHoldsOnlyAmongAlternativesIsNoLimit(t *testing.T) {
	t.Parallel()
	assert.True(t, find(t, "string", anyOf(oneOf("mysql", "postgres"), matches(`^custom-`, "must begin with custom-"))).None(),
		"the provider takes custom-oracle-ee")
	found := find(t, "integer", anyOf(
		func(v any) []string {
			if v == 31.5 {
				return nil
			}
			return []string{fmt.Sprintf("expected it to be one of [7 731], got %v", v)}
		},
		all(between(7, 731), divisible(31)),
	))
	assert.Empty(t, found.OneOf, "it takes multiples of 31 as well")
	require.NotNil(t, found.Least)
	assert.InDelta(t, 7, *found.Least, 0)
}

func TestAnExpressionIsKnownByItsWordsAndTried(t *testing.T) {
	t.Parallel()
	spoken := sources(t, `package toy
var lower = regexp.MustCompile(`+"`^[a-z]+$`"+`)
func schema() { validate(validation.StringMatch(lower, "must be lower case"), validation.StringMatch(regexache.MustCompile(`+"`^[A-Z]+$`"+`), "must be lower case")) }
func check(v any, k string) { if strings.HasPrefix(v, "a") { return }; if regexp.MustCompile(`+"`--`"+`).MatchString(v) { errs = append(errs, fmt.Errorf("%q cannot have two hyphens: %q", k, v)) } }
`)
	require.Len(t, spoken, 3)
	rule := all(matches(`^[a-z]+$`, "must be lower case"), func(v any) []string {
		if strings.Contains(v.(string), "--") {
			return []string{fmt.Sprintf("%q cannot have two hyphens: %q", "it", v)}
		}
		return nil
	})
	found := find(t, "string", rule, spoken...)
	assert.ElementsMatch(t, []facts.Pattern{
		{Expression: "^[a-z]+$", Says: "must be lower case"},
		{Expression: "--", Not: true, Says: "the value cannot have two hyphens"},
	}, found.Patterns, "the other expression with the same words refuses what the provider takes")
}

// sources reads the patterns of one file of Go.
func sources(t *testing.T, text string) []Spoken {
	t.Helper()
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, "toy.go"), []byte(text), 0o600))
	out, err := readPackage(dir)
	require.NoError(t, err)
	return out
}

func TestReasonsAreRead(t *testing.T) {
	t.Parallel()
	for reason, check := range map[string]func(l facts.Limits) bool{
		`expected retention to be one of [0 1 3], got -4`:                                     func(l facts.Limits) bool { return slices.Equal(l.OneOf, []string{"0", "1", "3"}) },
		`Attribute rule[0].status value must be one of: ["Off" "On"], got: "X"`:               func(l facts.Limits) bool { return slices.Equal(l.OneOf, []string{"Off", "On"}) },
		"Invalid String Enum Value. No.\n\nPath: a\nGiven Value: X\nValid Values: [A B ]":     func(l facts.Limits) bool { return slices.Equal(l.OneOf, []string{"A", "B", ""}) },
		`expected length of name to be in the range (3 - 125), got x`:                         func(l facts.Limits) bool { return *l.Shortest == 3 && *l.Longest == 125 },
		`"name" cannot be longer than 32 characters: "..."`:                                   func(l facts.Limits) bool { return l.Shortest == nil && *l.Longest == 32 },
		`expected days to be at least (1), got 0`:                                             func(l facts.Limits) bool { return *l.Least == 1 && l.Most == nil },
		`expected value of bus to match regular expression "^[/\\.\\-_A-Za-z0-9]+$", got ~`:   func(l facts.Limits) bool { return l.Patterns[0].Expression == `^[/\.\-_A-Za-z0-9]+$` },
		`"role_arn" (X) is an invalid ARN: arn: invalid prefix`:                               func(l facts.Limits) bool { return l.Format == "arn" },
		`"policy" contains an invalid JSON: invalid character '~' looking for the beginning`:  func(l facts.Limits) bool { return l.Format == "json" },
		`expected cidr_block to contain a valid Value, got: X with err: invalid CIDR address`: func(l facts.Limits) bool { return l.Format == "cidr" },
	} {
		found := parse(reason)
		require.Len(t, found, 1, reason)
		assert.True(t, check(found[0]), "%s: %+v", reason, found[0])
	}
}

func TestOnlyReasonsAboutTheValueAreHeard(t *testing.T) {
	t.Parallel()
	for at, want := range map[string]bool{
		"rules[0].name": true, "rules": true, "rules[0].filter": true, "rule": false, "name": false, "": false,
	} {
		assert.Equal(t, want, concerns(at, "rules[*].name"), at)
	}
	assert.False(t, concerns("name", "description"), "a name that the bridge made up is another matter")
	for _, reason := range []string{`one of "a,b" must be specified`, `"a": conflicts with b`, "Too many list items", `The argument "a" is required`} {
		assert.Regexp(t, elsewhere, reason)
	}
	assert.NotRegexp(t, elsewhere, `expected iam_auth to be one of ["DISABLED" "REQUIRED"], got ~`)
}

func TestAPartnerIsGivenWhereNothingIsLookedAtWithoutIt(t *testing.T) {
	t.Parallel()
	p := toy{map[string]func(any) []string{"it": oneOf("a"), "cidrOrGroup": func(any) []string { return nil }}}
	reasons, err := ask(t.Context(), p, Leaf{Token: "aws:toy/picky:Picky", Path: "it", Type: "string"}, "b")
	require.NoError(t, err)
	assert.Equal(t, []string{`expected it to be one of ["a"], got b`}, reasons)
}

func TestDefaultsAreWhatTheProviderFillsInAndDoesNotMakeUp(t *testing.T) {
	t.Parallel()
	pkg := schema.Package{Resources: map[string]schema.Resource{"aws:toy/box:Box": {Inputs: map[string]schema.Property{"size": {Type: "integer"}}}}}
	found, err := Defaults(t.Context(), toy{}, pkg, "aws:toy/box:Box")
	require.NoError(t, err)
	assert.Equal(t, map[string]any{"size": 7.0}, found)
}

func TestEveryValueAmongTheInputsIsALeaf(t *testing.T) {
	t.Parallel()
	pkg := schema.Package{
		Resources: map[string]schema.Resource{"aws:toy/box:Box": {Inputs: map[string]schema.Property{
			"name":  {Type: "string"},
			"tags":  {Type: "object", Values: &schema.Property{Type: "string"}},
			"rules": {Type: "array", Items: &schema.Property{Ref: "#/types/aws:toy/Rule:Rule"}},
		}}},
		Types: map[string]schema.Object{"aws:toy/Rule:Rule": {Properties: map[string]schema.Property{
			"ports": {Type: "array", Items: &schema.Property{Type: "integer"}},
		}}},
	}
	assert.Equal(t, []Leaf{
		{Token: "aws:toy/box:Box", Path: "name", Type: "string"},
		{Token: "aws:toy/box:Box", Path: "rules[*].ports[*]", Type: "integer"},
	}, Leaves(pkg, "aws:toy/box:Box"))
	assert.Equal(t, map[string]any{"rules": []any{map[string]any{"ports": []any{4}}}}, inputs("rules[*].ports[*]", 4))
	assert.Equal(t, []string{"rules[*]"}, holders(pkg, "aws:toy/box:Box"))
}

func TestASurveyIsAskedOnceForABuild(t *testing.T) {
	t.Parallel()
	pkg := schema.Package{Resources: map[string]schema.Resource{"aws:toy/box:Box": {Inputs: map[string]schema.Property{"it": {Type: "string"}}}}}
	asking := filepath.Join(t.TempDir(), "ask.go")
	require.NoError(t, os.WriteFile(asking, []byte("package limits"), 0o600))
	dir := t.TempDir()
	survey := func(accepted string) map[string]Answers {
		f := Finder{Provider: toy{map[string]func(any) []string{"it": oneOf(accepted)}}, Spoken: func(string) []Spoken { return nil }}
		out, err := f.Kept(t.Context(), dir, []string{asking}, pkg, io.Discard)
		require.NoError(t, err)
		return out
	}
	first := survey("red")
	assert.Equal(t, []string{"red"}, first["aws:toy/box:Box"].Limits["it"].OneOf)
	assert.Equal(t, first, survey("blue"), "the same build, asked in the same way, answers the same")
	require.NoError(t, os.WriteFile(asking, []byte("package limits // asks otherwise"), 0o600))
	assert.Equal(t, []string{"blue"}, survey("blue")["aws:toy/box:Box"].Limits["it"].OneOf)

	f := Finder{Provider: toy{}, Spoken: func(string) []Spoken { return nil }}
	_, err := f.Kept(t.Context(), dir, []string{filepath.Join(dir, "none.go")}, pkg, io.Discard)
	assert.ErrorIs(t, err, os.ErrNotExist)
}
