package mutate

import (
	"bytes"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/tokens"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestReviewedIsWhole(t *testing.T) {
	_, err := Reviewed()
	assert.NoError(t, err)
}

func TestExplained(t *testing.T) {
	explained, err := ParseExplained([]byte(`
- reason: a name
  places:
    - {type: "*", property: tags.Name, operator: tag-removed}
    - {type: "aws:toy/*", property: "rules[*].on"}
- reason: nobody has it any more
  places:
    - {type: aws:toy/thing:Thing, operator: minimum}
`))
	require.NoError(t, err)
	list := []Mutant{
		{Type: thing, Path: "tags.Name", Operator: "tag-removed"},
		{Type: thing, Path: "tags.Name.more", Operator: "tag-removed"},
		{Type: thing, Path: "rules[a].on", Operator: "flipped"},
		{Type: kmsKey, Path: "rules[a].on", Operator: "flipped"},
	}
	harmless, left := explained.Split(list)
	assert.Equal(t, []Mutant{list[0], list[2]}, harmless)
	assert.Equal(t, []Mutant{list[1], list[3]}, left)
	assert.Equal(t, []string{"aws:toy/thing:Thing  minimum"}, explained.Unused())
}

func TestAnExplanationMayBeOfOneEnvironment(t *testing.T) {
	explained, err := ParseExplained([]byte(`[{reason: why, places: [{type: "*", operator: flipped, environment: dev}]}]`))
	require.NoError(t, err)
	of := func(environment tokens.QName) Mutant {
		return Mutant{URN: resource.NewURN(environment, "covetpy", "", thing, "it"), Type: thing, Path: "on", Operator: "flipped"}
	}
	harmless, left := explained.Split([]Mutant{of("dev"), of("prod")})
	assert.Equal(t, []Mutant{of("dev")}, harmless)
	assert.Equal(t, []Mutant{of("prod")}, left)
}

func TestExplanationsMustExplain(t *testing.T) {
	for text, fault := range map[string]string{
		`- {reason: "", places: [{type: a, property: b}]}`: "group 1 lacks its reason or its places",
		`- {reason: why}`:                                          "group 1 lacks its reason or its places",
		`- {reason: why, places: [{type: "*"}]}`:                   "place 1 explains everything",
		`- {reason: why, places: [{property: b}]}`:                 "place 1 explains everything",
		`- {reason: why, places: [{type: a, property: b, op: c}]}`: "field op not found",
	} {
		_, err := ParseExplained([]byte(text))
		assert.ErrorContains(t, err, fault, text)
	}
}

func TestScore(t *testing.T) {
	explained, err := ParseExplained([]byte(`[{reason: why, places: [{type: "*", operator: unset}]}]`))
	require.NoError(t, err)
	urn := toy(made{name: "it"}).Inputs[0].URN
	score := Judge(&Result{Environment: "toy", Mutants: 4, Killed: 1, Alive: []Mutant{
		{URN: urn, Type: thing, Path: "a", Operator: "flipped"},
		{URN: urn, Type: thing, Path: "a", Operator: "unset"},
		{URN: urn, Type: thing, Path: "b", Operator: "flipped"},
	}}, explained)
	var out bytes.Buffer
	require.NoError(t, score.Print(&out))
	assert.Equal(t, "SURVIVED  RESOURCE  TYPE                 PLACE\n"+
		"flipped   it        aws:toy/thing:Thing  a\n"+
		"flipped   it        aws:toy/thing:Thing  b\n"+
		"toy: 4 mutants, 1 killed, 1 explained, 2 survived: 33.3 % in 0s\n", out.String())

	score.Survivors[0].Path, score.Survivors[1].Path = "rules[a].on", "rules[b].on"
	out.Reset()
	require.NoError(t, score.PrintGroups(&out))
	assert.Equal(t, "NUMBER  SURVIVED  TYPE                 PLACE\n"+
		"2       flipped   aws:toy/thing:Thing  rules[*].on\n"+
		"toy: 4 mutants, 1 killed, 1 explained, 2 survived: 33.3 % in 0s\n", out.String())
	assert.InDelta(t, 100, Score{Mutants: 2, Explained: 2}.Percent(), 0)
}
