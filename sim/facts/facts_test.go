package facts_test

import (
	"encoding/json"
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/sim/facts"
)

func TestTheFactsAreUpstreams(t *testing.T) {
	t.Parallel()
	s, err := facts.AWS()
	require.NoError(t, err)
	assert.Contains(t, s.Source, "terraform-provider-aws")
	assert.Equal(t, []string{"autoscalingGroupName", "tag"}, s.Resources["aws:autoscaling/tag:Tag"].Required)
	cluster := s.Resources["aws:eks/cluster:Cluster"]
	assert.Contains(t, cluster.Outputs, "certificateAuthority")
	assert.True(t, cluster.Inputs["name"].Replace)
	assert.True(t, cluster.Inputs["version"].Computed)
	assert.True(t, s.Resources["aws:rds/cluster:Cluster"].Inputs["masterPassword"].Secret)
	assert.Equal(t, "provisioned", s.Resources["aws:rds/cluster:Cluster"].Inputs["engineMode"].Default)
}

func TestEveryReferenceToANestedTypeLeadsSomewhere(t *testing.T) {
	t.Parallel()
	s, err := facts.AWS()
	require.NoError(t, err)
	reached := map[string]bool{}
	var walk func(where string, p facts.Property)
	walk = func(where string, p facts.Property) {
		if p.Ref != "" {
			assert.Contains(t, s.Types, p.Ref, where)
			reached[p.Ref] = true
		}
		for _, inner := range []*facts.Property{p.Items, p.Values} {
			if inner != nil {
				walk(where, *inner)
			}
		}
	}
	for token, r := range s.Resources {
		for _, props := range []map[string]facts.Property{r.Inputs, r.Outputs} {
			for name, p := range props {
				walk(token+"."+name, p)
			}
		}
		for _, name := range r.Required {
			assert.Contains(t, r.Inputs, name, token)
		}
	}
	for token, o := range s.Types {
		for name, p := range o.Properties {
			walk(token+"."+name, p)
		}
	}
	for token := range s.Types {
		assert.True(t, reached[token], "nothing leads to %s", token)
	}
}

func TestLimitsRefuseAsUpstreamDoes(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		limits facts.Limits
		takes  []any
		not    any
		says   string
	}{
		"a closed set":       {facts.Limits{OneOf: []string{"a", "b"}}, []any{"a", true}, "c", `expected it to be one of ["a" "b"], got c`},
		"a set of numbers":   {facts.Limits{OneOf: []string{"60", "600"}}, []any{60.0}, 61.0, "expected it to be one of [60 600], got 61"},
		"a range":            {facts.Limits{Least: new(1.0), Most: new(9.5)}, []any{1.0, 9.5}, 9.6, "expected it to be in the range (1 - 9.5), got 9.6"},
		"from":               {facts.Limits{Least: new(1.0)}, []any{1e9}, 0.0, "expected it to be at least (1), got 0"},
		"up to":              {facts.Limits{Most: new(1.0)}, []any{-1e9}, 2.0, "expected it to be at most (1), got 2"},
		"a length":           {facts.Limits{Shortest: new(1), Longest: new(3)}, []any{"a", "abc"}, "", "expected length of it to be in the range (1 - 3), got "},
		"a length in bytes":  {facts.Limits{Longest: new(3)}, []any{"", "abc"}, "éé", "expected length of it to be at most 3, got éé"},
		"a least length":     {facts.Limits{Shortest: new(2)}, []any{"ab"}, "a", "expected length of it to be at least 2, got a"},
		"a pattern":          {facts.Limits{Patterns: []facts.Pattern{{Expression: "^a+$"}}}, []any{"aa"}, "b", `expected value of it to match regular expression "^a+$", got b`},
		"a pattern in words": {facts.Limits{Patterns: []facts.Pattern{{Expression: "b", Not: true, Says: "no b"}}}, []any{"aa"}, "ab", "invalid value for it (no b), got ab"},
		"an ARN":             {facts.Limits{Format: "arn"}, []any{"", "arn:aws:s3:::a", "arn:aws-cn:sns:eu-west-1:111122223333:a"}, "arn:aws:sns:nowhere:111122223333:a", "invalid region value"},
		"an ARN of no one":   {facts.Limits{Format: "arn"}, nil, "arn:aws:sns:eu-west-1:1:a", "invalid account ID value"},
		"half an ARN":        {facts.Limits{Format: "arn"}, nil, "arn:aws", "not enough sections"},
		"a document":         {facts.Limits{Format: "json"}, []any{"{}"}, "{", "invalid JSON"},
		"a range of IPs":     {facts.Limits{Format: "cidr"}, []any{"10.0.0.0/8", "::/0"}, "10.0.0.1/8", `did you mean "10.0.0.0/8"`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, v := range tt.takes {
				assert.Empty(t, tt.limits.Refusal("it", v))
			}
			assert.Contains(t, tt.limits.Refusal("it", tt.not), tt.says)
			assert.False(t, tt.limits.None())
		})
	}
	assert.True(t, facts.Limits{}.None())
}

func TestBrokenFactsAreAnError(t *testing.T) {
	t.Parallel()
	_, err := facts.Parse([]byte("{"))
	var fault *json.SyntaxError
	require.ErrorAs(t, err, &fault)
}

func BenchmarkParse(b *testing.B) {
	raw, err := os.ReadFile("aws.json")
	require.NoError(b, err)
	for b.Loop() {
		if _, err := facts.Parse(raw); err != nil {
			b.Fatal(err)
		}
	}
}
